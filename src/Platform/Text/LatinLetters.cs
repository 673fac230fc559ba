using System.Runtime.CompilerServices;
using System.Text;

namespace OcopMarket.Platform.Text;

/// <summary>What is known of each Latin letter, looked up in tables: folding goes through every letter that is stored or typed.</summary>
internal static class LatinLetters
{
    /// <summary>Letters without decomposition, and what they are folded to.</summary>
    private const string Undecomposed = "đdðdɖdøołlħhŧtıiŋnɓbɗdƒfɨiʉu";

    // The tables cover U+0000–U+02FF, then U+1E00–U+1EFF.
    private const int LatinEnd = 0x300, AdditionalStart = 0x1E00, AdditionalEnd = 0x1F00;

    private static readonly char[] Bases = BuildBases();
    private static readonly bool[] Marks = BuildMarks();

    /// <summary>Lower case, without any mark; null for what is no Latin letter of the tables.</summary>
    public static char? BaseOf(char c) => Slot(c) is >= 0 and var slot ? Bases[slot] : null;

    /// <summary>Whether it is a letter of Vietnamese with a tone, hat, horn, breve or the bar of đ.</summary>
    public static bool NeedsMark(char c) => Slot(c) is >= 0 and var slot && Marks[slot];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(char c) => c < LatinEnd ? c : c is >= (char)AdditionalStart and < (char)AdditionalEnd ? c - AdditionalStart + LatinEnd : -1;

    private static char CharAt(int slot) => (char)(slot < LatinEnd ? slot : slot - LatinEnd + AdditionalStart);

    private static char[] BuildBases()
    {
        var bases = new char[LatinEnd + AdditionalEnd - AdditionalStart];
        for (var slot = 0; slot < bases.Length; slot++)
        {
            var stripped = CharAt(slot).ToString().Normalize(NormalizationForm.FormD)[0];
            var special = Undecomposed.IndexOf(char.ToLowerInvariant(stripped), StringComparison.Ordinal);
            bases[slot] = special >= 0 && special % 2 == 0 ? Undecomposed[special + 1] : char.ToLowerInvariant(stripped);
        }

        return bases;
    }

    private static bool[] BuildMarks()
    {
        var marks = new bool[LatinEnd + AdditionalEnd - AdditionalStart];
        foreach (var c in VietnameseTones.Rows + "đð")
        {
            if (!char.IsAscii(c))
            {
                marks[Slot(c)] = marks[Slot(char.ToUpperInvariant(c))] = true;
            }
        }

        return marks;
    }
}
