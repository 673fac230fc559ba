using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Products in force by group and star, and by place, group and star.</summary>
internal static class AnnexTables
{
    public static ReportBody Print(AnnexFigures figures, ReportWords words)
    {
        var charts = figures.Counts.Count == 0 ? Array.Empty<ReportChart>()
            : [new ReportChart(words.Say("Chart.Annex"), [.. ReportWords.Stars.Select(s => words.Say("StarsOf", s))], [.. ProductSets.Groups.Select(g => new ReportBar(Show.ShortName(g), [.. ReportWords.Stars.Select(s => Sum(figures, null, g, null, s))]))])];
        return new([words.OnDay(figures.Day)], charts, [ByGroup(figures, words), ByPlace(figures, words)], [words.Say("Note.Annex")]);
    }

    private static ReportTable ByGroup(AnnexFigures figures, ReportWords words)
    {
        var lines = new List<ReportLine>();
        foreach (var group in ProductSets.Groups)
        {
            lines.Add(ReportWords.Line(ReportLineKind.Head, Show.Name(group), Cells(figures, words, null, group, null)));
            lines.AddRange(ProductSets.All.Where(s => s.Group == group.Number && figures.Counts.Any(c => c.Set == s.Number)).Select(s => ReportWords.Line(ReportLineKind.Plain, Show.ShortName(s), Cells(figures, words, null, null, s))));
        }

        lines.Add(ReportWords.Line(ReportLineKind.Total, words.Say("Total"), Cells(figures, words, null, null, null)));
        return ReportWords.Table("nhom", words.Say("Sheet.Group"), words.Say("Caption.AnnexGroup"), [new(words.Say("GroupAndSet"), Number: false), .. words.StarColumns(), new(words.Say("Total"))], lines);
    }

    // The annex of the plans, with places as lines: a province has more communes than a page has columns.
    private static ReportTable ByPlace(AnnexFigures figures, ReportWords words)
    {
        ReportHead[] first = [words.PlaceColumn(rows: 2), .. ProductSets.Groups.Select(g => new ReportHead(Show.ShortName(g), Columns: 3)), new(words.Say("Total"), Columns: 4)];
        ReportHead[] second = [.. ProductSets.Groups.SelectMany(_ => words.StarColumns()), .. words.StarColumns(), new(words.Say("All"))];
        string[] labels = [words.PlaceHead, .. ProductSets.Groups.SelectMany(g => ReportWords.Stars.Select(s => words.Say("GroupStars", Show.ShortName(g), s))), .. ReportWords.Stars.Select(s => words.Say("TotalStars", s)), words.Say("Total")];
        return new("xa", words.Say("Sheet.Place"), words.Say("Caption.AnnexPlace"), [first, second], labels,
            [.. words.InOrder(figures.Counts.Select(c => c.Place)).Select(p => Line(ReportLineKind.Plain, words.Name(p), p)), Line(ReportLineKind.Total, words.Say("Total"), null)]);

        ReportLine Line(ReportLineKind kind, string name, string? place) => ReportWords.Line(kind, name, ProductSets.Groups.SelectMany(g => Cells(figures, words, place, g, null).Take(3)).Concat(Cells(figures, words, place, null, null)));
    }

    /// <summary>Three, four, five stars, and all.</summary>
    private static IEnumerable<ReportCell> Cells(AnnexFigures figures, ReportWords words, string? place, ProductGroup? group, ProductSet? set)
        => ReportWords.Stars.Select(s => (int?)s).Append(null).Select(stars => words.InForce(Sum(figures, place, group, set, stars), place, figures.Day, a => a with { Group = group, Set = set, Stars = stars }));

    private static int Sum(AnnexFigures figures, string? place, ProductGroup? group, ProductSet? set, int? stars)
        => figures.Counts.Where(c => (place is null || c.Place == place) && (group is null || ProductSets.Get(c.Set).Group == group.Number) && (set is null || c.Set == set.Number) && (stars is null || c.Stars == stars)).Sum(c => c.Count);
}
