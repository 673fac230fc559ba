namespace OcopMarket.Platform.Text;

/// <summary>Where the tone stands in a syllable.</summary>
internal static class VietnameseTones
{
    /// <summary>Each vowel that carries a tone, in rows of plain letter and its five tones (grave, hook, tilde, acute, dot).</summary>
    public const string Rows = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";

    private const int InRow = 6;

    /// <summary>
    /// The resolutions write the tone on the first vowel of an open oa, oe, uy (hòa, khỏe, thủy) and on the second when a letter
    /// follows (hoàn); in qu the u is not a vowel of the syllable (quý). Both wrong placements occur in what people type.
    /// </summary>
    public static void Place(Span<char> text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (LatinLetters.BaseOf(text[i]) is not ('o' or 'u'))
            {
                continue;
            }

            var (first, second) = (ToneOf(text[i]), ToneOf(text[i + 1]));
            var afterQ = i > 0 && text[i - 1] == 'q';
            var open = i + 2 >= text.Length || !char.IsLetter(text[i + 2]);
            var pair = (Untoned(text[i]), Untoned(text[i + 1]));
            var glides = pair is ('o', 'a') or ('o', 'e') || (pair is ('u', 'y') && !afterQ);
            if (glides && open && first == 0 && second != 0)
            {
                text[i] = WithTone(text[i], second);
                text[i + 1] = pair.Item2;
            }
            else if (((glides && !open) || (afterQ && pair.Item1 == 'u' && IsVowel(pair.Item2))) && first != 0 && second == 0
                && (open || !IsVowel(Untoned(text[i + 2])) || text[i + 2] is 'i' or 'o' or 'u' or 'y'))
            {
                text[i + 1] = WithTone(text[i + 1], first);
                text[i] = pair.Item1;
            }
        }
    }

    private static bool IsVowel(char untoned) => untoned is 'a' or 'ă' or 'â' or 'e' or 'ê' or 'i' or 'o' or 'ô' or 'ơ' or 'u' or 'ư' or 'y';

    private static char Untoned(char c)
    {
        var at = Rows.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? c : Rows[at - (at % InRow)];
    }

    /// <summary>0 for none.</summary>
    private static int ToneOf(char c) => Math.Max(0, Rows.IndexOf(c, StringComparison.Ordinal)) % InRow;

    private static char WithTone(char vowel, int tone) => Rows[Rows.IndexOf(vowel, StringComparison.Ordinal) + tone];
}
