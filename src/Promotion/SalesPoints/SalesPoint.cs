using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>What kind of place it is for a shopper; under which heading of the decision it falls is <see cref="PlaceType"/>.</summary>
public enum SalesPointKind
{
    /// <summary>Trung tâm OCOP.</summary>
    Centre,
    Shop,

    /// <summary>In a supermarket, a market, a hotel.</summary>
    Counter,
    RestStop,
    PostOffice,
    Train,
    Coach,
    Ship,
}

public enum SalesPointState
{
    Proposed,

    /// <summary>Looked at by the checklist; not decided.</summary>
    Surveyed,

    /// <summary>Met the criteria and has its number; not open yet.</summary>
    Recognised,
    Operating,
    Suspended,

    /// <summary>For good.</summary>
    Closed,
}

public static class SalesPointKinds
{
    /// <summary>Whether it goes along a route instead of standing at an address.</summary>
    public static bool Moves(this SalesPointKind kind) => kind is SalesPointKind.Train or SalesPointKind.Coach or SalesPointKind.Ship;

    /// <summary>Whether the public sees its page. Lists show those that are recognised or operating.</summary>
    public static bool IsPublic(this SalesPointState state) => state is SalesPointState.Recognised or SalesPointState.Operating or SalesPointState.Suspended or SalesPointState.Closed;
}

/// <summary>What the state paid for, and how long the place has to go on for it.</summary>
public sealed record PointSupport(Money? Amount, string? Document, DateOnly? ObligedThrough);

/// <summary>The decision by which a place became a sales point.</summary>
/// <param name="Criteria">Which set of criteria it met, by <see cref="PointCriteria"/>'s version.</param>
public sealed record PointRecognition(string Number, DateOnly On, string Criteria);

/// <param name="Key">As pages name it, see <see cref="PictureKey"/>.</param>
public sealed record PointPhoto(PictureId Picture, string Key, string Alt);

/// <summary>A stop of a moving point.</summary>
public sealed record TimetableRow(TimeOnly? At, string Place);

/// <summary>Goods without a star that the decision lets stand beside: of a kind of <see cref="OtherGoodsKind"/>.</summary>
public sealed record OtherGoods(OtherGoodsKind Kind, string Name);

public enum OtherGoodsKind
{
    /// <summary>Sản phẩm chủ lực của tỉnh.</summary>
    KeyProduct,

    /// <summary>Sản phẩm công nghiệp nông thôn tiêu biểu.</summary>
    RuralIndustry,

    /// <summary>Sản phẩm nông nghiệp nông thôn tiêu biểu.</summary>
    RuralFarm,

    /// <summary>Đặc sản địa phương.</summary>
    Speciality,
}

/// <summary>A place that shows and sells OCOP products.</summary>
internal sealed class SalesPoint
{
    public const int LongestName = 160, LongestLine = 300, LongestText = 2000, MostStops = 40, MostGoods = 500, MostOther = 100, MostPhotos = 6;

    public SalesPoint(string slug, DateTimeOffset now) => (Id, Slug, CreatedAt, ChangedAt) = (SalesPointId.New(), slug, now, now);

    private SalesPoint() { } // EF

    public SalesPointId Id { get; private init; }

    /// <summary>Made of its first name; it stays, since it is printed on labels.</summary>
    public string Slug { get; private init; } = "";
    public string Name { get; set; } = "";

    /// <summary>Its name without tones and without the words that all such places have: what is compared when it is proposed again.</summary>
    public string NameKey { get; set; } = "";
    public SalesPointKind Kind { get; set; }

    /// <summary>Code of <see cref="PlaceTypes"/>.</summary>
    public string PlaceType { get; set; } = "";

    /// <summary>House and street.</summary>
    public string Street { get; set; } = "";
    public string CommuneCode { get; set; } = "";
    public string ProvinceCode { get; set; } = "";
    public double Latitude { get; set; }
    public double Longitude { get; set; }
    public string Phone { get; set; } = "";

    /// <summary>Who runs it.</summary>
    public string Operator { get; set; } = "";

    /// <summary>Whose house or ground it is, where that is somebody else.</summary>
    public string? Owner { get; set; }

    /// <summary>Who paid for it, where that is somebody else.</summary>
    public string? Funder { get; set; }
    public string? Manager { get; set; }
    public int? AreaSquareMetres { get; set; }
    public string? TextVi { get; set; }
    public string? TextEn { get; set; }
    public OpeningHours Hours { get; set; } = OpeningHours.Unknown;

