using System.Globalization;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Certificates issued, run out and revoked, by month, quarter or year.</summary>
internal static class MovementTables
{
    /// <summary>More bars than this nobody reads.</summary>
    private const int MostBars = 12;

    public static ReportBody Print(MovementFigures figures, ReportWords words)
    {
        var (from, through) = (figures.Scope.From!.Value, figures.Scope.Through!.Value);
        var table = ReportWords.Table("bien-dong", words.Say("Sheet.Movement"), words.Say("Caption.Movement"),
            [
                new(words.Say("Span"), Number: false), new(words.Say("First")), new(words.Say("Renewed")), new(words.Say("Upgraded")), new(words.Say("Issued")), new(words.Say("RanOut")), new(words.Say("Lapsed")), new(words.Say("Revoked")),
            ],
            [
                .. figures.Lines.Select(l => Line(ReportLineKind.Plain, Name(l.From, figures.Step, words), l)),
                Line(ReportLineKind.Total, words.Say("Total"), new(from, through, Sum(l => l.First), Sum(l => l.Renewed), Sum(l => l.Upgraded), Sum(l => l.RanOut), Sum(l => l.Lapsed), Sum(l => l.Revoked))),
            ]);
        ReportChart[] charts = figures.Lines.Count > MostBars ? [] : [.. new[] { Chart("Chart.Issued", l => l.Issued), Chart("Chart.RanOut", l => l.RanOut) }.Where(c => c.Bars.Any(b => b.Values[0] > 0))];
        return new([words.Period(from, through), new(words.Say("Step"), words.Say($"Step.{figures.Step}"))], charts, [table], [words.Say("Note.Movement"), words.Say("Note.Lapsed")]);

        int Sum(Func<MovementLine, int> of) => figures.Lines.Sum(of);
        ReportChart Chart(string caption, Func<MovementLine, int> of) => new(words.Say(caption), [words.Say("Certificates")], [.. figures.Lines.Select(l => new ReportBar(ShortName(l.From, figures.Step, words), [of(l)]))]);

        ReportLine Line(ReportLineKind kind, string name, MovementLine l)
        {
            var scope = figures.Scope with { From = l.From, Through = l.Through };
            var past = l.Through < words.Today ? scope : scope with { Through = words.Today.AddDays(-1) }; // what is in force today has not run out
            return ReportWords.Line(kind, name,
                Turned(l.First, CertificateTurn.First), Turned(l.Renewed, CertificateTurn.Renewed), Turned(l.Upgraded, CertificateTurn.Upgraded), ReportWords.Certificates(l.Issued, scope, DeskState.All, a => a),
                Turned(l.RanOut, CertificateTurn.RanOut, past), Turned(l.Lapsed, CertificateTurn.Lapsed, past), ReportWords.Certificates(l.Revoked, scope, DeskState.Revoked, a => a));

            ReportCell Turned(int count, CertificateTurn turn, DeskScope? of = null) => ReportWords.Certificates(count, of ?? scope, DeskState.All, a => a with { Turn = turn });
        }
    }

    public static string Name(DateOnly day, ReportStep step, ReportWords words) => step switch
    {
        ReportStep.Month => words.Say("MonthOf", day.ToString("MM/yyyy", CultureInfo.InvariantCulture)),
        ReportStep.Quarter => words.Say("QuarterOf", ReportPeriods.Quarter(day), day.Year),
        ReportStep.Year => words.Say("YearOf", day.Year),
    };

    public static string ShortName(DateOnly day, ReportStep step, ReportWords words) => step switch
    {
        ReportStep.Month => day.ToString("MM/yy", CultureInfo.InvariantCulture),
        ReportStep.Quarter => words.Say("QuarterShort", ReportPeriods.Quarter(day), day.ToString("yy", CultureInfo.InvariantCulture)),
        ReportStep.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
    };
}
