namespace OcopMarket.Platform.Clock;

/// <summary>
/// A day of Vietnam's lunisolar calendar (âm lịch), reckoned at UTC+7 as decision 121/CP of 1967 says: new moons and the sun's longitude by
/// the formulas of Jean Meeus, months numbered so that the winter solstice falls in the eleventh. Good for 1968 to 2199.
/// </summary>
/// <param name="Year">The year whose first day is Tết; named by the solar year it begins in.</param>
/// <param name="Leap">The second month of its number (tháng nhuận).</param>
public readonly record struct LunarDate(int Year, int Month, int Day, bool Leap = false)
{
    private const double HoursAhead = 7;

    /// <summary>12 is tháng Chạp, 1 is tháng Giêng.</summary>
    public static LunarDate Of(DateOnly day)
    {
        var julian = JulianOf(day);
        var moon = (int)((julian - 2415021.076998695) / 29.530588853) + 1;
        var monthStart = NewMoon(moon);
        while (monthStart > julian) // the mean moon may be two ahead of the true one
        {
            monthStart = NewMoon(--moon);
        }

        var (before, after) = (EleventhMonth(day.Year), EleventhMonth(day.Year));
        var year = before >= monthStart ? day.Year : day.Year + 1;
        if (before >= monthStart)
        {
            before = EleventhMonth(day.Year - 1);
        }
        else
        {
            after = EleventhMonth(day.Year + 1);
        }

        var months = (monthStart - before) / 29;
        var (month, leap) = (months + 11, false);
        if (after - before > 365)
        {
            var leapMonth = LeapMonthAfter(before);
            leap = months == leapMonth;
            month -= months >= leapMonth ? 1 : 0;
        }

        month = month > 12 ? month - 12 : month;
        return new LunarDate(month >= 11 && months < 4 ? year - 1 : year, month, julian - monthStart + 1, leap);
    }

    /// <summary>The solar day; null where the month has no such day or the year no such leap month.</summary>
    public DateOnly? Solar
    {
        get
        {
            var (before, after) = Month < 11 ? (EleventhMonth(Year - 1), EleventhMonth(Year)) : (EleventhMonth(Year), EleventhMonth(Year + 1));
            var moon = (int)(0.5 + ((before - 2415021.076998695) / 29.530588853));
            var months = Month < 11 ? Month + 1 : Month - 11;
            if (after - before > 365)
            {
                var leapMonth = LeapMonthAfter(before);
                months += Leap || months >= leapMonth ? 1 : 0;
            }

            var day = DateOnly.FromDayNumber(NewMoon(moon + months) + Day - 1 - JulianOfDayZero);
            return Of(day) == this ? day : null;
        }
    }

    /// <summary>The first day of the year's first month.</summary>
    public static DateOnly Tet(int year) => new LunarDate(year, 1, 1).Solar!.Value;

    private const int JulianOfDayZero = 1721426; // of 0001-01-01

    private static int JulianOf(DateOnly day) => day.DayNumber + JulianOfDayZero;

    private static int NewMoon(int k)
    {
        var t = k / 1236.85;
        var rad = Math.PI / 180;
        var mean = 2415020.75933 + (29.53058868 * k) + (0.0001178 * t * t) - (0.000000155 * t * t * t) + (0.00033 * Math.Sin((166.56 + (132.87 * t) - (0.009173 * t * t)) * rad));
        var sun = (359.2242 + (29.10535608 * k) - (0.0000333 * t * t) - (0.00000347 * t * t * t)) * rad;
        var anomaly = (306.0253 + (385.81691806 * k) + (0.0107306 * t * t) + (0.00001236 * t * t * t)) * rad;
        var latitude = (21.2964 + (390.67050646 * k) - (0.0016528 * t * t) - (0.00000239 * t * t * t)) * rad;
        var correction = ((0.1734 - (0.000393 * t)) * Math.Sin(sun)) + (0.0021 * Math.Sin(2 * sun)) - (0.4068 * Math.Sin(anomaly)) + (0.0161 * Math.Sin(2 * anomaly))
            - (0.0004 * Math.Sin(3 * anomaly)) + (0.0104 * Math.Sin(2 * latitude)) - (0.0051 * Math.Sin(sun + anomaly)) - (0.0074 * Math.Sin(sun - anomaly))
            + (0.0004 * Math.Sin((2 * latitude) + sun)) - (0.0004 * Math.Sin((2 * latitude) - sun)) - (0.0006 * Math.Sin((2 * latitude) + anomaly))
            + (0.0010 * Math.Sin((2 * latitude) - anomaly)) + (0.0005 * Math.Sin((2 * anomaly) + sun));
        var delta = -0.000278 + (0.000265 * t) + (0.000262 * t * t);
        return (int)Math.Floor(mean + correction - delta + 0.5 + (HoursAhead / 24));
    }

    // The twelfth part of the sun's way that it has come to when the day begins: 9 begins with the winter solstice.
    private static int SunTwelfth(int julian)
    {
        var t = (julian - 0.5 - (HoursAhead / 24) - 2451545.0) / 36525;
        var rad = Math.PI / 180;
        var mean = 357.52910 + (35999.05030 * t) - (0.0001559 * t * t) - (0.00000048 * t * t * t);
        var longitude = 280.46645 + (36000.76983 * t) + (0.0003032 * t * t)
            + ((1.914600 - (0.004817 * t) - (0.000014 * t * t)) * Math.Sin(rad * mean)) + ((0.019993 - (0.000101 * t)) * Math.Sin(2 * rad * mean)) + (0.000290 * Math.Sin(3 * rad * mean));
        longitude *= rad;
        longitude -= Math.PI * 2 * Math.Floor(longitude / (Math.PI * 2));
        return (int)(longitude / Math.PI * 6);
    }

    private static int EleventhMonth(int year)
    {
        var moon = (int)((JulianOf(new DateOnly(year, 12, 31)) - 2415021) / 29.530588853);
        var start = NewMoon(moon);
        return SunTwelfth(start) >= 9 ? NewMoon(moon - 1) : start;
    }

    // Of thirteen months the first that holds no beginning of a twelfth.
    private static int LeapMonthAfter(int eleventhMonth)
    {
        var moon = (int)(0.5 + ((eleventhMonth - 2415021.076998695) / 29.530588853));
        var i = 1;
        int last, twelfth = SunTwelfth(NewMoon(moon + i));
        do
        {
            last = twelfth;
            i++;
            twelfth = SunTwelfth(NewMoon(moon + i));
        }
        while (twelfth != last && i < 14);
        return i - 1;
    }
}
