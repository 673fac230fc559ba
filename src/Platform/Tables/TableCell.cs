using System.Buffers;
using System.Globalization;
using System.Text;

namespace OcopMarket.Platform.Tables;

/// <summary>What a cell says, as text: a date is <c>yyyy-MM-dd</c>, a number has neither exponent nor trailing zeros.</summary>
/// <param name="IsFormula">The cell computes, or would if a spreadsheet opened it; its text is the formula.</param>
public readonly record struct TableCell(string Text, bool IsFormula = false)
{
    public static readonly TableCell Empty = new("");

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    public override string ToString() => Text ?? "";
}

/// <summary>One row of a table file.</summary>
/// <param name="Number">As the spreadsheet counts, so that people find it: the header is row 1.</param>
public sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells)
{
    /// <summary>The cell of a column counted from 0; empty past the row's end.</summary>
    public TableCell this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : TableCell.Empty;

    public bool IsBlank => Cells.All(c => c.IsBlank);

    /// <summary>Where a cell is, as spreadsheets say it: <c>F12</c>.</summary>
    public string Address(int column) => Letters(column) + Number;

    public static string Letters(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>The column, from 0, of an address such as <c>F12</c>; -1 when it is none.</summary>
    public static int ColumnOf(ReadOnlySpan<char> address)
    {
        var column = 0;
        foreach (var c in address)
        {
            if (c is < 'A' or > 'Z' || column > 16_384)
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
        }

        return column - 1;
    }
}

/// <summary>
/// Text that a spreadsheet would run as a formula. Files we write carry such text behind an apostrophe, which spreadsheets read as
/// "this is text"; files we read lose that apostrophe again, so that nothing changes on the way out and in.
/// </summary>
public static class Formula
{
    private const string Starts = "=+-@\t\r";

    private static readonly SearchValues<char> Computing = SearchValues.Create("(|=!*");

    private static readonly SearchValues<char> OfPhoneNumbers = SearchValues.Create("+-0123456789 .()/");

    /// <summary>Whether the text is meant as a formula. A phone number (+84 …), a list dash or a negative number is not.</summary>
    public static bool IsLikely(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.AsSpan().TrimStart();
        return trimmed.Length > 1 && (trimmed[0] is '=' or '@'
            || (trimmed[0] is '+' or '-' && trimmed.ContainsAny(Computing) && trimmed.ContainsAnyExcept(OfPhoneNumbers)));
    }

    public static string Neutralise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return StartsOneBehindApostrophes(text) ? "'" + text : text;
    }

    public static string Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 1 && text[0] == '\'' && StartsOneBehindApostrophes(text) ? text[1..] : text;
    }

    private static bool StartsOneBehindApostrophes(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        return rest.Length > 0 && Starts.Contains(rest[0], StringComparison.Ordinal);
    }
}

/// <summary>Spreadsheet files write what XML cannot hold as <c>_x000D_</c>.</summary>
internal static class XmlText
{
    public static string Encode(string text)
    {
        StringBuilder? encoded = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                encoded?.Append(c).Append(text[i + 1]);
                i++;
                continue;
            }

            if (IsXml(c) && !IsEscape(text, i))
            {
                encoded?.Append(c);
                continue;
            }

            encoded ??= new StringBuilder(text.Length + 16).Append(text, 0, i);
            encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
        }

        return encoded?.ToString() ?? text;
    }

    public static string Decode(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length).Append(text, 0, at);
        for (var i = at; i < text.Length; i++)
        {
            if (IsEscape(text, i))
            {
                decoded.Append((char)Convert.ToInt32(text.Substring(i + 2, 4), 16));
                i += 6;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }

        return decoded.ToString();
    }

    // CR is legal in XML but readers turn it into LF.
    private static bool IsXml(char c) => c is '\t' or '\n' || (c >= ' ' && c < '\uFFFE' && !char.IsSurrogate(c));

    private static bool IsEscape(string text, int at)
        => at + 6 < text.Length && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_'
            && char.IsAsciiHexDigit(text[at + 2]) && char.IsAsciiHexDigit(text[at + 3]) && char.IsAsciiHexDigit(text[at + 4]) && char.IsAsciiHexDigit(text[at + 5]);
}
