using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Reports;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Products in force whose certificate ends, by quarter and star, and by place and quarter.</summary>
internal static class ForecastTables
{
    public static ReportBody Print(ForecastFigures figures, ReportWords words)
    {
        var (from, through) = (figures.Scope.From!.Value, figures.Scope.Through!.Value);
        var quarters = ReportWords.Table("quy", words.Say("Sheet.Quarter"), words.Say("Caption.Forecast"), [new(words.Say("Quarter"), Number: false), .. words.StarColumns(), new(words.Say("Total"))],
            [.. figures.Quarters.Select(q => Line(ReportLineKind.Plain, MovementTables.Name(q, ReportStep.Quarter, words), q)), Line(ReportLineKind.Total, words.Say("Total"), null)]);
        var places = ReportWords.Table("xa", words.Say("Sheet.Place"), words.Say("Caption.ForecastPlace"), [words.PlaceColumn(), .. figures.Quarters.Select(q => new ReportHead(MovementTables.ShortName(q, ReportStep.Quarter, words))), new(words.Say("Total"))],
            [.. words.InOrder(figures.Counts.Select(c => c.Place)).Select(p => Place(ReportLineKind.Plain, words.Name(p), p)), Place(ReportLineKind.Total, words.Say("Total"), null)]);
        var charts = figures.Counts.Count == 0 ? Array.Empty<ReportChart>()
            : [new ReportChart(words.Say("Chart.Forecast"), [words.Say("Products")], [.. figures.Quarters.Select(q => new ReportBar(MovementTables.ShortName(q, ReportStep.Quarter, words), [Sum(q, null, null)]))])];
        return new([words.Period(from, through)], charts, [quarters, places], [words.Say("Note.Forecast"), words.Say("Note.Filing")]);

        ReportLine Line(ReportLineKind kind, string name, DateOnly? quarter) => ReportWords.Line(kind, name, ReportWords.Stars.Select(s => (int?)s).Append(null).Select(stars => Cell(quarter, null, stars)));
        ReportLine Place(ReportLineKind kind, string name, string? place) => ReportWords.Line(kind, name, figures.Quarters.Select(q => (DateOnly?)q).Append(null).Select(quarter => Cell(quarter, place, null)));
        int Sum(DateOnly? quarter, string? place, int? stars) => figures.Counts.Where(c => (quarter is null || c.Quarter == quarter) && (place is null || c.Place == place) && (stars is null || c.Stars == stars)).Sum(c => c.Count);

        ReportCell Cell(DateOnly? quarter, string? place, int? stars)
        {
            var (first, last) = quarter is { } q ? (q < from ? from : q, ReportPeriods.Last(q, ReportStep.Quarter) is var end && end > through ? through : ReportPeriods.Last(q, ReportStep.Quarter)) : (from, through);
            return ReportWords.Certificates(Sum(quarter, place, stars), words.At(place) with { From = first, Through = last }, DeskState.InForce, a => a with { Turn = CertificateTurn.RanOut, Stars = stars });
        }
    }
}
