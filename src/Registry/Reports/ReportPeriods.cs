namespace OcopMarket.Registry.Reports;

/// <summary>Months, quarters and years of the calendar.</summary>
public static class ReportPeriods
{
    /// <summary>More lines than this are no table that anybody reads: then the next larger step is taken.</summary>
    private const int MostLines = 48;

    public static DateOnly First(DateOnly day, ReportStep step) => step switch
    {
        ReportStep.Month => new(day.Year, day.Month, 1),
        ReportStep.Quarter => new(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
        ReportStep.Year => new(day.Year, 1, 1),
    };

    public static DateOnly Last(DateOnly day, ReportStep step) => First(day, step).AddMonths(Months(step)).AddDays(-1);

    public static int Quarter(DateOnly day) => ((day.Month - 1) / 3) + 1;

    /// <summary>The period cut into its steps; the first and the last may be parts of one.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly Through)> Cut(DateOnly from, DateOnly through, ReportStep step)
    {
        var cut = new List<(DateOnly, DateOnly)>();
        for (var at = First(from, step); at <= through; at = at.AddMonths(Months(step)))
        {
            var last = Last(at, step);
            cut.Add((at < from ? from : at, last > through ? through : last));
        }

        return cut;
    }

    /// <summary>The asked step, or a larger one where the period is too long for it.</summary>
    public static ReportStep Fitting(DateOnly from, DateOnly through, ReportStep asked)
        => asked < ReportStep.Year && Cut(from, through, asked).Count > MostLines ? Fitting(from, through, asked + 1) : asked;

    private static int Months(ReportStep step) => step switch { ReportStep.Month => 1, ReportStep.Quarter => 3, ReportStep.Year => 12 };
}
