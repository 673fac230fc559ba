using OcopMarket.Platform.Tables;

namespace OcopMarket.Registry.Reports;

/// <summary>A report as a workbook: a sheet for each table, each with title, facts and totals; the notes stand under every table.</summary>
public static class ReportWorkbook
{
    public static Task WriteAsync(ReportDocument document, Stream to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Workbook.WriteAsync(to, [.. document.Tables.Select(t => Sheet(document, t))], ct);
    }

    private static WorkbookSheet Sheet(ReportDocument document, ReportTable table)
    {
        var sheet = new WorkbookSheet(table.Sheet, table.Labels.Count);
        sheet.Add(new WorkbookCell(document.Title, Look: CellLook.Title));
        foreach (var fact in document.Facts)
        {
            sheet.Add(new WorkbookCell(fact.Name + ": " + fact.Value));
        }

        sheet.Add();
        sheet.Add(new WorkbookCell(table.Caption, Look: CellLook.Bold));
        foreach (var row in table.Heads)
        {
            sheet.AddHead([.. row.Select(h => (h.Text, h.Columns, h.Rows))]);
        }

        foreach (var line in table.Lines)
        {
            sheet.Add([.. line.Cells.Select(c => new WorkbookCell(c.Text, c.Number, c.Day, line.Kind is ReportLineKind.Plain ? CellLook.Framed : CellLook.FramedBold))]);
        }

        sheet.Add();
        foreach (var note in document.Notes)
        {
            sheet.Add(new WorkbookCell(note));
        }

        return sheet;
    }
}
