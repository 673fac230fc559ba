using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Hall;

/// <summary>How the hall of a fair stands at a moment.</summary>
public enum HallState
{
    /// <summary>Of a fair online: it opens on its first day, at its hour.</summary>
    NotYet,

    /// <summary>Of a fair online, within its hours.</summary>
    Open,

    /// <summary>Of a fair online, between its first and last hour and outside its hours: who comes by may look around.</summary>
    Pause,

    /// <summary>The list of who stands on a ground.</summary>
    Ground,
    Ended,
    Postponed,
    Cancelled,
}

/// <summary>The hall's door.</summary>
/// <param name="Turns">When it opens next, or closes while it is open; null where nobody waits for it.</param>
public sealed record HallDoor(HallState State, DateTimeOffset? Turns)
{
    /// <summary>Whether everybody sees the stalls.</summary>
    public bool LetsIn => State is HallState.Open or HallState.Pause or HallState.Ground or HallState.Ended;

    internal static HallDoor Of(Fair fair, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.InVietnam().DateTime);
        return fair.StageOn(today) switch
        {
            FairStage.Postponed => new(HallState.Postponed, null),
            FairStage.Cancelled => new(HallState.Cancelled, null),
            FairStage.Ended or FairStage.Reported => new(HallState.Ended, null),
            FairStage.Draft or FairStage.Announced or FairStage.OpenForApplications or FairStage.ApplicationsClosed or FairStage.Running => fair.Type is FairType.Online ? Online(fair, now) : new(HallState.Ground, null),
        };
    }

    private static HallDoor Online(Fair fair, DateTimeOffset now)
    {
        var times = fair.Days().Select(d => (Opens: VietnamTime.StartOf(d.Day) + d.Opens.ToTimeSpan(), Closes: VietnamTime.StartOf(d.Day) + d.Closes.ToTimeSpan())).ToList();
        return now < times[0].Opens ? new(HallState.NotYet, times[0].Opens)
            : now >= times[^1].Closes ? new(HallState.Ended, null)
            : times.Find(t => t.Opens <= now && now < t.Closes) is { Closes: var closes } && closes != default ? new(HallState.Open, closes)
            : new(HallState.Pause, times.Find(t => t.Opens > now).Opens);
    }
}
