using OcopMarket.Web.Pages.OfficerDesk.Moderation;

namespace OcopMarket.Tests.Unit.Web;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("Chè hái tay", "Chè hái máy", "Chè hái <del>tay</del>", "Chè hái <ins>máy</ins>")]
    [InlineData("một hai ba", "một ba", "một <del>hai </del>ba", "một ba")]
    [InlineData(null, "mới", "", "<ins>mới</ins>")]
    [InlineData("cũ", null, "<del>cũ</del>", "")]
    [InlineData("như nhau", "như nhau", "như nhau", "như nhau")]
    [InlineData("<b>x</b>", "<script>", "<del>&lt;b&gt;x&lt;/b&gt;</del>", "<ins>&lt;script&gt;</ins>")]
    public void What_changed_is_marked_on_both_sides_and_nothing_of_it_is_markup(string? old, string? now, string left, string right)
    {
        var (before, after) = WordDiff.Of(old, now);

        Assert.Equal((left, right), (before.Value, after.Value));
    }

    [Fact]
    public void A_text_too_long_to_compare_is_shown_whole()
        => Assert.StartsWith("<del>a a a", WordDiff.Of(string.Join(' ', Enumerable.Repeat("a", 2000)), "b").Old.Value, StringComparison.Ordinal);
}
