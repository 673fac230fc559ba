using System.Text;
using CsvHelper;

namespace OcopMarket.Platform.Tables;

/// <summary>CSV in UTF-8, separated by commas, semicolons (Excel in Vietnam) or tabs.</summary>
internal sealed class CsvTable : TableFile
{
    private const int LargestRecord = 256 * 1024;

    private readonly CsvReader _csv;
    private int _row;
    private bool _unclosedQuote;

    private CsvTable(Stream file, char separator)
        => _csv = CsvReader.Create(new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true), new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = LargestRecord,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => _unclosedQuote |= record.Reason is CsvMalformedReason.UnterminatedQuote,
        });

    public static Result<TableFile> OpenCsv(Stream file, ReadOnlySpan<byte> beginning)
    {
        // A zero byte in the beginning: UTF-16 without its mark, or no text at all.
        if (beginning.StartsWith<byte>([0xFF, 0xFE]) || beginning.StartsWith<byte>([0xFE, 0xFF]) || beginning.Contains((byte)0))
        {
            return PlatformRefusals.TableEncoding(0);
        }

        if (beginning.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            file.Position = 3;
            beginning = beginning[3..];
        }

        var line = beginning[..(beginning.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? end : beginning.Length)];
        if (line.StartsWith("sep="u8) && line.Length == 5)
        {
            file.Position += beginning.IndexOf((byte)'\n') + 1; // Excel's own note of the separator; it is no row
            return new CsvTable(file, (char)line[4]);
        }

        return new CsvTable(file, SeparatorOf(line));
    }

    private protected override TableRow? Next()
    {
        try
        {
            if (!_csv.Read())
            {
                return null;
            }
        }
        catch (DecoderFallbackException)
        {
            return Refuse(PlatformRefusals.TableEncoding(_row + 1));
        }
        catch (CsvFormatException)
        {
            return Refuse(PlatformRefusals.TableBroken(_row + 1));
        }

        _row++;
        if (_unclosedQuote)
        {
            return Refuse(PlatformRefusals.TableBroken(_row)); // the rest of the file would be one cell
        }

        var cells = new TableCell[_csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            var text = _csv.GetString(i);
            cells[i] = new TableCell(Formula.Restore(text), Formula.IsLikely(text));
        }

        return new TableRow(_row, cells);
    }

    private protected override void Close() => _csv.Dispose();

    private static char SeparatorOf(ReadOnlySpan<byte> header)
    {
        var (comma, semicolon, tab, quoted) = (0, 0, 0, false);
        foreach (var c in header)
        {
            quoted ^= c == '"';
            comma += !quoted && c == ',' ? 1 : 0;
            semicolon += !quoted && c == ';' ? 1 : 0;
            tab += !quoted && c == '\t' ? 1 : 0;
        }

        return semicolon > comma && semicolon >= tab ? ';' : tab > comma ? '\t' : ',';
    }
}
