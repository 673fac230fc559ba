using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Reports;
using OcopMarket.Web.Pages.ProducerDesk.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Participation;

/// <summary>The organiser's report of what a fair brought, for workbook and paper alike (form 14 of NĐ 81/2018/NĐ-CP asks for its figures).</summary>
internal sealed class FairResultTables(IStringLocalizer<ParticipationText> text, AreaDirectory areas, TimeProvider clock)
{
    private static readonly string[] Columns = ["Revenue", "Ocop", "Visitors", "Contacts", "Contracts", "ContractsWorth"];

    public ReportDocument Print(FairResults results)
    {
        var (fair, total) = (results.Fair, results.Total);
        string?[] place = [fair.Venue.Name, fair.Venue.Address, Show.Place(areas, fair.Venue.CommuneCode, fair.Venue.ProvinceCode)];
        List<ReportFact> facts =
        [
            new(text["Fair"], ParticipationWords.Name(fair)), new(text["Organiser"], fair.Organiser), new(text["Days"], $"{Show.Day(fair.From)} – {Show.Day(fair.Through)}"), new(text["Place"], string.Join(", ", place.Where(p => !string.IsNullOrEmpty(p)))),
            .. fair.PlannedBooths is { } booths ? [new ReportFact(text["PlannedBooths"], Show.Number(booths))] : Array.Empty<ReportFact>(),
            new(text["Report.Applied"], Show.Number(results.Applied)), new(text["Report.Places"], Show.Number(results.Rows.Count)), new(text["Report.Came"], Show.Number(results.Came)), new(text["Report.Told"], Show.Number(results.Told)),
            new(text["Revenue"], Show.Dong(total.Revenue)), new(text["Ocop"], total.Revenue == 0 ? Show.Dong(total.Ocop) : text["Report.Share", Show.Dong(total.Ocop), Show.PerCent((int)(10_000m * total.Ocop / total.Revenue))]),
            new(text["Visitors"], Show.Number(total.Visitors)), new(text["Contacts"], Show.Number(total.Contacts)), new(text["Contracts"], text["Report.Worth", Show.Number(total.Contracts), Show.Dong(total.ContractsWorth)]),
            new(text["Report.DrawnUpOn"], Show.Day(clock.Today())),
        ];
        return new(null, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, text["Report.Title"], facts, [], [Communes(results), Producers(results)], [text["Report.Note"]]);
    }

    private ReportTable Communes(FairResults results)
        => ReportWords.Table("xa", text["ByCommune"], text["ByCommune"], [new(text["Place"], Number: false), new(text["CameCount"]), .. Heads()],
            [
                .. results.ByCommune.Select(c => ReportWords.Line(ReportLineKind.Plain, Show.Place(areas, c.CommuneCode, c.ProvinceCode), [new(Number: c.Came), .. Cells(c.Total)])),
                ReportWords.Line(ReportLineKind.Total, text["Totals"], [new(Number: results.Came), .. Cells(results.Total)]),
            ]);

    private ReportTable Producers(FairResults results)
        => ReportWords.Table("chu-the", text["EachResult"], text["EachResult"], [new(text["Producer"], Number: false), new(text["Place"], Number: false), new(text["CameCount"], Number: false), .. Heads()],
            [
                .. results.Rows.Select(r => ReportWords.Line(ReportLineKind.Plain, r.Producer,
                    [new(Show.Place(areas, r.CommuneCode, r.ProvinceCode)), new(text[r.Came ? "Report.Yes" : "NotCame"]), .. r.Numbers is { } numbers ? Cells(numbers) : Heads().Select((_, i) => new ReportCell(i == 0 ? text["NotTold"] : ""))])),
                ReportWords.Line(ReportLineKind.Total, text["Totals"], [new(""), new(""), .. Cells(results.Total)]),
            ]);

    private IEnumerable<ReportHead> Heads() => Columns.Select(name => new ReportHead(text[name]));

    private static IEnumerable<ReportCell> Cells(FairNumbers n)
        => [new(Number: n.Revenue), new(Number: n.Ocop), new(Number: n.Visitors), new(Number: n.Contacts), new(Number: n.Contracts), new(Number: n.ContractsWorth)];
}
