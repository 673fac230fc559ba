using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace OcopMarket.Platform.Text;

/// <summary>Reads how people write telephone numbers, e-mail addresses and messages.</summary>
public static partial class ContactText
{
    private const int LongestEmail = 254;

    /// <summary>Digits as they are dialled: Vietnamese numbers begin with 0 (+84 becomes 0), others with +. Null when it is no telephone number.</summary>
    public static string? Phone(string? written)
    {
        var digits = Separators().Replace(written ?? "", "");
        var national = digits.StartsWith("+84", StringComparison.Ordinal) ? "0" + digits[3..].TrimStart('0') : digits;
        return Vietnamese().IsMatch(national) || Foreign().IsMatch(national) ? national : null;
    }

    /// <summary>The address in small letters before nothing else is done to it; null when no letter could reach it.</summary>
    public static string? Email(string? written)
    {
        var email = (written ?? "").Trim();
        return email.Length is > 0 and <= LongestEmail && MailAddress.TryCreate(email, out var address) && address.Address == email && Domain().IsMatch(email) && email.All(c => c is > ' ' and < (char)127)
            ? email.ToLowerInvariant() : null;
    }

    /// <summary>A Vietnamese tax code without blanks: ten digits, a branch's three after a hyphen, or a person's twelve (Luật Quản lý thuế 38/2019, article 30). Null when it is none.</summary>
    public static string? TaxCode(string? written)
    {
        var code = (written ?? "").Replace(" ", "", StringComparison.Ordinal);
        return TaxCodeShape().IsMatch(code) ? code : null;
    }

    /// <summary>A message of several lines as it can be printed: composed letters, no control characters, nothing that turns the direction of the text.</summary>
    public static string Message(string? written)
    {
        var clean = new StringBuilder();
        foreach (var rune in (written ?? "").ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (rune.Value == '\n' || (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse) && !TurnsText(rune.Value)))
            {
                clean.Append(rune);
            }
        }

        return BlankLines().Replace(clean.ToString(), "\n\n").Trim();
    }

    /// <summary>How many characters a reader sees: an emoji of several parts is one.</summary>
    public static int LengthSeen(string text) => new StringInfo(text).LengthInTextElements;

    private static bool TurnsText(int rune) => rune is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    [GeneratedRegex(@"[\s.\-()/]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^0\d{9,10}$")]
    private static partial Regex Vietnamese();

    [GeneratedRegex(@"^\+[1-9]\d{7,14}$")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"@[^@]+\.[^@.]{2,}$")]
    private static partial Regex Domain();

    [GeneratedRegex(@"^(?:\d{10}(?:-\d{3})?|\d{12})$")]
    private static partial Regex TaxCodeShape();

    [GeneratedRegex(@"\n[ \t]*(\n[ \t]*)+")]
    private static partial Regex BlankLines();
}
