using System.Buffers.Binary;
using OcopMarket.Ordering.Papers;

namespace OcopMarket.Tests.Unit.Ordering;

public sealed class FontsTests
{
    private const string Letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

    [Theory]
    [InlineData("Regular")]
    [InlineData("Bold")]
    [InlineData("Italic")]
    public void The_font_of_papers_holds_every_Vietnamese_letter_and_what_amounts_need(string face)
    {
        using var file = typeof(Fonts).Assembly.GetManifestResourceStream($"OcopMarket.Ordering.Papers.Fonts.BeVietnamPro-{face}.ttf")!;
        var font = new byte[file.Length];
        file.ReadExactly(font);

        var missing = (Letters + Letters.ToUpperInvariant() + "₫–…“”·×→ 0123456789.,/%").Where(c => !Holds(font, c)).ToList();

        Assert.Equal(['→'], missing); // papers use no arrow
    }

    [Fact]
    public void Papers_measure_text_in_it()
        => Assert.Equal("Be Vietnam Pro", Fonts.Bold(12).FontFamily.Name);

    /// <summary>Whether the font's table of characters (cmap, format 4) names a glyph for it.</summary>
    private static bool Holds(byte[] font, char c)
    {
        int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));
        int U32(int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at));
        var cmap = Enumerable.Range(0, U16(4)).Select(i => 12 + (i * 16)).Where(at => font.AsSpan(at, 4).SequenceEqual("cmap"u8)).Select(at => U32(at + 8)).Single();
        var table = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + U32(cmap + 8 + (i * 8))).First(at => U16(at) == 4);
        var segments = U16(table + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            int end = U16(table + 14 + (i * 2)), start = U16(table + 16 + (segments * 2) + (i * 2)), delta = U16(table + 16 + (segments * 4) + (i * 2));
            var rangeAt = table + 16 + (segments * 6) + (i * 2);
            if (c >= start && c <= end)
            {
                return (U16(rangeAt) == 0 ? (c + delta) & 0xFFFF : U16(rangeAt + U16(rangeAt) + ((c - start) * 2))) != 0;
            }
        }

        return false;
    }
}
