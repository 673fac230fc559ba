using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OcopMarket.Ordering.Payments;

/// <summary>
/// What a buyer writes into a transfer so that it finds its payment: OCM and nine capitals and digits, none that is taken for another. Banks
/// add words before and after, change the case, put spaces and dots in, and cut the end.
/// </summary>
public static partial class PurposeCodes
{
    public const string Prefix = "OCM";

    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int Length = 9;

    /// <summary>So many letters from either end are enough to think of a code.</summary>
    private const int Telling = 4;

    /// <summary>31⁹ are 26 million million; a unique index catches the rest.</summary>
    public static string New() => Prefix + RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Every whole code that the text may hold, in the order found; which of them is one, the payments tell.</summary>
    public static IReadOnlyList<string> FindIn(string? text) => [.. Whole().Matches(Squeeze(text)).Select(m => Prefix + m.Groups[1].Value).Distinct()];

    /// <summary>Whether a text may mean the code though a letter is wrong, missing or too many, or an end was cut off.</summary>
    public static bool LooksLike(string? text, string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var (squeezed, own) = (Squeeze(text), code[Prefix.Length..]);
        return squeezed.Contains(own[..Telling], StringComparison.Ordinal) || squeezed.Contains(own[^Telling..], StringComparison.Ordinal);
    }

    private static string Squeeze(string? text)
    {
        var squeezed = new StringBuilder();
        foreach (var letter in text ?? "")
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                squeezed.Append(char.ToUpperInvariant(letter));
            }
        }

        return squeezed.ToString();
    }

    // Overlapping, since words before a code may look like its beginning; a zero for the O is a common slip.
    [GeneratedRegex("(?=[O0]CM([2-9A-HJKMNP-Z]{9}))")]
    private static partial Regex Whole();
}
