using System.Globalization;
using System.Text.RegularExpressions;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>A span on a day of the week, in Vietnam; it goes past midnight when it closes at or before it opens.</summary>
public sealed record DayHours(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>Days on which the week does not hold, both included: closed, or open for one span.</summary>
public sealed record SpecialDays(DateOnly From, DateOnly Through, TimeOnly? Opens = null, TimeOnly? Closes = null)
{
    public bool Holds(DateOnly day) => day >= From && day <= Through;
}

/// <summary>Whether a place is open at a moment, and until or from when, in Vietnam.</summary>
/// <param name="IsKnown">False where nobody has said any hours.</param>
public sealed record OpeningStatus(bool IsKnown, bool IsOpen, DateTime? Until, DateTime? Opens);

/// <summary>When a place is open. Days and hours are those of Vietnam, whatever zone the reader is in.</summary>
public sealed partial record OpeningHours(IReadOnlyList<DayHours> Week, IReadOnlyList<SpecialDays> Special)
{
    public const int MostSpecial = 60, MostSpansADay = 3;

    /// <summary>How far ahead the next opening is looked for.</summary>
    private const int DaysAhead = 14;

    public static OpeningHours Unknown { get; } = new([], []);

    /// <summary>The days in the order of a Vietnamese week.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public OpeningStatus At(DateTimeOffset moment)
    {
        if (Week.Count == 0)
        {
            return new(false, false, null, null);
        }

        var now = moment.InVietnam().DateTime;
        var today = DateOnly.FromDateTime(now);
        DateTime? until = null;
        for (var day = -1; day <= DaysAhead; day++)
        {
            foreach (var (opens, closes) in SpansOf(today.AddDays(day)))
            {
                if (until is null && opens > now)
                {
                    return new(true, false, null, opens);
                }

                if (opens > until)
                {
                    return Open(until.Value);
                }

                if (closes > (until ?? now))
                {
                    until = closes; // spans that touch are one
                }
            }
        }

        return until is { } last ? Open(last) : new(true, false, null, null);

        OpeningStatus Open(DateTime end) => new(true, true, end > now.AddDays(DaysAhead) ? null : end, null);
    }

    /// <summary>The hours of one day of the week as people write them: "7:30–11:30, 13:30–17:00"; empty when it is closed.</summary>
    public string Written(DayOfWeek day) => string.Join(", ", Week.Where(h => h.Day == day).OrderBy(h => h.Opens).Select(h => Written(h.Opens, h.Closes)));

    public static string Written(TimeOnly opens, TimeOnly closes)
        => string.Create(CultureInfo.InvariantCulture, $"{opens:H:mm}–{(closes == TimeOnly.MinValue ? "24:00" : closes.ToString("H:mm", CultureInfo.InvariantCulture))}");

    /// <summary>Reads hours of one day: "7:30-11:30, 13:30-17:00", "7h30 – 21h"; nothing is closed. Refused when it cannot be read or spans overlap.</summary>
    public static Result<IReadOnlyList<DayHours>> Read(DayOfWeek day, string? written)
    {
        var parts = (written ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var read = new List<DayHours>();
        foreach (var part in parts)
        {
            if (ReadSpan(part) is not var (opens, closes))
            {
                return PromotionRefusals.HoursUnreadable(part);
            }

            read.Add(new(day, opens, closes));
        }

        read.Sort((a, b) => a.Opens.CompareTo(b.Opens));
        return read.Count > MostSpansADay || read.Zip(read.Skip(1)).Any(p => p.First.Closes <= p.First.Opens || p.First.Closes > p.Second.Opens)
            ? PromotionRefusals.HoursUnreadable(written!.Trim()) : read;
    }

    /// <summary>"7:30-21:00" as its two ends; null for what is none.</summary>
    public static (TimeOnly Opens, TimeOnly Closes)? ReadSpan(string written)
        => Span().Match(written) is { Success: true } match && Time(match.Groups[1], match.Groups[2]) is { } opens && Time(match.Groups[3], match.Groups[4]) is { } closes && opens < TimeSpan.FromDays(1)
            ? (TimeOnly.FromTimeSpan(opens), TimeOnly.FromTimeSpan(closes == TimeSpan.FromDays(1) ? TimeSpan.Zero : closes)) : null;

    internal Refusal? WhyNot()
        => Special.Count > MostSpecial || Special.Any(s => s.From > s.Through || s.Through.DayNumber - s.From.DayNumber > 366 || (s.Opens is null) != (s.Closes is null)) ? PromotionRefusals.SpecialDaysWrong()
        : null;

    /// <summary>In the order of the clock.</summary>
    private IEnumerable<(DateTime From, DateTime Until)> SpansOf(DateOnly day)
    {
        var special = Special.LastOrDefault(s => s.Holds(day));
        var spans = special is null ? Week.Where(h => h.Day == day.DayOfWeek).OrderBy(h => h.Opens).Select(h => (h.Opens, h.Closes))
            : special is { Opens: { } opens, Closes: { } closes } ? [(opens, closes)] : [];
        return spans.Select(s => (day.ToDateTime(s.Item1), day.AddDays(s.Item2 <= s.Item1 ? 1 : 0).ToDateTime(s.Item2)));
    }

    private static TimeSpan? Time(Group hours, Group minutes)
    {
        var (h, m) = (int.Parse(hours.Value, CultureInfo.InvariantCulture), minutes.Success ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0);
        return h < 24 || (h == 24 && m == 0) ? m < 60 ? new TimeSpan(h, m, 0) : null : null;
    }

    [GeneratedRegex(@"^(\d{1,2})(?:[:hH.](\d{2})?)?\s*[-–—]\s*(\d{1,2})(?:[:hH.](\d{2})?)?$")]
    private static partial Regex Span();
}
