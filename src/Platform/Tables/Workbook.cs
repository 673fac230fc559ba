using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OcopMarket.Platform.Tables;

public enum CellLook
{
    Plain,
    Bold,
    Title,
    Framed,
    FramedBold,
}

/// <summary>A text, a number or a day; a text is never run as a formula.</summary>
public readonly record struct WorkbookCell(string? Text = null, long? Number = null, DateOnly? Day = null, CellLook Look = CellLook.Plain);

/// <summary>One sheet, filled from above. Its head stays in sight, is printed on every page, and the sheet fits one page's width, lying.</summary>
/// <param name="columns">Of its table.</param>
public sealed class WorkbookSheet(string name, int columns)
{
    private readonly List<IReadOnlyList<WorkbookCell>> _rows = [];
    private readonly List<string> _merged = [];
    private readonly HashSet<(int Row, int Column)> _taken = [];

    public string Name { get; } = name;
    public int Columns { get; } = columns;

    internal IReadOnlyList<IReadOnlyList<WorkbookCell>> Rows => _rows;

    internal IReadOnlyList<string> Merged => _merged;

    /// <summary>First and last row of the head; 0 when there is none.</summary>
    internal (int First, int Last) Head { get; private set; }

    public void Add(params IReadOnlyList<WorkbookCell> cells) => _rows.Add(cells);

    /// <summary>A row of the table's head; a cell may reach over columns, and over rows that follow.</summary>
    public void AddHead(IReadOnlyList<(string Text, int Columns, int Rows)> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (row, made, at) = (_rows.Count + 1, new WorkbookCell[Columns], 0);
        Array.Fill(made, new(Look: CellLook.FramedBold));
        foreach (var (text, columns, rows) in cells)
        {
            while (_taken.Contains((row, at)))
            {
                at++;
            }

            made[at] = new(text, Look: CellLook.FramedBold);
            if (columns > 1 || rows > 1)
            {
                _merged.Add(FormattableString.Invariant($"{TableRow.Letters(at)}{row}:{TableRow.Letters(at + columns - 1)}{row + rows - 1}"));
            }

            for (var r = row; r < row + rows; r++)
            {
                for (var c = at; c < at + columns; c++)
                {
                    _taken.Add((r, c));
                }
            }

            at += columns;
        }

        Head = (Head.First == 0 ? row : Head.First, row);
        _rows.Add(made);
    }
}

