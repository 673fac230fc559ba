using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

public enum ListingState
{
    Draft,
    InReview,
    Published,
    Paused,
    Delisted,
}

/// <summary>Why the market took a listing off the shelf; it returns when the reason ends.</summary>
public enum DelistReason
{
    /// <summary>Nothing in the registry covers the product today: ended, revoked, suspended, or a licence is missing.</summary>
    NotInForce,

    /// <summary>An officer took it down; an officer brings it back.</summary>
    TakenDown,
}

/// <summary>
/// A certified product offered by its producer. It holds no star and no date: those are the registry's, asked anew each time. What it says and
/// shows changes by approved revisions; price, days and delivery change at once.
/// </summary>
internal sealed class Listing
{
    public const int MostMakingDays = 120, MostCapacity = 1_000_000;

    private readonly List<Variant> _variants = [];

    public Listing(ProductId product, ProducerId producer, string slug, ListingKind kind, DateTimeOffset now)
        => (Id, ProductId, ProducerId, Slug, Kind, CreatedAt, State) = (ListingId.New(), product, producer, slug, kind, now, ListingState.Draft);

    private Listing() { } // EF

    public ListingId Id { get; private init; }

    /// <summary>Small stable number: what the search index keeps in memory.</summary>
    public int No { get; private init; }
    public ProductId ProductId { get; private init; }
    public ProducerId ProducerId { get; private init; }
    public string Slug { get; private init; } = "";
    public ListingState State { get; private set; }
    public DelistReason? DelistedBecause { get; private set; }

    /// <summary>Where a restored listing goes back to: what it was when it was taken down.</summary>
    public ListingState? RestoreTo { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public ListingKind Kind { get; private set; }
    public string? StoryVi { get; private set; }

    /// <summary>Null while nobody has translated it; the page then says so.</summary>
    public string? StoryEn { get; private set; }
    public string? ClaimsVi { get; private set; }
    public string? ClaimsEn { get; private set; }
    public IReadOnlyDictionary<LabelField, string> Label { get; private set; } = new Dictionary<LabelField, string>();
    public IReadOnlyList<ListingPhoto> Photos { get; private set; } = [];

    /// <summary>The first of the photos; null shows the drawing of the product set.</summary>
    public string? Picture { get; private set; }

    /// <summary>Packed so that it can be given as it is.</summary>
    public bool Gift { get; set; }

    /// <summary>First and last month of the season, 1 to 12 (11 to 2 runs over the new year); null all year.</summary>
    public int? SeasonFrom { get; set; }
    public int? SeasonThrough { get; set; }

    /// <summary>Days from the order to the handing over; null where goods lie ready.</summary>
    public int? MakingDays { get; set; }

    /// <summary>Pieces a day that can be made; null where nothing limits it.</summary>
    public int? DailyCapacity { get; set; }
    public bool Fragile { get; set; }

    /// <summary>Travels cold.</summary>
    public bool Cold { get; set; }

    /// <summary>Codes of the provinces it is sent to; null is the whole country.</summary>
    public string[]? DeliversTo { get; set; }
    public bool Illustrative { get; set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public IReadOnlyList<Variant> Variants => _variants;

    /// <summary>What the public reads now.</summary>
    public ListingContent Content => new(Kind, StoryVi, StoryEn, ClaimsVi, ClaimsEn, Label, Photos);

    public Variant Add(string packing, Money price, Measure measure, int stock, int lowStock)
    {
        var variant = new Variant(Id, _variants.Count, packing, price, measure, stock) { LowStock = lowStock };
        _variants.Add(variant);
        return variant;
    }

    public void Take(ListingContent content)
    {
        (Kind, StoryVi, StoryEn, ClaimsVi, ClaimsEn) = (content.Kind, content.StoryVi, content.StoryEn, content.ClaimsVi, content.ClaimsEn);
        (Label, Photos, Picture) = (content.Label, content.Photos, content.Photos.Count > 0 ? content.Photos[0].Key : null);
    }

    /// <summary>A new listing goes before an officer; one that has been public stays as it is while its revision waits.</summary>
    public void Submitted() => State = State is ListingState.Draft ? ListingState.InReview : State;

    /// <summary>A new listing that was sent back, or called back, is a draft again.</summary>
    public void SentBack() => State = State is ListingState.InReview ? ListingState.Draft : State;

    public Result Publish(DateTimeOffset now)
    {
        if (State is not (ListingState.Draft or ListingState.InReview))
        {
            return CatalogRefusals.WrongState(State);
        }

        (State, PublishedAt) = (ListingState.Published, PublishedAt ?? now);
        return Result.Success;
    }

    public Result Pause() => Move(ListingState.Published, ListingState.Paused);

    public Result Resume() => Move(ListingState.Paused, ListingState.Published);

    /// <summary>Off the shelf by an officer's word, whatever the producer or the registry say.</summary>
    public Result TakeDown()
    {
        if (State is ListingState.Draft or ListingState.InReview || DelistedBecause is DelistReason.TakenDown)
        {
            return CatalogRefusals.WrongState(State);
        }

        RestoreTo = State is ListingState.Paused ? ListingState.Paused : ListingState.Published;
        (State, DelistedBecause) = (ListingState.Delisted, DelistReason.TakenDown);
        return Result.Success;
    }

    public Result Restore()
    {
        if (DelistedBecause is not DelistReason.TakenDown)
        {
            return CatalogRefusals.WrongState(State);
        }

        (State, DelistedBecause, RestoreTo) = (RestoreTo ?? ListingState.Published, null, null);
        return Result.Success;
    }

    private Result Move(ListingState from, ListingState to)
    {
        if (State != from)
        {
            return CatalogRefusals.WrongState(State);
        }

        State = to;
        return Result.Success;
    }
}

/// <summary>A packing named in the certificate, with its price and its stock. Stock changes by <see cref="Stock.StockBook"/> alone.</summary>
internal sealed class Variant
{
    public Variant(ListingId listing, int position, string packing, Money price, Measure measure, int stock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price.Dong);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(measure.Amount);
        ArgumentOutOfRangeException.ThrowIfNegative(stock);
        (Id, ListingId, Position, Price, Amount, Unit, Stock) = (VariantId.New(), listing, position, price, measure.Amount, measure.Unit, stock);
        (Packing, PackingKey) = (packing, VietnameseText.Fold(packing));
    }

    private Variant() { } // EF

    public VariantId Id { get; private init; }
    public ListingId ListingId { get; private init; }
    public int Position { get; set; }
    public string Packing { get; private set; } = "";
    public string PackingKey { get; private init; } = "";
    public Money Price { get; private set; }
    public int Amount { get; private set; }
    public MeasureUnit Unit { get; private set; }
    public int Stock { get; private set; }

    /// <summary>At this many or fewer the producer is told, once for each time it sinks there.</summary>
    public int LowStock { get; set; }

    /// <summary>No longer sold; the row stays for the ledger and for orders that name it.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>As it is sent, packing and all.</summary>
    public int? WeightGrams { get; set; }
    public int? LengthMm { get; set; }
    public int? WidthMm { get; set; }
    public int? HeightMm { get; set; }

    public Measure Measure => new(Amount, Unit);

    public void Offer(string packing, Money price, Measure measure)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price.Dong);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(measure.Amount);
        (Packing, Price, Amount, Unit, Withdrawn) = (packing, price, measure.Amount, measure.Unit, false);
    }

    public void SetPrice(Money price)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price.Dong);
        Price = price;
    }
}

