using OcopMarket.Platform.Pictures;
using OcopMarket.Tests.Support;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class PictureKeyTests
{
    private static readonly string Sha = new('a', 64);

    [Fact]
    public void A_key_reads_back_as_it_was_written()
    {
        var key = new PictureKey(Sha, 1600, 1200, "a1b2c3");

        Assert.True(PictureKey.TryParse(key.ToString(), out var read));
        Assert.Equal(key, read);
        Assert.InRange(new PictureKey(Sha, 99999, 99999, "a1b2c3").ToString().Length, 1, PictureKey.Longest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("demo/che.jpg")]
    [InlineData("aaaa-1600x1200-a1b2c3")]
    public void Anything_else_is_no_key(string? text) => Assert.False(PictureKey.TryParse(text, out _));

    [Theory]
    [InlineData(1600, "320 800 1600", 800)]
    [InlineData(801, "320 800 1600", 800)]
    [InlineData(800, "320 800", 800)]
    [InlineData(321, "320 800", 800)]
    [InlineData(320, "320", 320)]
    [InlineData(1, "320", 320)]
    public void A_picture_has_the_steps_up_to_its_own_width(int width, string steps, int jpeg)
    {
        Assert.Equal(steps, string.Join(' ', PictureSizes.Of(width)));
        Assert.Equal(jpeg, PictureSizes.JpegOf(width));
    }

    [Fact]
    public void Every_colour_has_its_class_in_the_style_sheet()
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "src/Web/wwwroot/css/site.css"));
        string[] parts = ["00", "20", "60", "a0", "e0", "ff"];

        Assert.All(from r in parts from g in parts from b in parts select r + g + b,
            colour => Assert.Contains($".{Pictures.Ground(new PictureKey(Sha, 1, 1, colour))}{{background:", css, StringComparison.Ordinal));
    }
}