/// <summary>
/// Writes a workbook of several sheets with numbers as numbers and days as days. By hand, like <see cref="TableWriter"/>: the same
/// sheets give the same bytes.
/// </summary>
public static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int Widest = 60, LongestName = 31;

    // Each look has four styles; see Styles.
    private const int Kinds = 4;

    private static readonly DateTimeOffset Hour = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    public static async Task WriteAsync(Stream to, IReadOnlyList<WorkbookSheet> sheets, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var names = Names(sheets);
        await PartAsync(zip, "[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{Each(sheets, i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""", ct);
        await PartAsync(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""", ct);
        var titles = string.Concat(sheets.Select((s, i) => s.Head.First == 0 ? "" : FormattableString.Invariant($"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{i}\">'{Escaped(names[i].Replace("'", "''", StringComparison.Ordinal))}'!${s.Head.First}:${s.Head.Last}</definedName>")));
        await PartAsync(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{Each(sheets, i => $"<sheet name=\"{Escaped(names[i - 1])}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>")}</sheets>{(titles.Length == 0 ? "" : $"<definedNames>{titles}</definedNames>")}</workbook>""", ct);
        await PartAsync(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{Each(sheets, i => $"<Relationship Id=\"rId{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>")}<Relationship Id="rId{sheets.Count + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""", ct);
        await PartAsync(zip, "xl/styles.xml", Styles(), ct);
        for (var i = 0; i < sheets.Count; i++)
        {
            await PartAsync(zip, FormattableString.Invariant($"xl/worksheets/sheet{i + 1}.xml"), Sheet(sheets[i]), ct);
        }
    }

    private static string Sheet(WorkbookSheet sheet)
    {
        var xml = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<worksheet xmlns=\"{Main}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">");
        if (sheet.Head.Last > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<pane xSplit=\"1\" ySplit=\"{sheet.Head.Last}\" topLeftCell=\"B{sheet.Head.Last + 1}\" activePane=\"bottomRight\" state=\"frozen\"/>");
        }

        xml.Append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (var column = 0; column < sheet.Columns; column++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{column + 1}\" max=\"{column + 1}\" width=\"{Width(sheet, column)}\" customWidth=\"1\"/>");
        }

        xml.Append("</cols><sheetData>");
        for (var i = 0; i < sheet.Rows.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\">");
            for (var column = 0; column < sheet.Rows[i].Count; column++)
            {
                Cell(xml, TableRow.Letters(column) + (i + 1).ToString(CultureInfo.InvariantCulture), sheet.Rows[i][column]);
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (sheet.Merged.Count > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<mergeCells count=\"{sheet.Merged.Count}\">").AppendJoin("", sheet.Merged.Select(m => $"<mergeCell ref=\"{m}\"/>")).Append("</mergeCells>");
        }

        return xml.Append("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>").ToString();
    }

    private static void Cell(StringBuilder xml, string address, WorkbookCell cell)
    {
        var first = (int)cell.Look * Kinds;
        if (cell.Number is { } number)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{address}\" s=\"{first + 2}\"><v>{number}</v></c>");
        }
        else if (cell.Day is { } day)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{address}\" s=\"{first + 3}\"><v>{day.DayNumber - DayZero.DayNumber}</v></c>");
        }
        else if (cell.Text is { Length: > 0 } text)
        {
            var style = first + (Formula.Neutralise(text).Length > text.Length ? 1 : 0);
            xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(XmlText.Encode(text))}</t></is></c>");
        }
        else if (cell.Look is not CellLook.Plain)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{address}\" s=\"{first}\"/>");
        }
    }

    // Titles, facts and notes run over their neighbours; only the table's own cells ask for room.
    private static int Width(WorkbookSheet sheet, int column)
    {
        var longest = sheet.Rows.Where(r => r.Count > 1 && column < r.Count).Select(r => r[column])
            .Select(c => c.Day is not null ? 10 : c.Number is { } n ? n.ToString(CultureInfo.InvariantCulture).Length + 1 : c.Text is { } t ? t.Split(' ').Max(w => w.Length) is var word && c.Look is CellLook.FramedBold ? Math.Max(word, Math.Min(t.Length, 14)) : t.Length : 0)
            .DefaultIfEmpty(0).Max();
        return Math.Clamp(longest + 2, 6, Widest);
    }

    // Five looks, each as text, text behind an apostrophe, number and day: 49 is text, 3 is #,##0, 14 is the reader's own short date.
    private static string Styles()
    {
        var formats = string.Concat(Enum.GetValues<CellLook>().Select(look =>
        {
            var (font, border) = look switch { CellLook.Plain => (0, 0), CellLook.Bold => (1, 0), CellLook.Title => (2, 0), CellLook.Framed => (0, 1), CellLook.FramedBold => (1, 1) };
            var align = border == 1 ? "<alignment vertical=\"top\" wrapText=\"1\"/>" : "";
            return string.Concat(new[] { ("49", ""), ("49", " quotePrefix=\"1\""), ("3", ""), ("164", "") }.Select(f =>
                $"<xf numFmtId=\"{f.Item1}\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\"{f.Item2} applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\">{align}</xf>"));
        }));
        const string Line = "style=\"thin\"><color rgb=\"FF808080\"/>";
        return $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="14"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left {Line}</left><right {Line}</right><top {Line}</top><bottom {Line}</bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{Enum.GetValues<CellLook>().Length * Kinds}">{formats}</cellXfs></styleSheet>""";
    }

    // A sheet's name has 31 letters at most, none of \ / ? * [ ] :, and no twin.
    private static List<string> Names(IReadOnlyList<WorkbookSheet> sheets)
    {
        var names = new List<string>();
        foreach (var sheet in sheets)
        {
            var name = string.Concat(sheet.Name.Select(c => @"\/?*[]:".Contains(c, StringComparison.Ordinal) ? ' ' : c)).Trim().Trim('\'');
            name = name.Length > LongestName ? name[..LongestName] : name;
            names.Add(name.Length == 0 || names.Contains(name, StringComparer.OrdinalIgnoreCase) ? FormattableString.Invariant($"OCOP {names.Count + 1}") : name);
        }

        return names;
    }

    private static string Each(IReadOnlyList<WorkbookSheet> sheets, Func<int, string> make) => string.Concat(Enumerable.Range(1, sheets.Count).Select(make));

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static async Task PartAsync(ZipArchive zip, string name, string xml, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Hour;
        await using var part = new StreamWriter(await entry.OpenAsync(ct), new UTF8Encoding(false));
        await part.WriteAsync((Declaration + xml).AsMemory(), ct);
    }
}
