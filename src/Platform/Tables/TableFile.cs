using System.Text;

namespace OcopMarket.Platform.Tables;

/// <summary>
/// A table that somebody brings, <c>.csv</c> or <c>.xlsx</c>, told apart by its content and read row by row into one shape. Whatever
/// is wrong with the file is a <see cref="Refusal"/>, never an exception: ask for it when <see cref="Read"/> has ended.
/// </summary>
public abstract class TableFile : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Larger files are refused by their size, before anything is read.</summary>
    public const long LargestBytes = 20 * Megabyte;

    private protected TableFile() => Header = new TableRow(1, []);

    /// <summary>The first row.</summary>
    public TableRow Header { get; private set; }

    /// <summary>The row that <see cref="Read"/> has come to.</summary>
    public TableRow Row { get; private set; } = new(0, []);

    /// <summary>Why reading ended before the file did.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The first block of merged cells (<c>A3:A7</c>) once <see cref="Read"/> has ended; all of its cells but one are empty. Null where there is none.</summary>
    public string? MergedCells { get; private protected set; }

    /// <param name="file">Seekable, at its beginning; stays open when the table is closed.</param>
    public static Result<TableFile> Open(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length > LargestBytes)
        {
            return PlatformRefusals.TableTooLarge((file.Length + Megabyte - 1) / Megabyte, LargestBytes / Megabyte);
        }

        var start = new byte[4096];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var beginning = start.AsSpan(0, read);
        var opened = beginning.StartsWith("PK\u0003\u0004"u8) ? WorkbookTable.OpenWorkbook(file)
            : beginning.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) ? WhyOldContainer(file)
            : CsvTable.OpenCsv(file, beginning);
        if (!opened.Succeeded)
        {
            return opened;
        }

        var table = opened.Value;
        if (table.Next() is { IsBlank: false } header)
        {
            table.Header = header;
            return table;
        }

        var refusal = table.Refusal ?? PlatformRefusals.TableEmpty();
        table.Dispose();
        return refusal;
    }

    /// <summary>Goes to the next row that is not blank; false at the end and when the file cannot be read on (<see cref="Refusal"/>).</summary>
    public bool Read()
    {
        while (Next() is { } row)
        {
            if (!row.IsBlank)
            {
                Row = row;
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>The next row, blank ones too; null at the end. What is wrong with the file it says by <see cref="Refuse"/>.</summary>
    private protected abstract TableRow? Next();

    private protected abstract void Close();

    private protected TableRow? Refuse(Refusal refusal)
    {
        Refusal ??= refusal;
        return null;
    }

    // Excel puts an encrypted workbook into the container that old .xls files are.
    private static Refusal WhyOldContainer(Stream file)
    {
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? PlatformRefusals.TableHasPassword() : PlatformRefusals.TableIsOldExcel();
    }
}