internal sealed class ListingConfiguration : IEntityTypeConfiguration<Listing>, IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Listing> listing)
    {
        listing.ToTable("listings", CatalogModule.Schema, t =>
            t.HasCheckConstraint("ck_listings_delisted", "(state = 'Delisted') = (delisted_because is not null)"));
        listing.Ignore(l => l.Content);
        listing.Property(l => l.No).UseIdentityAlwaysColumn();
        listing.HasAlternateKey(l => l.No);
        listing.Property(l => l.Slug).HasMaxLength(120);
        listing.Property(l => l.StoryVi).HasMaxLength(ListingContent.LongestStory);
        listing.Property(l => l.StoryEn).HasMaxLength(ListingContent.LongestStory);
        listing.Property(l => l.ClaimsVi).HasMaxLength(ListingContent.LongestClaims);
        listing.Property(l => l.ClaimsEn).HasMaxLength(ListingContent.LongestClaims);
        listing.Property(l => l.Label).AsJson();
        listing.Property(l => l.Photos).AsJson();
        listing.Property(l => l.Picture).HasMaxLength(200);
        listing.HasIndex(l => l.Slug).IsUnique();
        listing.HasIndex(l => l.ProductId).IsUnique();
        listing.HasIndex(l => l.ProducerId);
        listing.HasMany(l => l.Variants).WithOne().HasForeignKey(v => v.ListingId).OnDelete(DeleteBehavior.Cascade);
        listing.Navigation(l => l.Variants).UsePropertyAccessMode(PropertyAccessMode.Field);
        listing.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<Variant> variant)
    {
        variant.ToTable("variants", CatalogModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_variants_stock", "stock >= 0");
            t.HasCheckConstraint("ck_variants_price", "price > 0");
            t.HasCheckConstraint("ck_variants_amount", "amount > 0");
            t.HasCheckConstraint("ck_variants_parcel", "weight_grams > 0 and length_mm > 0 and width_mm > 0 and height_mm > 0");
        });
        variant.Ignore(v => v.Measure);
        variant.Property(v => v.Packing).HasMaxLength(200);
        variant.Property(v => v.PackingKey).HasMaxLength(200);
        variant.HasIndex(v => new { v.ListingId, v.PackingKey }).IsUnique();
        variant.Property<uint>("xmin").IsRowVersion();
    }
}