    /// <summary>Stops of a moving point, in order.</summary>
    public IReadOnlyList<TimetableRow> Timetable { get; set; } = [];
    public IReadOnlyList<OtherGoods> OtherGoods { get; set; } = [];

    public IReadOnlyList<PointPhoto> Photos { get; set; } = [];

    /// <summary>The OCOP street it belongs to, as it is written, and as a part of an address.</summary>
    public string? OcopStreet { get; set; }
    public string? OcopStreetSlug { get; set; }
    public PointSupport Support { get; set; } = new(null, null, null);
    public PointRecognition? Recognition { get; set; }
    public DateOnly? NextReviewOn { get; set; }
    public SalesPointState State { get; set; } = SalesPointState.Proposed;

    /// <summary>Of a suspension, a closing, or a survey that was not met.</summary>
    public string? StateReason { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When somebody responsible last said that it is open.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When its keepers were last asked whether it is open.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Invented, for demonstration.</summary>
    public bool Illustrative { get; set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; set; }

    public GeoPoint Pin => new(Latitude, Longitude);

    /// <summary>Recognised places open, and open ones begin again after a suspension.</summary>
    public Result Open(DateTimeOffset now)
    {
        if (State is not (SalesPointState.Recognised or SalesPointState.Suspended))
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, StateReason, ConfirmedAt, ChangedAt) = (SalesPointState.Operating, null, now, now);
        return Result.Success;
    }

    public Result Suspend(string reason, DateTimeOffset now)
    {
        if (State is not (SalesPointState.Recognised or SalesPointState.Operating))
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, StateReason, ChangedAt) = (SalesPointState.Suspended, reason, now);
        return Result.Success;
    }

    public Result Close(string reason, DateTimeOffset now)
    {
        if (State is SalesPointState.Closed)
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, StateReason, ClosedAt, ChangedAt) = (SalesPointState.Closed, reason, now, now);
        return Result.Success;
    }

    /// <summary>Somebody responsible says that it is open as written; what was only recognised opens by it.</summary>
    public Result Confirm(DateTimeOffset now)
    {
        if (State is not (SalesPointState.Recognised or SalesPointState.Operating))
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, ConfirmedAt, ChangedAt) = (SalesPointState.Operating, now, now);
        return Result.Success;
    }

    /// <summary>The survey did not meet the criteria: it may be bettered and looked at again.</summary>
    public Result Decline(string reason, DateTimeOffset now)
    {
        if (State is not SalesPointState.Surveyed)
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, StateReason, ChangedAt) = (SalesPointState.Proposed, reason, now);
        return Result.Success;
    }

    public Result Survey(DateTimeOffset now)
    {
        if (State is SalesPointState.Closed)
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, ChangedAt) = (State is SalesPointState.Proposed ? SalesPointState.Surveyed : State, now);
        return Result.Success;
    }

    public Result Recognise(PointRecognition recognition, DateOnly? nextReview, DateTimeOffset now)
    {
        if (State is not SalesPointState.Surveyed)
        {
            return PromotionRefusals.PointWrongState(State);
        }

        (State, StateReason, Recognition, NextReviewOn, ChangedAt) = (SalesPointState.Recognised, null, recognition, nextReview, now);
        return Result.Success;
    }

    /// <summary>Words that say only that it is such a place.</summary>
    private static readonly HashSet<string> Common = ["cua", "hang", "diem", "ban", "gioi", "thieu", "va", "san", "pham", "ocop", "trung", "tam", "quay", "gian", "shop", "store", "sieu", "thi"];

    public static string KeyOf(string name)
    {
        var words = VietnameseText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Where(w => !Common.Contains(w))) is { Length: > 0 } telling ? telling : string.Join(' ', words);
    }
}

