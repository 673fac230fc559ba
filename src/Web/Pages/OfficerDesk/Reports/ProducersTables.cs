using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Producers by legal form, and where those are who hold a product in force.</summary>
internal static class ProducersTables
{
    private static readonly IReadOnlyList<ProducerType> Forms = Enum.GetValues<ProducerType>();

    public static ReportBody Print(ProducersFigures figures, ReportWords words)
    {
        var day = figures.Day;
        var forms = ReportWords.Table("loai-hinh", words.Say("Sheet.Form"), words.Say("Caption.Forms"),
            [new(words.Say("Form"), Number: false), new(words.Say("Producers")), new(words.Say("Holding")), .. ReportWords.Stars.Select(s => new ReportHead(words.Say("ProductsStars", s))), new(words.Say("ProductsInForce"))],
            [.. Forms.Select(f => Line(ReportLineKind.Plain, words.Form(f), f)), Line(ReportLineKind.Total, words.Say("Total"), null)]);
        var places = ReportWords.Table("xa", words.Say("Sheet.Place"), words.Say("Caption.FormsByPlace"), [words.PlaceColumn(), .. Forms.Select(f => new ReportHead(words.Form(f))), new(words.Say("Total"))],
            [.. words.InOrder(figures.Places.Select(p => p.Place)).Select(p => Place(ReportLineKind.Plain, words.Name(p), p)), Place(ReportLineKind.Total, words.Say("Total"), null)]);
        var charts = figures.Forms.All(f => f.Holding == 0) ? Array.Empty<ReportChart>()
            : [new ReportChart(words.Say("Chart.Forms"), [words.Say("Holding")], [.. Forms.Select(f => new ReportBar(words.Form(f), [Holding(null, f)]))])];
        return new([words.OnDay(day)], charts, [forms, places], [words.Say("Note.Producers")]);

        ReportLine Line(ReportLineKind kind, string name, ProducerType? form) => ReportWords.Line(kind, name,
        [
            words.Producers(figures.Forms.Where(f => form is null || f.Form == form).Sum(f => f.Producers), null, form, null), words.Producers(Holding(null, form), null, form, day),
            .. ReportWords.Stars.Select(s => (int?)s).Append(null).Select(stars => words.InForce(
                figures.Products.Where(p => (form is null || p.Form == form) && (stars is null || p.Stars == stars)).Sum(p => p.Count), null, day, a => a with { Form = form, Stars = stars })),
        ]);

        ReportLine Place(ReportLineKind kind, string name, string? place)
            => ReportWords.Line(kind, name, Forms.Select(f => (ProducerType?)f).Append(null).Select(form => words.Producers(Holding(place, form), place, form, day)));

        int Holding(string? place, ProducerType? form) => figures.Places.Where(p => (place is null || p.Place == place) && (form is null || p.Form == form)).Sum(p => p.Producers);
    }
}
