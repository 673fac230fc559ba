using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>A fair or another event of trade promotion. Days and hours are those of Vietnam.</summary>
internal sealed class Fair
{
    public const int LongestName = 160, LongestText = 4000, LongestLine = 300, LongestEdition = 60, LongestLink = 500, LongestAccess = 1000, LongestZone = 8, MostOfferHours = 720, MostPictures = 12, MostDays = 366, MostBooths = 5000, MostZones = 40, MostItems = 200;

    public const long DearestBooth = 1_000_000_000;

    public Fair(string slug, OfficeArea office, DateTimeOffset now)
        => (Id, Slug, OfficeProvinceCode, OfficeCommuneCode, CreatedAt, ChangedAt) = (FairId.New(), slug, office.ProvinceCode, office.CommuneCode, now, now);

    private Fair() { } // EF

    public FairId Id { get; private init; }

    /// <summary>Made of its first name; it stays, since people print it.</summary>
    public string Slug { get; private init; } = "";

    /// <summary>Of the office that runs its participation; both null for the ministry.</summary>
    public string? OfficeProvinceCode { get; private init; }
    public string? OfficeCommuneCode { get; private init; }
    public FairType Type { get; set; }
    public string NameVi { get; set; } = "";
    public string? NameEn { get; set; }

    /// <summary>The theme that was registered with the name.</summary>
    public string? ThemeVi { get; set; }
    public string? ThemeEn { get; set; }
    public string? TextVi { get; set; }
    public string? TextEn { get; set; }

    /// <summary>What its editions have in common, as a slug: "hoi-cho-ocop-quang-ninh"; null stands alone.</summary>
    public string? Series { get; set; }

    /// <summary>Which one of its series, such as "lần 5" or "Xuân 2027".</summary>
    public string? Edition { get; set; }
    public string Organiser { get; set; } = "";
    public string? CoOrganisers { get; set; }

    /// <summary>The organiser's own page; an address beginning with https.</summary>
    public string? Website { get; set; }

    /// <summary>Where this was taken from, when the office does not speak of its own fair.</summary>
    public string? Source { get; set; }
    public FairRegistration Registration { get; set; } = new(null, null, null, null);
    public DateOnly From { get; set; }
    public DateOnly Through { get; set; }
    public TimeOnly Opens { get; set; }
    public TimeOnly Closes { get; set; }

    /// <summary>Days between first and last on which it is shut, such as Tết.</summary>
    public IReadOnlyList<DateOnly> ClosedDays { get; set; } = [];

    /// <summary>Days with hours of their own.</summary>
    public IReadOnlyList<FairHours> OtherHours { get; set; } = [];
    public FairVenue Venue { get; private set; } = new(null, null, null, null, null, null, null);

    /// <summary>Days and place before it last moved; null when it never did.</summary>
    public FairTerm? Was { get; private set; }

    /// <summary>Copied of the venue, for lists.</summary>
    public string? ProvinceCode { get; private set; }
    public string? CommuneCode { get; private set; }
    public IReadOnlyList<FairZone> Zones { get; set; } = [];
    public IReadOnlyList<FairProgrammeItem> Programme { get; set; } = [];
    public int? PlannedBooths { get; set; }

    /// <summary>What one booth costs before support; null while nobody has said.</summary>
    public Money? BoothFee { get; set; }

    /// <summary>Whole per cents of the fee that the state pays.</summary>
    public int SupportPercent { get; set; }

    /// <summary>Both days included; null when producers cannot apply here.</summary>
    public DateOnly? ApplyFrom { get; set; }
    public DateOnly? ApplyThrough { get; set; }

    /// <summary>Hours in which an offered place is answered.</summary>
    public int OfferHours { get; set; } = 48;
    public IReadOnlyList<FairQuota> Quotas { get; set; } = [];

    /// <summary>The first on lists.</summary>
    public IReadOnlyList<FairPhoto> Pictures { get; set; } = [];

    /// <summary>What happened, told once it was over.</summary>
    public string? AfterVi { get; private set; }
    public string? AfterEn { get; private set; }
    public IReadOnlyList<FairPhoto> AfterPictures { get; private set; } = [];
    public FairState State { get; private set; } = FairState.Draft;

    /// <summary>Raised with everything calendars of others have to hear (RFC 5545, SEQUENCE).</summary>
    public int Sequence { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }
    public DateTimeOffset? AnnouncedAt { get; private set; }

    public OfficeArea Office => new(OfficeCommuneCode is not null ? OfficeLevel.Commune : OfficeProvinceCode is not null ? OfficeLevel.Province : OfficeLevel.Ministry, OfficeProvinceCode, OfficeCommuneCode);

    public bool IsPublic => State is not FairState.Draft;

