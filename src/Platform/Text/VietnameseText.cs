using System.Buffers;
using System.Globalization;
using System.Text;

namespace OcopMarket.Platform.Text;

/// <summary>
/// The one place where Vietnamese text is cleaned, compared and folded: stored text and typed text go through the same functions.
/// All of them accept anything, never throw, and give the same answer when applied twice.
/// </summary>
public static class VietnameseText
{
    /// <summary>
    /// Makes what somebody typed safe to keep: NFC, no lone surrogates, control or invisible direction characters,
    /// white space (line ends too) collapsed to single spaces and trimmed.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text) || IsClean(text))
        {
            return text ?? "";
        }

        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        var needsComposing = false;
        var space = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (IsInvisible(c) || (pair && IsNoncharacter(char.ConvertToUtf32(c, text[i + 1]))))
            {
                i += pair ? 1 : 0;
                continue;
            }

            if (char.IsWhiteSpace(c) || char.IsControl(c) || (char.IsSurrogate(c) && !pair))
            {
                space = true;
                continue;
            }

            if (space && length > 0)
            {
                buffer[length++] = ' ';
            }

            space = false;
            buffer[length++] = c;
            needsComposing |= !IsStable(c);
            if (pair)
            {
                buffer[length++] = text[++i];
            }
        }

        var cleaned = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return needsComposing ? cleaned.Normalize(NormalizationForm.FormC) : cleaned;
    }

    /// <summary>
    /// The text for comparing with tones: lower case, tones where the resolutions put them (hoà → hòa, thuỷ → thủy, but quý),
    /// and a single space for everything that is neither letter nor digit.
    /// </summary>
    public static string Exact(string? text)
    {
        if (string.IsNullOrEmpty(text) || IsPlain(text))
        {
            return text ?? "";
        }

        return Ascii.IsValid(text) ? AsciiWords(text) : MarkedWords(Clean(text));
    }

    /// <summary>
    /// <see cref="Exact"/> without marks: đ → d, every other Latin letter to its base letter; letters of other scripts stay.
    /// The search index and the query must both go through here.
    /// </summary>
    public static string Fold(string? text)
    {
        var exact = Exact(text);
        if (Ascii.IsValid(exact))
        {
            return exact;
        }

        var buffer = ArrayPool<char>.Shared.Rent(exact.Length * 2);
        var length = 0;
        foreach (var c in exact)
        {
            switch (c)
            {
                case 'æ' or 'ǽ' or 'ǣ':
                    (buffer[length], buffer[length + 1]) = ('a', 'e');
                    length += 2;
                    break;
                case 'œ':
                    (buffer[length], buffer[length + 1]) = ('o', 'e');
                    length += 2;
                    break;
                case 'ß':
                    (buffer[length], buffer[length + 1]) = ('s', 's');
                    length += 2;
                    break;
                case 'þ':
                    (buffer[length], buffer[length + 1]) = ('t', 'h');
                    length += 2;
                    break;
                default:
                    buffer[length++] = LatinLetters.BaseOf(c) ?? c;
                    break;
            }
        }

        var folded = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return folded;
    }

    /// <summary>The text as part of an address: <c>mat-ong-bac-ha</c>, cut between words; empty when no Latin letter or digit is left.</summary>
    public static string Slug(string? text, int maxLength = 80)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        var folded = Fold(text);
        var slug = new StringBuilder(Math.Min(folded.Length, maxLength));
        var word = 0;
        while (word < folded.Length)
        {
            while (word < folded.Length && !char.IsAsciiLetterOrDigit(folded[word]))
            {
                word++;
            }

            var end = word;
            while (end < folded.Length && char.IsAsciiLetterOrDigit(folded[end]))
            {
                end++;
            }

            if (end == word)
            {
                break;
            }

            if (slug.Length == 0)
            {
                slug.Append(folded, word, Math.Min(end - word, maxLength));
            }
            else if (slug.Length + 1 + end - word <= maxLength)
            {
                slug.Append('-').Append(folded, word, end - word);
            }
            else
            {
                break;
            }

            word = end;
        }

        return slug.ToString();
    }

    /// <summary>Whether the text has any letter of Vietnamese that needs a mark (tone, hat, horn, breve, đ): then tones count in comparing.</summary>
    public static bool HasMarks(string? text)
    {
        if (string.IsNullOrEmpty(text) || Ascii.IsValid(text))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (IsCombining(c))
            {
                return HasMarkedLetter(Clean(text));
            }
        }

        return HasMarkedLetter(text);
    }

    private static bool HasMarkedLetter(string text)
    {
        foreach (var c in text)
        {
            if (LatinLetters.NeedsMark(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlain(string text)
    {
        var space = true;
        foreach (var c in text)
        {
            if (c == ' ')
            {
                if (space)
                {
                    return false;
                }

                space = true;
            }
            else if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            {
                space = false;
            }
            else
            {
                return false;
            }
        }

        return !space;
    }

    private static bool IsClean(string text)
    {
        var space = true;
        foreach (var c in text)
        {
            if (c == ' ')
            {
                if (space)
                {
                    return false;
                }

                space = true;
            }
            else if (c > ' ' && c != '\u007F' && (c < '\u007F' || (c > '\u00A0' && c != '\u00AD' && IsStable(c))))
            {
                space = false;
            }
            else
            {
                return false;
            }
        }

        return !space;
    }

    private static string AsciiWords(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        var space = false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                space = length > 0;
                continue;
            }

            if (space)
            {
                buffer[length++] = ' ';
                space = false;
            }

            buffer[length++] = (char)(char.IsAsciiLetterUpper(c) ? c | 0x20 : c);
        }

        var words = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return words;
    }

    private static string MarkedWords(string cleaned)
    {
        var buffer = ArrayPool<char>.Shared.Rent(cleaned.Length);
        var length = 0;
        var space = false;
        var rare = false;
        for (var i = 0; i < cleaned.Length; i++)
        {
            var c = cleaned[i];
            var pair = char.IsHighSurrogate(c);
            var category = pair ? CharUnicodeInfo.GetUnicodeCategory(cleaned, i) : CharUnicodeInfo.GetUnicodeCategory(c);
            if (IsCombining(c) || category is UnicodeCategory.Format)
            {
                rare = true; // a mark no letter takes, a joiner: left out, and what is around it may compose now
                i += pair ? 1 : 0;
                continue;
            }

            // Vowel signs of other scripts belong to their letter.
            var keep = IsLetterOrDigit(category)
                || (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && !space && length > 0 && !char.IsDigit(buffer[length - 1]));
            if (!keep)
            {
                space = length > 0;
                i += pair ? 1 : 0;
                continue;
            }

            if (space)
            {
                buffer[length++] = ' ';
                space = false;
            }

            if (pair)
            {
                rare = true;
                var lower = Rune.ToLowerInvariant(new Rune(c, cleaned[++i]));
                length += lower.EncodeToUtf16(buffer.AsSpan(length));
            }
            else
            {
                rare |= !IsStable(c);
                buffer[length++] = Lower(c);
            }
        }

        VietnameseTones.Place(buffer.AsSpan(0, length));
        var words = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return rare && !words.IsNormalized(NormalizationForm.FormC) ? words.Normalize(NormalizationForm.FormC) : words;
    }

    private static char Lower(char c) => c switch
    {
        'Ð' or 'ð' or 'Ɖ' or 'ɖ' => 'đ', // look-alikes of Đ that old keyboards and fonts left in texts
        'İ' => 'i',
        _ => char.ToLowerInvariant(c),
    };

    private static bool IsLetterOrDigit(UnicodeCategory category) => category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;

    private static bool IsCombining(char c) => c is >= '\u0300' and <= '\u036F';

    /// <summary>Characters that normalisation leaves alone whatever stands around them, short of a combining mark.</summary>
    private static bool IsStable(char c) => c < 0x300 || c is >= '\u1EA0' and <= '\u1EF9' or >= '\u2010' and <= '\u2027' or '\u20AB';

    // Soft hyphen, zero-width space, directions and their overrides, byte order mark, noncharacters (normalising throws on some).
    private static bool IsInvisible(char c) => c is '\u00AD' or '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF'
        or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or >= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE';

    private static bool IsNoncharacter(int codePoint) => (codePoint & 0xFFFE) == 0xFFFE;
}
