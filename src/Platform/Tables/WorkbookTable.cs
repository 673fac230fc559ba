using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace OcopMarket.Platform.Tables;

/// <summary>The first visible sheet of an <c>.xlsx</c> workbook.</summary>
internal sealed class WorkbookTable : TableFile
{
    private const long Megabyte = 1024 * 1024;
    private const long LargestUnpacked = 100 * Megabyte;
    private const int MostColumns = 500;

    private readonly SpreadsheetDocument _book;
    private readonly OpenXmlReader _sheet;
    private readonly List<string> _shared;
    private readonly HashSet<uint> _dateStyles;
    private readonly bool _from1904;
    private int _row;

    private WorkbookTable(SpreadsheetDocument book)
    {
        var workbook = book.WorkbookPart!;
        _book = book;
        _shared = SharedStrings(workbook);
        _dateStyles = DateStyles(workbook);
        _from1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false;
        var sheets = workbook.Workbook.Sheets!.Elements<Sheet>().ToList();
        var sheet = sheets.FirstOrDefault(s => s.State is null || s.State.Value == SheetStateValues.Visible) ?? sheets[0];
        _sheet = OpenXmlReader.Create(workbook.GetPartById(sheet.Id!));
    }

    public static Result<TableFile> OpenWorkbook(Stream file)
    {
        if (UnpackedBytes(file) is not { } unpacked)
        {
            return PlatformRefusals.TableBroken(0);
        }

        if (unpacked > LargestUnpacked)
        {
            return PlatformRefusals.TableUnpacksTooLarge(LargestUnpacked / Megabyte);
        }

        SpreadsheetDocument? book = null;
        try
        {
            // The limit also holds against a file that lies about its unpacked size.
            book = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = LargestUnpacked });
            return new WorkbookTable(book);
        }
        catch (Exception e) when (IsDamage(e))
        {
            book?.Dispose();
            return PlatformRefusals.TableBroken(0);
        }
    }

    private protected override TableRow? Next()
    {
        try
        {
            while (_sheet.Read())
            {
                if (_sheet.ElementType == typeof(Row) && _sheet.IsStartElement)
                {
                    var row = (Row)_sheet.LoadCurrentElement()!;
                    _row = row.RowIndex is { } index ? checked((int)index.Value) : _row + 1;
                    return new TableRow(_row, Cells(row));
                }

                if (_sheet.ElementType == typeof(MergeCell) && _sheet.IsStartElement)
                {
                    MergedCells ??= ((MergeCell)_sheet.LoadCurrentElement()!).Reference?.Value;
                }
            }

            return null;
        }
        catch (Exception e) when (IsDamage(e))
        {
            return Refuse(PlatformRefusals.TableBroken(_row + 1));
        }
    }

    private protected override void Close()
    {
        _sheet.Dispose();
        _book.Dispose();
    }

    private List<TableCell> Cells(Row row)
    {
        var cells = new List<TableCell>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } address ? TableRow.ColumnOf(address) : cells.Count;
            if (column < cells.Count || column >= MostColumns)
            {
                continue; // far to the right of any table; a stray blank
            }

            while (cells.Count < column)
            {
                cells.Add(TableCell.Empty);
            }

            cells.Add(Read(cell));
        }

        return cells;
    }

    private TableCell Read(Cell cell)
    {
        if (cell.CellFormula is { } formula)
        {
            return new TableCell("=" + formula.Text, IsFormula: true);
        }

        var type = cell.DataType?.Value ?? CellValues.Number;
        var value = cell.CellValue?.Text ?? "";
        return type == CellValues.Number ? new TableCell(Number(value, cell.StyleIndex?.Value ?? 0))
            : type == CellValues.SharedString ? new TableCell(_shared[int.Parse(value, CultureInfo.InvariantCulture)])
            : type == CellValues.InlineString ? new TableCell(XmlText.Decode(cell.InlineString?.InnerText ?? ""))
            : type == CellValues.Boolean ? new TableCell(value == "1" ? "TRUE" : "FALSE")
            : type == CellValues.Date ? new TableCell(value.Length > 10 ? value[..10] : value)
            : new TableCell(XmlText.Decode(value), IsFormula: type == CellValues.Error); // an error is what is left of a formula
    }

    private string Number(string value, uint style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        if (_dateStyles.Contains(style) && number is >= 1 and < 2_958_466)
        {
            return DateTime.FromOADate(number + (_from1904 ? 1462 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        // A spreadsheet knows 15 digits; a decimal made from a double keeps just those.
        return Math.Abs(number) < 1e27 ? ((decimal)number).ToString("0.###########################", CultureInfo.InvariantCulture) : value;
    }

    private static List<string> SharedStrings(WorkbookPart workbook)
    {
        var strings = new List<string>();
        if (workbook.SharedStringTablePart is not { } part)
        {
            return strings;
        }

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                // Runs of differing fonts make one text; phonetic hints do not belong to it.
                var item = (SharedStringItem)reader.LoadCurrentElement()!;
                strings.Add(XmlText.Decode(string.Concat(item.Descendants<DocumentFormat.OpenXml.Spreadsheet.Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text))));
            }
        }

        return strings;
    }

    private static HashSet<uint> DateStyles(WorkbookPart workbook)
    {
        var dates = new HashSet<uint>();
        if (workbook.WorkbookStylesPart?.Stylesheet is not { CellFormats: { } formats } styles)
        {
            return dates;
        }

        var own = (styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(f => f.NumberFormatId is not null).ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "");
        var index = 0u;
        foreach (var format in formats.Elements<CellFormat>())
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) || (own.TryGetValue(id, out var code) && IsDate(code)))
            {
                dates.Add(index);
            }

            index++;
        }

        return dates;
    }

    // A format with a day or a year outside of quoted text and [brackets].
    private static bool IsDate(string code)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '[' or ']' when !quoted:
                    bracketed = code[i] == '[';
                    break;
                case '\\' or '_' or '*' when !quoted:
                    i++;
                    break;
                case 'd' or 'D' or 'y' or 'Y' when !quoted && !bracketed:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static long? UnpackedBytes(Stream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Sum(e => e.Length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            file.Position = 0;
        }
    }

    // What the reading libraries throw at files that are cut off, altered or something else than they claim.
    private static bool IsDamage(Exception e)
        => e is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or FormatException or OverflowException
            or ArgumentException or InvalidOperationException or NullReferenceException or KeyNotFoundException or EndOfStreamException;
}
