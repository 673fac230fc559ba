namespace OcopMarket.Ordering.Shipping;

/// <summary>How a service moves.</summary>
/// <param name="DaysFrom">Working days from collecting to the first day it may arrive.</param>
/// <param name="Fresh">Not sent when a long holiday would keep it waiting on the way.</param>
internal sealed record Pace(int DaysFrom, int DaysThrough, bool Sundays, bool Fresh);

/// <summary>
/// From the day of an order to the days of its arrival: the producer makes on days it is open, the carrier collects and drives on its working
/// days, nobody works on holidays. An order placed a day later never arrives earlier: cut-offs rest on that.
/// </summary>
internal sealed class DeliveryCalendar
{
    private const int LongHoliday = 3;
    private const int FarthestDays = 1000;

    private readonly HashSet<DateOnly> _holidays;
    private readonly HashSet<DateOnly> _longHolidays;
    private readonly HashSet<DateOnly> _stopped;
    private readonly IReadOnlyCollection<(DateOnly From, DateOnly Through)> _closed;

    /// <param name="stopDays">So many days before a long holiday the producer packs nothing any more.</param>
    public DeliveryCalendar(HashSet<DateOnly> holidays, IReadOnlyCollection<(DateOnly From, DateOnly Through)> closed, int stopDays = 0)
    {
        (_holidays, _closed) = (holidays, closed);
        _longHolidays = [.. holidays.Where(day => RunAround(day) >= LongHoliday)];
        _stopped = [.. _longHolidays.Where(day => !holidays.Contains(day.AddDays(-1))).SelectMany(day => Enumerable.Range(1, stopDays).Select(before => day.AddDays(-before)))];
    }

    /// <summary>The day the goods are made and packed; null if that is years away.</summary>
    public DateOnly? ReadyOn(DateOnly ordered, int makingDays) => First(ordered, IsOpen) is { } begun ? Forward(begun, makingDays, IsOpen) : null;

    /// <summary>The first day on which it can be fetched; null if that is years away.</summary>
    /// <param name="days">Of the week; empty is every day.</param>
    public DateOnly? FetchedFrom(DateOnly ordered, int makingDays, IReadOnlyList<DayOfWeek> days)
        => ReadyOn(ordered, makingDays) is { } ready ? First(ready, day => IsOpen(day) && (days.Count == 0 || days.Contains(day.DayOfWeek))) : null;

    /// <summary>The days between which it arrives.</summary>
    public (DateOnly Collected, DateOnly From, DateOnly Through)? Arrival(DateOnly ordered, int makingDays, Pace pace)
    {
        bool Drives(DateOnly day) => !_holidays.Contains(day) && (pace.Sundays || day.DayOfWeek is not DayOfWeek.Sunday);
        for (var ready = ReadyOn(ordered, makingDays); ready is { } day;)
        {
            if (First(day, d => IsOpen(d) && Drives(d)) is not { } collected || collected.DayNumber - ordered.DayNumber > FarthestDays
                || Forward(collected, pace.DaysFrom, Drives) is not { } from || Forward(collected, pace.DaysThrough, Drives) is not { } through)
            {
                return null;
            }

            if (!pace.Fresh || !MeetsLongHoliday(collected, through))
            {
                return (collected, from, through);
            }

            ready = collected.AddDays(1);
        }

        return null;
    }

    /// <summary>Whether the producer makes and packs on this day.</summary>
    public bool IsOpen(DateOnly day) => !_holidays.Contains(day) && !_stopped.Contains(day) && !_closed.Any(c => c.From <= day && day <= c.Through);

    private bool MeetsLongHoliday(DateOnly from, DateOnly through)
    {
        for (var day = from; day <= through; day = day.AddDays(1))
        {
            if (_longHolidays.Contains(day))
            {
                return true;
            }
        }

        return false;
    }

    private int RunAround(DateOnly day)
    {
        var length = 1;
        for (var before = day.AddDays(-1); _holidays.Contains(before); before = before.AddDays(-1))
        {
            length++;
        }

        for (var after = day.AddDays(1); _holidays.Contains(after); after = after.AddDays(1))
        {
            length++;
        }

        return length;
    }

    private static DateOnly? First(DateOnly day, Func<DateOnly, bool> works)
    {
        for (var ahead = 0; ahead <= FarthestDays; ahead++)
        {
            if (works(day.AddDays(ahead)))
            {
                return day.AddDays(ahead);
            }
        }

        return null;
    }

    private static DateOnly? Forward(DateOnly day, int days, Func<DateOnly, bool> works)
    {
        DateOnly? at = day;
        for (var gone = 0; gone < days && at is { } from; gone++)
        {
            at = First(from.AddDays(1), works);
        }

        return at;
    }
}
