using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace OcopMarket.Platform.Tables;

public enum TableFormat
{
    Csv,
    Xlsx,
}

/// <summary>
/// Writes a table for people who open it in a spreadsheet: CSV with the byte mark, or <c>.xlsx</c> with text cells and, where asked, columns
/// of whole numbers, a bold header that stays in sight. Nothing in it runs as a formula, and <see cref="TableFile"/> reads back what was written. The same rows give the same bytes.
/// </summary>
public abstract class TableWriter : IAsyncDisposable
{
    private protected TableWriter()
    {
    }

    /// <param name="to">Written forward only; stays open.</param>
    /// <param name="figures">Columns, from 0, whose cells are whole numbers or empty: people count on with them.</param>
    public static async Task<TableWriter> CreateAsync(Stream to, TableFormat format, IReadOnlyList<string> header, CancellationToken ct, IReadOnlyCollection<int>? figures = null)
    {
        TableWriter writer = format switch
        {
            TableFormat.Csv => new CsvTableWriter(to, figures ?? []),
            TableFormat.Xlsx => new WorkbookTableWriter(to, figures ?? []),
        };
        await writer.BeginAsync(header, ct);
        return writer;
    }

    public abstract Task WriteAsync(IReadOnlyList<string> cells, CancellationToken ct);

    /// <summary>Ends the file; without it the file is cut off.</summary>
    public abstract ValueTask DisposeAsync();

    private protected abstract Task BeginAsync(IReadOnlyList<string> header, CancellationToken ct);

    /// <summary>Anything else in a column of figures is written as text, so that nothing runs there either.</summary>
    private protected static bool IsFigure(string cell) => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}

internal sealed class CsvTableWriter(Stream to, IReadOnlyCollection<int> figures) : TableWriter
{
    private readonly CsvWriter _csv = CsvWriter.Create(to, new CsvWriterOptions { WriteByteOrderMark = true, ValidateFieldCount = true }, leaveOpen: true);

    public override async Task WriteAsync(IReadOnlyList<string> cells, CancellationToken ct)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            _csv.WriteField(figures.Contains(i) && IsFigure(cells[i]) ? cells[i] : Formula.Neutralise(cells[i]));
        }

        await _csv.EndRecordAsync(ct);
    }

    public override async ValueTask DisposeAsync() => await _csv.DisposeAsync();

    private protected override Task BeginAsync(IReadOnlyList<string> header, CancellationToken ct) => WriteAsync(header, ct);
}

/// <summary>Writes the five parts of a workbook by hand: the package library stamps the hour into the file and wants to seek.</summary>
internal sealed class WorkbookTableWriter(Stream to, IReadOnlyCollection<int> figures) : TableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int Plain = 0;
    private const int Bold = 1;
    private const int BehindApostrophe = 2;
    private const int Figure = 3;

    // Every file bears the first hour that a zip archive can name.
    private static readonly DateTimeOffset Hour = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StringBuilder _line = new();
    private ZipArchive? _zip;
    private StreamWriter? _sheet;
    private int _rows;

    public override Task WriteAsync(IReadOnlyList<string> cells, CancellationToken ct) => WriteRowAsync(cells, Plain, ct);

    public override async ValueTask DisposeAsync()
    {
        if (_sheet is not null)
        {
            await _sheet.WriteAsync("</sheetData></worksheet>");
            await _sheet.DisposeAsync();
        }

        if (_zip is not null)
        {
            await _zip.DisposeAsync();
        }
    }

    private protected override async Task BeginAsync(IReadOnlyList<string> header, CancellationToken ct)
    {
        _zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await PartAsync("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """, ct);
        await PartAsync("_rels/.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """, ct);
        await PartAsync("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="OCOP" sheetId="1" r:id="rId1"/></sheets></workbook>
            """, ct);
        await PartAsync("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """, ct);
        // Format 49 is text: codes keep their leading zeros when somebody edits them. Format 3 groups thousands.
        await PartAsync("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
            """, ct);
        _sheet = new StreamWriter(await EntryAsync("xl/worksheets/sheet1.xml", ct), new UTF8Encoding(false), 64 * 1024);
        await _sheet.WriteAsync($"""{Declaration}<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>""".AsMemory(), ct);
        await WriteRowAsync(header, Bold, ct);
    }

    private async Task WriteRowAsync(IReadOnlyList<string> cells, int style, CancellationToken ct)
    {
        _rows++;
        _line.Clear().Append(FormattableString.Invariant($"<row r=\"{_rows}\">"));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0)
            {
                continue;
            }

            if (style == Plain && figures.Contains(i) && IsFigure(cells[i]))
            {
                _line.Append(FormattableString.Invariant($"<c r=\"{TableRow.Letters(i)}{_rows}\" s=\"{Figure}\"><v>{cells[i]}</v></c>"));
                continue;
            }

            var cellStyle = style == Plain && Formula.Neutralise(cells[i]).Length > cells[i].Length ? BehindApostrophe : style;
            _line.Append(FormattableString.Invariant($"<c r=\"{TableRow.Letters(i)}{_rows}\" s=\"{cellStyle}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));
            foreach (var c in XmlText.Encode(cells[i]))
            {
                _ = c switch
                {
                    '&' => _line.Append("&amp;"),
                    '<' => _line.Append("&lt;"),
                    '>' => _line.Append("&gt;"),
                    _ => _line.Append(c),
                };
            }

            _line.Append("</t></is></c>");
        }

        _line.Append("</row>");
        await _sheet!.WriteAsync(_line, ct);
    }

    private async Task PartAsync(string name, string xml, CancellationToken ct)
    {
        await using var part = new StreamWriter(await EntryAsync(name, ct), new UTF8Encoding(false));
        await part.WriteAsync((Declaration + xml).AsMemory(), ct);
    }

    private Task<Stream> EntryAsync(string name, CancellationToken ct)
    {
        var entry = _zip!.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Hour;
        return entry.OpenAsync(ct);
    }
}
