using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Planned products beside what was recognised: counted by place, then listed as the second annex of the plans lists them.</summary>
internal static class PlanTables
{
    public static ReportBody Print(PlanFigures figures, ReportWords words)
    {
        var places = ReportWords.Table("xa", words.Say("Sheet.Place"), words.Say("Caption.PlanPlace"),
            [words.PlaceColumn(), new(words.Say("Planned")), new(words.Say("Result.Reached")), new(words.Say("Result.Below")), new(words.Say("Result.Waiting"))],
            [.. words.InOrder(figures.Lines.Select(Place)).Select(p => Line(ReportLineKind.Plain, words.Name(p), p)), Line(ReportLineKind.Total, words.Say("Total"), null)]);
        var list = ReportWords.Table(ReportAddress.List, words.Say("Sheet.List"), words.Say("Caption.PlanList"),
            [
                new(words.Say("Commune"), Number: false), new(words.Say("Product"), Number: false), new(words.Say("Producer"), Number: false), new(words.Say("Set"), Number: false), new(words.Say("Target")), new(words.Say("Result"), Number: false),
                new(words.Say("CertificateNumber"), Number: false), new(words.Say("RecognisedStars")), new(words.Say("IssuedOn"), Number: false), new(words.Say("Remark"), Number: false),
            ],
            [.. figures.Lines.Where(l => figures.Only is null || l.Result == figures.Only).Select(l => new ReportLine(ReportLineKind.Plain,
            [
                new(words.Name(l.Place)), new(l.Name), new(l.Producer ?? ""), new(l.Set is { } set ? Show.ShortName(ProductSets.Get(set)) : ""), l.Target is { } target ? new(Number: target) : new(""), new(words.Say($"Result.{l.Result}")),
                new(l.Number ?? "") { Url = l.Certificate is { } id ? Urls.DeskCertificate(id) : null }, l.Stars is { } stars ? new(Number: stars) : new(""), l.IssuedOn is { } day ? new(Day: day) : new(""), new(l.Note ?? ""),
            ]))]);
        var facts = figures.Only is { } only ? [words.OnDay(figures.Day), new ReportFact(words.Say("Listed"), words.Say($"Result.{only}"))] : new[] { words.OnDay(figures.Day) };
        var charts = figures.Lines.Count == 0 ? Array.Empty<ReportChart>()
            : [new ReportChart(words.Say("Chart.Plan"), [words.Say("Products")], [.. ReportAddress.AllResults.Select(r => new ReportBar(words.Say($"Result.{r}"), [figures.Lines.Count(l => l.Result == r)]))])];
        return new(facts, charts, [places, list], [words.Say("Note.Plan")]);

        ReportLine Line(ReportLineKind kind, string name, string? place) => ReportWords.Line(kind, name, ReportAddress.AllResults.Select(r => (PlanResult?)r).Prepend(null).Select(result => ReportWords.Count(
            figures.Lines.Count(l => (place is null || Place(l) == place) && (result is null || l.Result == result)),
            () => new ReportAddress(ReportKind.Plan, ScopeAddress.Of(words.At(place)), ReportStep.Quarter, result, false).Url + "#" + ReportAddress.List)));

        string Place(PlannedLine line) => figures.ByProvince ? line.Province : line.Place;
    }
}
