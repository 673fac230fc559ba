using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

public enum SessionState
{
    /// <summary>Waits for the office of the fair.</summary>
    Asked,
    Confirmed,

    /// <summary>The office wants it otherwise, with a reason; its producer may change it and ask again.</summary>
    Returned,

    /// <summary>Called off; once it was public, it stays and says so.</summary>
    Cancelled,
}

/// <summary>A broadcast with goods at a fair: of one exhibitor, or of the office that runs the fair.</summary>
internal sealed class FairSession
{
    public const int LongestTitle = 160, LongestReason = 1000, MostProducts = 12, MostHours = 8, MostOfOne = 30;

    private const int MinutesOfDay = 24 * 60;

    public FairSession(FairId fair, FairApplicationId? application, DateTimeOffset now) => (Id, FairId, ApplicationId, CreatedAt, ChangedAt) = (FairSessionId.New(), fair, application, now, now);

    private FairSession() { } // EF

    public FairSessionId Id { get; private init; }
    public FairId FairId { get; private init; }

    /// <summary>Whose it is; null for the office's own.</summary>
    public FairApplicationId? ApplicationId { get; private init; }

    /// <summary>Code of a zone, for sessions of the office: one at a time in each.</summary>
    public string? Zone { get; private set; }
    public string TitleVi { get; private set; } = "";
    public string? TitleEn { get; private set; }

    /// <summary>Minutes since the first day of the fair began: when the fair moves, the session moves along.</summary>
    public int Starts { get; private set; }
    public int Ends { get; private set; }

    /// <summary>An address that <see cref="VideoLink"/> has read.</summary>
    public string Link { get; private set; } = "";

    /// <summary>Where it can be seen afterwards.</summary>
    public string? Recording { get; private set; }

    /// <summary>What it wants to show; what may be shown is asked each time.</summary>
    public IReadOnlyList<ProductId> Products { get; private set; } = [];
    public SessionState State { get; private set; }

    /// <summary>Why it was returned or called off.</summary>
    public string? Reason { get; private set; }

    /// <summary>It was confirmed once: everybody may know of it.</summary>
    public bool WasPublic { get; private set; }

    /// <summary>Raised with everything calendars have to hear.</summary>
    public int Sequence { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public bool TakesTime => State is SessionState.Asked or SessionState.Confirmed;

    public DateOnly DayOf(Fair fair) => fair.From.AddDays(Starts / MinutesOfDay);

    public DateTimeOffset StartOf(Fair fair) => VietnamTime.StartOf(fair.From).AddMinutes(Starts);

    public DateTimeOffset EndOf(Fair fair) => VietnamTime.StartOf(fair.From).AddMinutes(Ends);

    public TimeOnly From => TimeOnly.MinValue.AddMinutes(Starts % MinutesOfDay);

    /// <summary>Its day is one on which the fair is open; of a fair that was shortened it may be none any more.</summary>
    public bool IsOnDayOf(Fair fair) => DayOf(fair) is var day && fair.Days().Any(d => d.Day == day);

    public static int MinuteOf(Fair fair, DateOnly day, TimeOnly time) => ((day.DayNumber - fair.From.DayNumber) * MinutesOfDay) + (time.Hour * 60) + time.Minute;

    /// <summary>Two at the same time that one producer, or one zone of the office, cannot hold.</summary>
    public bool ClashesWith(FairSession other)
        => other.Id != Id && other.TakesTime && Starts < other.Ends && other.Starts < Ends && ApplicationId == other.ApplicationId && (ApplicationId is not null || Zone == other.Zone);

    public void Say(ReadSession said, DateTimeOffset now)
    {
        (TitleVi, TitleEn, Zone, Starts, Ends, Link, Products, ChangedAt) = (said.TitleVi, said.TitleEn, said.Zone, said.Starts, said.Ends, said.Link, said.Products, now);
        Sequence += WasPublic ? 1 : 0;
    }

    /// <summary>Asked for, once more after it was returned.</summary>
    public Result Ask(DateTimeOffset now) => Move(now, SessionState.Asked, null, SessionState.Asked, SessionState.Returned);

    public Result Confirm(DateTimeOffset now)
    {
        var moved = Move(now, SessionState.Confirmed, null, SessionState.Asked);
        WasPublic |= moved.Succeeded;
        return moved;
    }

    public Result Return(string reason, DateTimeOffset now) => Move(now, SessionState.Returned, reason, SessionState.Asked);

    public Result Cancel(string reason, DateTimeOffset now)
    {
        var moved = Move(now, SessionState.Cancelled, reason, SessionState.Asked, SessionState.Confirmed, SessionState.Returned);
        Sequence += moved.Succeeded && WasPublic ? 1 : 0;
        return moved;
    }

    public Result Record(string? link, DateTimeOffset now)
    {
        if (State is not SessionState.Confirmed)
        {
            return HallRefusals.SessionWrongState(State);
        }

        (Recording, ChangedAt) = (link, now);
        return Result.Success;
    }

    private Result Move(DateTimeOffset now, SessionState to, string? reason, params ReadOnlySpan<SessionState> from)
    {
        if (!from.Contains(State))
        {
            return HallRefusals.SessionWrongState(State);
        }

        (State, Reason, ChangedAt) = (to, reason, now);
        return Result.Success;
    }
}

internal sealed class FairSessionConfiguration : IEntityTypeConfiguration<FairSession>
{
    public void Configure(EntityTypeBuilder<FairSession> session)
    {
        session.ToTable("fair_sessions", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_fair_sessions_times", "starts >= 0 and ends > starts and ends - starts <= 480");
            t.HasCheckConstraint("ck_fair_sessions_links", "link like 'https://%' and recording like 'https://%'");
            t.HasCheckConstraint("ck_fair_sessions_public", "state <> 'Confirmed' or was_public");
            t.HasCheckConstraint("ck_fair_sessions_reason", "(state in ('Returned', 'Cancelled')) = (reason is not null)");
        });
        session.Ignore(s => s.TakesTime).Ignore(s => s.From);
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Zone).HasMaxLength(Fair.LongestZone);
        session.Property(s => s.TitleVi).HasMaxLength(FairSession.LongestTitle);
        session.Property(s => s.TitleEn).HasMaxLength(FairSession.LongestTitle);
        session.Property(s => s.Link).HasMaxLength(VideoLink.Longest);
        session.Property(s => s.Recording).HasMaxLength(VideoLink.Longest);
        session.Property(s => s.Products).AsJson();
        session.Property(s => s.Reason).HasMaxLength(FairSession.LongestReason);
        session.HasOne<Fair>().WithMany().HasForeignKey(s => s.FairId).OnDelete(DeleteBehavior.Restrict);
        session.HasOne<FairApplication>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        session.HasIndex(s => new { s.FairId, s.Starts });
        session.HasIndex(s => s.CreatedAt).HasFilter("state = 'Asked'");
        session.Property<uint>("xmin").IsRowVersion();
    }
}
