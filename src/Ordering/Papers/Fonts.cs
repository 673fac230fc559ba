using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace OcopMarket.Ordering.Papers;

/// <summary>
/// The one font of all papers: Be Vietnam Pro (SIL Open Font License, <c>Fonts/OFL.txt</c>), embedded, since what a server has installed
/// differs and often lacks Vietnamese letters. Every <see cref="XFont"/> is made here.
/// </summary>
internal static class Fonts
{
    private const string Family = "Be Vietnam Pro";

    // PDFsharp keeps one resolver for the whole process, set before the first font.
    static Fonts() => GlobalFontSettings.FontResolver = new Packaged();

    public static XFont Regular(double size) => new(Family, size, XFontStyleEx.Regular);

    public static XFont Bold(double size) => new(Family, size, XFontStyleEx.Bold);

    public static XFont Italic(double size) => new(Family, size, XFontStyleEx.Italic);

    private sealed class Packaged : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic)
            => familyName == Family ? new FontResolverInfo(isBold ? "Bold" : isItalic ? "Italic" : "Regular") : null;

        public byte[]? GetFont(string faceName)
        {
            using var file = typeof(Fonts).Assembly.GetManifestResourceStream($"OcopMarket.Ordering.Papers.Fonts.BeVietnamPro-{faceName}.ttf") ?? throw new InvalidOperationException($"The font {faceName} is not in the assembly.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }
}
