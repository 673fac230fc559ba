using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>In what quantities are counted and prices are said.</summary>
public enum NeedUnit
{
    Kilogram,
    Litre,

    /// <summary>A piece, jar or packet as it is sold.</summary>
    Piece,
    Box,
}

/// <summary>How often the quantity is wanted.</summary>
public enum NeedRhythm
{
    Once,
    Weekly,
    Monthly,
}

/// <summary>What has to come with the goods.</summary>
public enum NeedPaper
{
    FoodSafety,
    TestReport,
    VietGap,
    Haccp,
    Barcode,
    Origin,
    Invoice,
}

public enum NeedState
{
    Open,

    /// <summary>Taken back by its buyer.</summary>
    Closed,
}

/// <summary>What a business wants to buy, for all producers or for those it asks.</summary>
internal sealed class BuyerNeed
{
    public const int LongestTitle = 160, LongestText = 2000, MostSets = 6, MostAsked = 20;
    public const long MostQuantity = 100_000_000;

    public BuyerNeed(BusinessBuyerId buyer, DateTimeOffset now) => (Id, BuyerId, PostedAt, ChangedAt) = (BuyerNeedId.New(), buyer, now, now);

    private BuyerNeed() { } // EF

    public BuyerNeedId Id { get; private init; }
    public BusinessBuyerId BuyerId { get; private init; }
    public string Title { get; set; } = "";
    public string? Text { get; set; }

    /// <summary>Product sets (1 to 26) any of which will do.</summary>
    public int[] Sets { get; set; } = [];

    /// <summary>The least level of the certificate.</summary>
    public int Stars { get; set; } = 3;
    public long Quantity { get; set; }
    public NeedUnit Unit { get; set; }
    public NeedRhythm Rhythm { get; set; }
    public IReadOnlyList<NeedPaper> Papers { get; set; } = [];

    /// <summary>Where the goods are to come.</summary>
    public string ProvinceCode { get; set; } = "";

    /// <summary>When they are wanted; days in Vietnam.</summary>
    public DateOnly From { get; set; }
    public DateOnly Through { get; set; }

    /// <summary>The last day on which offers are taken.</summary>
    public DateOnly OffersThrough { get; set; }

    /// <summary>Asked by name; empty is a need that all may see.</summary>
    public Guid[] Asked { get; set; } = [];
    public NeedState State { get; private set; }
    public DateTimeOffset PostedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>When producers whose goods match were told of it; null while they are to be.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    public bool IsOpenOn(DateOnly today) => State is NeedState.Open && today <= OffersThrough;

    public bool IsFor(ProducerId producer) => Asked.Length == 0 || Asked.Contains(producer.Value);

    public Result Close(DateTimeOffset now)
    {
        if (State is not NeedState.Open)
        {
            return PromotionRefusals.NeedClosed();
        }

        (State, ChangedAt) = (NeedState.Closed, now);
        return Result.Success;
    }
}

internal sealed class BuyerNeedConfiguration : IEntityTypeConfiguration<BuyerNeed>
{
    public void Configure(EntityTypeBuilder<BuyerNeed> need)
    {
        need.ToTable("buyer_needs", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_buyer_needs_days", "\"from\" <= through and offers_through <= through");
            t.HasCheckConstraint("ck_buyer_needs_quantity", "quantity between 1 and 100000000 and stars between 3 and 5 and cardinality(sets) between 1 and 6 and cardinality(asked) <= 20");
        });
        need.Property(n => n.Id).ValueGeneratedNever();
        need.Property(n => n.Title).HasMaxLength(BuyerNeed.LongestTitle);
        need.Property(n => n.Text).HasMaxLength(BuyerNeed.LongestText);
        need.Property(n => n.ProvinceCode).HasMaxLength(2);
        need.Property(n => n.Papers).AsJson();
        need.HasIndex(n => new { n.BuyerId, n.PostedAt });
        need.HasIndex(n => new { n.State, n.OffersThrough });
        need.HasOne<BusinessBuyer>().WithMany().HasForeignKey(n => n.BuyerId).OnDelete(DeleteBehavior.Restrict);
        need.Property<uint>("xmin").IsRowVersion();
    }
}
