using System.Globalization;
using System.Resources;
using System.Text;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Papers;

/// <summary>Words on papers: those that papers always say, and what people wrote as far as it can be printed.</summary>
internal static class PaperText
{
    private static readonly ResourceManager Texts = new("OcopMarket.Ordering.Papers.PaperTexts", typeof(PaperText).Assembly);
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Say(CultureInfo language, string name, params object?[] values)
        => string.Format(Vietnamese, Texts.GetString(name, language) ?? throw new InvalidOperationException($"No paper text {name}."), values);

    public static string Dong(Money amount) => amount.Dong.ToString("N0", Vietnamese) + "\u00a0\u0111";

    /// <summary>
    /// What the font of papers can print: emoji and marks of direction are left out, letters of other scripts become a question mark so that
    /// whoever packs sees that something is missing. Line ends stay.
    /// </summary>
    public static string Printable(string? written)
    {
        var printed = new StringBuilder();
        foreach (var rune in (written ?? "").Normalize().EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                TrimEnd(printed);
                printed.Append('\n');
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                if (printed.Length > 0 && printed[^1] is not (' ' or '\n'))
                {
                    printed.Append(' ');
                }
            }
            else if (Fonts.Holds(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
            {
                printed.Append(rune);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                printed.Append('?');
            }
        }

        return printed.ToString().Trim();
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
