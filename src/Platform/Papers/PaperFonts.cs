using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace OcopMarket.Platform.Papers;

/// <summary>
/// The one font of all papers: Be Vietnam Pro (SIL Open Font License, <c>Fonts/OFL.txt</c>), embedded, since what a server has installed
/// differs and often lacks Vietnamese letters. Every <see cref="XFont"/> is made here.
/// </summary>
public static class PaperFonts
{
    private const string Family = "Be Vietnam Pro";

    private static readonly HashSet<int> Letters = LettersOf(Face("Regular"));

    // PDFsharp keeps one resolver for the whole process, set before the first font.
    static PaperFonts() => GlobalFontSettings.FontResolver = new Packaged();

    public static XFont Regular(double size) => new(Family, size, XFontStyleEx.Regular);

    public static XFont Bold(double size) => new(Family, size, XFontStyleEx.Bold);

    public static XFont Italic(double size) => new(Family, size, XFontStyleEx.Italic);

    /// <summary>Whether it can be printed; the faces hold the same letters.</summary>
    public static bool Holds(Rune letter) => Letters.Contains(letter.Value);

    internal static byte[] Face(string name)
    {
        using var file = typeof(PaperFonts).Assembly.GetManifestResourceStream($"OcopMarket.Platform.Papers.Fonts.BeVietnamPro-{name}.ttf") ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The code points for which a font's table of characters (cmap, format 4) names a glyph.</summary>
    internal static HashSet<int> LettersOf(byte[] font)
    {
        int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));
        int U32(int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at));
        var cmap = Enumerable.Range(0, U16(4)).Select(i => 12 + (i * 16)).Where(at => font.AsSpan(at, 4).SequenceEqual("cmap"u8)).Select(at => U32(at + 8)).Single();
        var table = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + U32(cmap + 8 + (i * 8))).First(at => U16(at) == 4);
        var (segments, letters) = (U16(table + 6) / 2, new HashSet<int>());
        for (var i = 0; i < segments; i++)
        {
            int end = U16(table + 14 + (i * 2)), start = U16(table + 16 + (segments * 2) + (i * 2)), delta = U16(table + 16 + (segments * 4) + (i * 2));
            var rangeAt = table + 16 + (segments * 6) + (i * 2);
            for (var c = start; c <= end && c < 0xFFFF; c++)
            {
                if ((U16(rangeAt) == 0 ? (c + delta) & 0xFFFF : U16(rangeAt + U16(rangeAt) + ((c - start) * 2))) != 0)
                {
                    letters.Add(c);
                }
            }
        }

        return letters;
    }

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
            else if (Holds(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
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

    private sealed class Packaged : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic)
            => familyName == Family ? new FontResolverInfo(isBold ? "Bold" : isItalic ? "Italic" : "Regular") : null;

        public byte[]? GetFont(string faceName) => Face(faceName);
    }
}
