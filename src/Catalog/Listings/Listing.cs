using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
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

/// <summary>Why the market itself took a listing off the shelf; it returns when the reason ends.</summary>
public enum DelistReason
{
    /// <summary>Nothing in the registry covers the product today: ended, revoked, suspended, or a licence is missing.</summary>
    NotInForce,
}

/// <summary>A certified product offered for sale by its producer. It holds no star and no date: those are the registry's, asked anew each time.</summary>
internal sealed class Listing
{
    private readonly List<Variant> _variants = [];

    public Listing(ProductId product, ProducerId producer, string slug, DateTimeOffset now)
        => (Id, ProductId, ProducerId, Slug, CreatedAt, State) = (ListingId.New(), product, producer, slug, now, ListingState.Draft);

    private Listing() { } // EF

    public ListingId Id { get; private init; }

    /// <summary>Small stable number: what the search index keeps in memory.</summary>
    public int No { get; private init; }
    public ProductId ProductId { get; private init; }
    public ProducerId ProducerId { get; private init; }
    public string Slug { get; private init; } = "";
    public ListingState State { get; private set; }
    public DelistReason? DelistedBecause { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public string? StoryVi { get; set; }

    /// <summary>Null while nobody has translated it; the page then says so.</summary>
    public string? StoryEn { get; set; }

    /// <summary>Packed so that it can be given as it is.</summary>
    public bool Gift { get; set; }

    /// <summary>First and last month of the season, 1 to 12 (11 to 2 runs over the new year); null all year.</summary>
    public int? SeasonFrom { get; set; }
    public int? SeasonThrough { get; set; }

    /// <summary>Path of the picture below the file store; null shows the drawing of the product set.</summary>
    public string? Picture { get; set; }
    public bool Illustrative { get; set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public IReadOnlyList<Variant> Variants => _variants;

    public Variant Add(string packing, Money price, Measure measure, int stock)
    {
        var variant = new Variant(Id, _variants.Count, packing, price, measure, stock);
        _variants.Add(variant);
        return variant;
    }

    public void Publish(DateTimeOffset now) => (State, DelistedBecause, PublishedAt) = (ListingState.Published, null, PublishedAt ?? now);
}

/// <summary>How much is in a packing: grams, millilitres or pieces.</summary>
public enum MeasureUnit
{
    Gram,
    Millilitre,
    Piece,
}

public readonly record struct Measure(int Amount, MeasureUnit Unit)
{
    /// <summary>Price of a kilogram or litre, rounded half up to whole đồng; null for goods sold by the piece.</summary>
    public Money? PerKiloOrLitre(Money price) => Unit is MeasureUnit.Piece ? null : new Money(((price.Dong * 1000) + (Amount / 2)) / Amount);
}

/// <summary>A packing named in the certificate, with its price and its stock.</summary>
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
    public int Position { get; private init; }
    public string Packing { get; private init; } = "";
    public string PackingKey { get; private init; } = "";
    public Money Price { get; private set; }
    public int Amount { get; private init; }
    public MeasureUnit Unit { get; private init; }
    public int Stock { get; private set; }
}

internal sealed class ListingConfiguration : IEntityTypeConfiguration<Listing>, IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Listing> listing)
    {
        listing.ToTable("listings", CatalogModule.Schema, t =>
            t.HasCheckConstraint("ck_listings_delisted", "(state = 'Delisted') = (delisted_because is not null)"));
        listing.Property(l => l.No).UseIdentityAlwaysColumn();
        listing.HasAlternateKey(l => l.No);
        listing.Property(l => l.Slug).HasMaxLength(120);
        listing.Property(l => l.StoryVi).HasMaxLength(4000);
        listing.Property(l => l.StoryEn).HasMaxLength(4000);
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
        });
        variant.Property(v => v.Packing).HasMaxLength(200);
        variant.Property(v => v.PackingKey).HasMaxLength(200);
        variant.HasIndex(v => new { v.ListingId, v.PackingKey }).IsUnique();
        variant.Property<uint>("xmin").IsRowVersion();
    }
}
