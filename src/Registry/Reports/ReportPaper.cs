using System.Globalization;
using OcopMarket.Platform.Papers;
using PdfSharp.Drawing;

namespace OcopMarket.Registry.Reports;

/// <summary>A report as PDF, lying A4: facts, then each table with its heads again on every sheet, then the notes.</summary>
public static class ReportPaper
{
    private const double Margin = 40, Gap = 6, Narrowest = 34, Widest = 220;

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static byte[] Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var (title, font, bold) = (PaperFonts.Printable(document.Title), PaperFonts.Regular(9), PaperFonts.Bold(9));
        using var sheets = new Sheets(title, 297, 210, Margin);
        sheets.Next();
        sheets.Write(title, PaperFonts.Bold(16), format: XStringFormats.TopCenter);
        sheets.Y += 8;
        foreach (var fact in document.Facts)
        {
            Room(sheets, Sheets.HeightOf(font));
            sheets.Write(PaperFonts.Printable($"{fact.Name}: {fact.Value}"), font);
        }

        foreach (var table in document.Tables)
        {
            Print(sheets, table, font, bold);
        }

        sheets.Y += 12;
        foreach (var note in document.Notes.Select(PaperFonts.Printable))
        {
            Room(sheets, sheets.HeightOf(note, PaperFonts.Italic(8)));
            sheets.Write(note, PaperFonts.Italic(8));
        }

        for (var i = 0; i < sheets.Count; i++)
        {
            var number = $"{i + 1}/{sheets.Count}";
            sheets.On(i, page => page.DrawString(number, PaperFonts.Regular(8), XBrushes.DimGray, new XPoint(sheets.Width - Margin, sheets.Height - 18), XStringFormats.BaseLineRight));
        }

        return sheets.Save();
    }

    private static void Print(Sheets sheets, ReportTable table, XFont font, XFont bold)
    {
        var numbers = Enumerable.Range(0, table.Labels.Count).Select(i => table.Lines.Any(l => i < l.Cells.Count && l.Cells[i].Number is not null)).ToArray();
        string[] heads = [.. table.Labels.Select(PaperFonts.Printable)];
        List<(string[] Cells, bool Strong)> lines = [.. table.Lines.Select(l => (l.Cells.Select(Say).ToArray(), l.Kind is not ReportLineKind.Plain))];
        var widths = Widths(sheets, heads, lines.ConvertAll(l => l.Cells), bold);
        Room(sheets, 60 + HeightOf(sheets, heads, widths, bold));
        sheets.Y += 14;
        sheets.Write(PaperFonts.Printable(table.Caption), PaperFonts.Bold(11));
        sheets.Y += 4;
        Row(sheets, heads, widths, numbers, bold);
        foreach (var (cells, strong) in lines)
        {
            if (Room(sheets, HeightOf(sheets, cells, widths, bold)))
            {
                Row(sheets, heads, widths, numbers, bold);
            }

            Row(sheets, cells, widths, numbers, strong ? bold : font);
        }
    }

    /// <summary>As wide as its longest line where there is room; else each gives way by its share of what is beyond the narrowest.</summary>
    private static double[] Widths(Sheets sheets, string[] heads, List<string[]> lines, XFont font)
    {
        var wanted = heads.Select((head, i) => Math.Clamp(
            lines.Where(l => i < l.Length).Select(l => Wide(l[i])).Append(head.Split(' ').Max(Wide)).Max() + 1, Narrowest, Widest)).ToArray();
        var room = sheets.Column - (Gap * (heads.Length - 1));
        var (sum, spare) = (wanted.Sum(), wanted.Sum() - (Narrowest * heads.Length));
        return sum <= room || spare <= 0 ? [.. wanted.Select(w => w * (sum <= room ? 1 : room / sum))] : [.. wanted.Select(w => w - ((w - Narrowest) * Math.Min(1, (sum - room) / spare)))];

        double Wide(string text) => sheets.Page.MeasureString(text, font).Width;
    }

    private static double HeightOf(Sheets sheets, string[] cells, double[] widths, XFont font) => cells.Select((cell, i) => sheets.HeightOf(cell, font, widths[i])).Max() + 5;

    private static void Row(Sheets sheets, string[] cells, double[] widths, bool[] numbers, XFont font)
    {
        var (x, top, bottom) = (Margin, sheets.Y, sheets.Y);
        for (var i = 0; i < cells.Length; i++)
        {
            sheets.Y = top;
            sheets.Write(cells[i], font, x, widths[i], numbers[i] ? XStringFormats.TopRight : XStringFormats.TopLeft);
            (x, bottom) = (x + widths[i] + Gap, Math.Max(bottom, sheets.Y));
        }

        sheets.Page.DrawLine(XPens.LightGray, Margin, bottom + 2, sheets.Width - Margin, bottom + 2);
        sheets.Y = bottom + 5;
    }

    /// <returns>Whether a new sheet was begun for it.</returns>
    private static bool Room(Sheets sheets, double height)
    {
        if (sheets.Y + height <= sheets.Height - Margin)
        {
            return false;
        }

        sheets.Next();
        return true;
    }

    private static string Say(ReportCell cell)
        => cell.Number is { } number ? number.ToString("N0", Vietnamese) : cell.Day is { } day ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : PaperFonts.Printable(cell.Text);
}