    public FairStage StageOn(DateOnly today) => StageOf(State, From, Through, ApplyFrom, ApplyThrough, today);

    public static FairStage StageOf(FairState state, DateOnly from, DateOnly through, DateOnly? applyFrom, DateOnly? applyThrough, DateOnly today) => state switch
    {
        FairState.Draft => FairStage.Draft,
        FairState.Postponed => FairStage.Postponed,
        FairState.Cancelled => FairStage.Cancelled,
        FairState.Reported => FairStage.Reported,
        FairState.Announced => today > through ? FairStage.Ended
            : today >= from ? FairStage.Running
            : today > applyThrough ? FairStage.ApplicationsClosed
            : today >= applyFrom ? FairStage.OpenForApplications
            : FairStage.Announced,
    };

    /// <summary>The days it is open, with their hours.</summary>
    public IEnumerable<FairHours> Days()
        => Enumerable.Range(0, Through.DayNumber - From.DayNumber + 1).Select(From.AddDays).Except(ClosedDays)
            .Select(day => OtherHours.FirstOrDefault(h => h.Day == day) ?? new(day, Opens, Closes));

    /// <summary>Something that everybody sees has changed: calendars are told.</summary>
    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Sequence += IsPublic ? 1 : 0;
    }

    /// <summary>Shows it to everyone; refused before it says where, when and by whom.</summary>
    public Result Announce(DateOnly today, DateTimeOffset now)
    {
        if (State is not FairState.Draft)
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        if (Through < today)
        {
            return PromotionRefusals.FairOver(Through);
        }

        if (WhyNotPublic() is { } lacking)
        {
            return lacking;
        }

        (State, AnnouncedAt, ChangedAt) = (FairState.Announced, now, now);
        return Result.Success;
    }

    /// <summary>Tells of one that was over before the market knew of it: no calendar is told, nobody can apply.</summary>
    public Result Record(DateOnly today, DateTimeOffset now)
    {
        if (State is not FairState.Draft || Through >= today)
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        if (WhyNotPublic() is { } lacking)
        {
            return lacking;
        }

        (State, AnnouncedAt, ChangedAt, ApplyFrom, ApplyThrough) = (FairState.Announced, now, now, null, null);
        return Result.Success;
    }

    /// <summary>What still lacks before others may see it; null when nothing does.</summary>
    public Refusal? WhyNotPublic()
        => Organiser.Length == 0 ? PromotionRefusals.FairLacksOrganiser()
        : Type switch
        {
            FairType.Online => null, // its hall is on our own pages
            FairType.Abroad => Venue.Address is null ? PromotionRefusals.FairLacksPlace() : null,
            FairType.Fair or FairType.Exhibition or FairType.OcopWeek or FairType.Festival or FairType.MarketDay or FairType.SupplyDemandConference
                => ProvinceCode is null || (Venue.Name ?? Venue.Address) is null ? PromotionRefusals.FairLacksPlace() : null,
        };

    /// <summary>Other days, or another place. What was postponed is on again; what has begun may only end on another day.</summary>
    public Result Move(DateOnly today, DateOnly from, DateOnly through, FairVenue venue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(venue);
        if (State is not (FairState.Announced or FairState.Postponed) || (State is FairState.Announced && Through < today))
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        if (through < from || through < today || through.DayNumber - from.DayNumber >= MostDays || (from < today && (from != From || State is FairState.Postponed)))
        {
            return PromotionRefusals.FairDaysWrong();
        }

        if (State is FairState.Announced && (from, through, venue) == (From, Through, Venue))
        {
            return PromotionRefusals.FairNotMoved();
        }

        var days = from.DayNumber - From.DayNumber;
        (Was, State, From, Through) = (new(From, Through, Venue), FairState.Announced, from, through);
        Place(venue);
        ClosedDays = [.. ClosedDays.Select(d => d.AddDays(days)).Where(d => d > from && d < through)];
        OtherHours = [.. OtherHours.Select(h => h with { Day = h.Day.AddDays(days) }).Where(h => h.Day >= from && h.Day <= through)];
        Programme = [.. Programme.Select(p => p with { Day = p.Day.AddDays(days) }).Where(p => p.Day >= from && p.Day <= through)];
        if (ApplyThrough >= from)
        {
            (ApplyFrom, ApplyThrough) = ApplyFrom < from ? (ApplyFrom, from.AddDays(-1)) : ((DateOnly?)null, (DateOnly?)null);
        }

        Touch(now);
        return Result.Success;
    }

    public void Place(FairVenue venue)
    {
        ArgumentNullException.ThrowIfNull(venue);
        (Venue, ProvinceCode, CommuneCode) = (venue, venue.ProvinceCode, venue.CommuneCode);
    }

    public Result Postpone(DateOnly today, DateTimeOffset now)
    {
        if (State is not FairState.Announced || Through < today)
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        State = FairState.Postponed;
        Touch(now);
        return Result.Success;
    }

    public Result Cancel(DateOnly today, DateTimeOffset now)
    {
        if (State is not (FairState.Announced or FairState.Postponed) || (State is FairState.Announced && Through < today))
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        State = FairState.Cancelled;
        Touch(now);
        return Result.Success;
    }

    /// <summary>What happened afterwards, in words and pictures; from its first day on.</summary>
    public Result Tell(DateOnly today, string? vi, string? en, IReadOnlyList<FairPhoto> pictures, DateTimeOffset now)
    {
        if (StageOn(today) is not (FairStage.Running or FairStage.Ended or FairStage.Reported))
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        (AfterVi, AfterEn, AfterPictures, ChangedAt) = (vi, en, pictures, now);
        return Result.Success;
    }

    /// <summary>The organiser's results are in (form 14 of NĐ 81/2018/NĐ-CP).</summary>
    public Result Report(DateOnly today, DateTimeOffset now)
    {
        if (State is not FairState.Announced || Through >= today)
        {
            return PromotionRefusals.FairWrongState(StageOn(today));
        }

        (State, ChangedAt) = (FairState.Reported, now);
        return Result.Success;
    }
}

