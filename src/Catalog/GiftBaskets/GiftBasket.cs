using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.GiftBaskets;

public enum GiftBasketState
{
    /// <summary>Being put together; nobody else sees it.</summary>
    Draft,
    Published,

    /// <summary>No longer recommended; its address says so. It may be published again, when its feast comes round.</summary>
    Withdrawn,
}

/// <summary>
/// Goods of several producers that an office put together as one gift. It holds neither price nor star: the price is what its items cost today,
/// and each item has the star of its own certificate.
/// </summary>
internal sealed class GiftBasket
{
    public const int FewestLines = 2, MostLines = 12, MostPieces = 99, LongestName = 80, LongestText = 600;

    public GiftBasket(string slug, OfficeArea? office, DateTimeOffset now)
        => (Id, Slug, ProvinceCode, CommuneCode, CreatedAt, ChangedAt) = (GiftBasketId.New(), slug, office?.ProvinceCode, office?.CommuneCode, now, now);

    private GiftBasket() { } // EF

    public GiftBasketId Id { get; private init; }

    /// <summary>Made of its first name; it stays, since people share it.</summary>
    public string Slug { get; private init; } = "";

    /// <summary>Of the office that made it; both null for the ministry and the market itself.</summary>
    public string? ProvinceCode { get; private init; }
    public string? CommuneCode { get; private init; }
    public string NameVi { get; set; } = "";
    public string? NameEn { get; set; }
    public string? TextVi { get; set; }
    public string? TextEn { get; set; }

    /// <summary>Codes of <c>GiftRules.Occasions</c>.</summary>
    public IReadOnlyList<string> Occasions { get; set; } = [];
    public IReadOnlyList<StockLine> Lines { get; set; } = [];

    /// <summary>Days in Vietnam, both included; null is open.</summary>
    public DateOnly? ShownFrom { get; set; }
    public DateOnly? ShownThrough { get; set; }
    public GiftBasketState State { get; private set; } = GiftBasketState.Draft;
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    public OfficeArea Office => new(CommuneCode is not null ? OfficeLevel.Commune : ProvinceCode is not null ? OfficeLevel.Province : OfficeLevel.Ministry, ProvinceCode, CommuneCode);

    public Result Publish(DateTimeOffset now)
    {
        if (State is GiftBasketState.Published)
        {
            return CatalogRefusals.BasketWrongState(State);
        }

        if (WhyNotPublic() is { } refusal)
        {
            return refusal;
        }

        (State, PublishedAt, ChangedAt) = (GiftBasketState.Published, now, now);
        return Result.Success;
    }

    public Result Withdraw(DateTimeOffset now)
    {
        if (State is not GiftBasketState.Published)
        {
            return CatalogRefusals.BasketWrongState(State);
        }

        (State, ChangedAt) = (GiftBasketState.Withdrawn, now);
        return Result.Success;
    }

    /// <summary>What still lacks before others may see it; null when nothing does.</summary>
    public Refusal? WhyNotPublic()
        => NameEn is null || TextVi is null || TextEn is null || Occasions.Count == 0 ? CatalogRefusals.BasketIncomplete()
        : Lines.Count is < FewestLines or > MostLines ? CatalogRefusals.BasketLinesWrong(FewestLines, MostLines)
        : null;
}

internal sealed class GiftBasketConfiguration : IEntityTypeConfiguration<GiftBasket>
{
    public void Configure(EntityTypeBuilder<GiftBasket> basket)
    {
        basket.ToTable("gift_baskets", CatalogModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_gift_baskets_lines", "jsonb_array_length(lines) <= 12 and (state = 'Draft' or jsonb_array_length(lines) >= 2)");
            t.HasCheckConstraint("ck_gift_baskets_public", "state = 'Draft' or num_nulls(name_en, text_vi, text_en, published_at) = 0");
            t.HasCheckConstraint("ck_gift_baskets_days", "shown_from <= shown_through");
        });
        basket.Ignore(b => b.Office);
        basket.Property(b => b.Id).ValueGeneratedNever();
        basket.Property(b => b.Slug).HasMaxLength(120);
        basket.Property(b => b.ProvinceCode).HasMaxLength(2);
        basket.Property(b => b.CommuneCode).HasMaxLength(5);
        basket.Property(b => b.NameVi).HasMaxLength(GiftBasket.LongestName);
        basket.Property(b => b.NameEn).HasMaxLength(GiftBasket.LongestName);
        basket.Property(b => b.TextVi).HasMaxLength(GiftBasket.LongestText);
        basket.Property(b => b.TextEn).HasMaxLength(GiftBasket.LongestText);
        basket.Property(b => b.Occasions).AsJson();
        basket.Property(b => b.Lines).AsJson();
        basket.HasIndex(b => b.Slug).IsUnique();
        basket.HasIndex(b => new { b.State, b.PublishedAt });
        basket.Property<uint>("xmin").IsRowVersion();
    }
}