internal sealed class SalesPointConfiguration : IEntityTypeConfiguration<SalesPoint>
{
    public void Configure(EntityTypeBuilder<SalesPoint> point)
    {
        point.ToTable("sales_points", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_sales_points_recognised", "state in ('Proposed', 'Surveyed', 'Closed') or recognition is not null");
            t.HasCheckConstraint("ck_sales_points_reason", "state not in ('Suspended', 'Closed') or state_reason is not null");
            t.HasCheckConstraint("ck_sales_points_closed", "(state = 'Closed') = (closed_at is not null)");
            t.HasCheckConstraint("ck_sales_points_pin", "latitude between -90 and 90 and longitude between -180 and 180");
            t.HasCheckConstraint("ck_sales_points_area", "area_square_metres > 0");
        });
        point.Ignore(p => p.Pin);
        point.Property(p => p.Id).ValueGeneratedNever();
        point.Property(p => p.Slug).HasMaxLength(200);
        point.Property(p => p.Name).HasMaxLength(SalesPoint.LongestName);
        point.Property(p => p.NameKey).HasMaxLength(SalesPoint.LongestName * 2);
        point.Property(p => p.PlaceType).HasMaxLength(40);
        point.Property(p => p.Street).HasMaxLength(SalesPoint.LongestLine);
        point.Property(p => p.CommuneCode).HasMaxLength(5);
        point.Property(p => p.ProvinceCode).HasMaxLength(2);
        point.Property(p => p.Phone).HasMaxLength(20);
        point.Property(p => p.Operator).HasMaxLength(SalesPoint.LongestLine);
        point.Property(p => p.Owner).HasMaxLength(SalesPoint.LongestLine);
        point.Property(p => p.Funder).HasMaxLength(SalesPoint.LongestLine);
        point.Property(p => p.Manager).HasMaxLength(SalesPoint.LongestLine);
        point.Property(p => p.TextVi).HasMaxLength(SalesPoint.LongestText);
        point.Property(p => p.TextEn).HasMaxLength(SalesPoint.LongestText);
        point.Property(p => p.OcopStreet).HasMaxLength(SalesPoint.LongestName);
        point.Property(p => p.OcopStreetSlug).HasMaxLength(SalesPoint.LongestName);
        point.Property(p => p.StateReason).HasMaxLength(SalesPoint.LongestText);
        point.Property(p => p.Hours).AsJson();
        point.Property(p => p.Timetable).AsJson();
        point.Property(p => p.OtherGoods).AsJson();
        point.Property(p => p.Photos).AsJson();
        point.Property(p => p.Support).AsJson();
        point.Property(p => p.Recognition).AsJson();
        point.HasIndex(p => p.Slug).IsUnique();
        point.HasIndex(p => new { p.CommuneCode, p.NameKey });
        point.HasIndex(p => new { p.ProvinceCode, p.State });
        point.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>A certified product that a point says to have on its shelf. Whether it may be called OCOP today is asked of the registry at each look.</summary>
internal sealed class ShelfItem
{
    public ShelfItem(SalesPointId point, ProductId product, DateTimeOffset now) => (PointId, ProductId, Since) = (point, product, now);

    private ShelfItem() { } // EF

    public SalesPointId PointId { get; private init; }
    public ProductId ProductId { get; private init; }
    public DateTimeOffset Since { get; private init; }
}

internal sealed class ShelfItemConfiguration : IEntityTypeConfiguration<ShelfItem>
{
    public void Configure(EntityTypeBuilder<ShelfItem> item)
    {
        item.ToTable("shelf_items", PromotionModule.Schema);
        item.HasKey(i => new { i.PointId, i.ProductId });
        item.HasIndex(i => i.ProductId);
        item.HasOne<SalesPoint>().WithMany().HasForeignKey(i => i.PointId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A person who keeps a point: its shelf list, its hours, its word that it is open.</summary>
internal sealed class SalesPointKeeper
{
    public SalesPointKeeper(SalesPointId point, AccountId account, DateTimeOffset now) => (PointId, AccountId, Since) = (point, account, now);

    private SalesPointKeeper() { } // EF

    public SalesPointId PointId { get; private init; }
    public AccountId AccountId { get; private init; }
    public DateTimeOffset Since { get; private init; }
}

internal sealed class SalesPointKeeperConfiguration : IEntityTypeConfiguration<SalesPointKeeper>
{
    public void Configure(EntityTypeBuilder<SalesPointKeeper> keeper)
    {
        keeper.ToTable("sales_point_keepers", PromotionModule.Schema);
        keeper.HasKey(k => new { k.AccountId, k.PointId });
        keeper.HasIndex(k => k.PointId);
        keeper.HasOne<SalesPoint>().WithMany().HasForeignKey(k => k.PointId).OnDelete(DeleteBehavior.Cascade);
    }
}