internal sealed class FairConfiguration : IEntityTypeConfiguration<Fair>
{
    public void Configure(EntityTypeBuilder<Fair> fair)
    {
        fair.ToTable("fairs", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_fairs_days", "\"from\" <= through and through - \"from\" < 366");
            t.HasCheckConstraint("ck_fairs_applications", "num_nulls(apply_from, apply_through) in (0, 2) and apply_from <= apply_through and apply_through < \"from\"");
            t.HasCheckConstraint("ck_fairs_support", "support_percent between 0 and 100 and booth_fee >= 0 and offer_hours between 1 and 720 and planned_booths > 0");
            t.HasCheckConstraint("ck_fairs_public", "state = 'Draft' or (announced_at is not null and organiser <> '')");
        });
        fair.Ignore(f => f.Office).Ignore(f => f.IsPublic);
        fair.Property(f => f.Id).ValueGeneratedNever();
        fair.Property(f => f.Slug).HasMaxLength(200);
        fair.Property(f => f.OfficeProvinceCode).HasMaxLength(2);
        fair.Property(f => f.OfficeCommuneCode).HasMaxLength(5);
        fair.Property(f => f.ProvinceCode).HasMaxLength(2);
        fair.Property(f => f.CommuneCode).HasMaxLength(5);
        fair.Property(f => f.NameVi).HasMaxLength(Fair.LongestName);
        fair.Property(f => f.NameEn).HasMaxLength(Fair.LongestName);
        fair.Property(f => f.ThemeVi).HasMaxLength(Fair.LongestLine);
        fair.Property(f => f.ThemeEn).HasMaxLength(Fair.LongestLine);
        fair.Property(f => f.TextVi).HasMaxLength(Fair.LongestText);
        fair.Property(f => f.TextEn).HasMaxLength(Fair.LongestText);
        fair.Property(f => f.Series).HasMaxLength(Fair.LongestName);
        fair.Property(f => f.Edition).HasMaxLength(Fair.LongestEdition);
        fair.Property(f => f.Organiser).HasMaxLength(Fair.LongestLine);
        fair.Property(f => f.CoOrganisers).HasMaxLength(Fair.LongestText);
        fair.Property(f => f.Website).HasMaxLength(Fair.LongestLink);
        fair.Property(f => f.Source).HasMaxLength(Fair.LongestLine);
        fair.Property(f => f.AfterVi).HasMaxLength(Fair.LongestText);
        fair.Property(f => f.AfterEn).HasMaxLength(Fair.LongestText);
        fair.Property(f => f.AfterPictures).AsJson();
        fair.Property(f => f.Registration).AsJson();
        fair.Property(f => f.ClosedDays).AsJson();
        fair.Property(f => f.OtherHours).AsJson();
        fair.Property(f => f.Venue).AsJson();
        fair.Property(f => f.Was).AsJson();
        fair.Property(f => f.Zones).AsJson();
        fair.Property(f => f.Programme).AsJson();
        fair.Property(f => f.Quotas).AsJson();
        fair.Property(f => f.Pictures).AsJson();
        fair.HasIndex(f => f.Slug).IsUnique();
        fair.HasIndex(f => new { f.Through, f.From });
        fair.HasIndex(f => f.Series).HasFilter("series is not null");
        fair.HasIndex(f => f.ChangedAt);
        fair.Property<uint>("xmin").IsRowVersion();
    }
}
