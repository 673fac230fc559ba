using OcopMarket.Platform.Papers;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class PaperFontsTests
{
    private const string Letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

    [Theory]
    [InlineData("Regular")]
    [InlineData("Bold")]
    [InlineData("Italic")]
    public void The_font_of_papers_holds_every_Vietnamese_letter_and_what_amounts_need(string face)
    {
        var held = PaperFonts.LettersOf(PaperFonts.Face(face));

        var missing = (Letters + Letters.ToUpperInvariant() + "₫–…“”·×→ 0123456789.,/%").Where(c => !held.Contains(c)).ToList();

        Assert.Equal(['→'], missing); // papers use no arrow
    }

    [Fact]
    public void Papers_measure_text_in_it()
        => Assert.Equal("Be Vietnam Pro", PaperFonts.Bold(12).FontFamily.Name);

    [Theory]
    [InlineData("Chúc mẹ khỏe 🎉❤️ nhé", "Chúc mẹ khỏe nhé")]
    [InlineData("👨‍👩‍👧 Cả nhà 👍🏽", "Cả nhà")]
    [InlineData("Tel 1️⃣ 🇻🇳", "Tel 1")]
    [InlineData("Dòng một 🌸\r\n\r\nDòng hai", "Dòng một\n\nDòng hai")]
    [InlineData("福 Lộc", "? Lộc")]
    [InlineData("a\u202Eb\u200Fc", "abc")]
    [InlineData("Hoà\tbình  ấm", "Hoà bình ấm")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    public void What_the_font_lacks_is_left_out_if_it_is_a_picture_and_shown_as_missing_if_it_is_a_letter(string written, string printed)
        => Assert.Equal(printed, PaperFonts.Printable(written));

    [Fact]
    public void The_faces_hold_the_same_letters()
        => Assert.All(["Bold", "Italic"], face => Assert.True(PaperFonts.LettersOf(PaperFonts.Face("Regular")).SetEquals(PaperFonts.LettersOf(PaperFonts.Face(face)))));
}
