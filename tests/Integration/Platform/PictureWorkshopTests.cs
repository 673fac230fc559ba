using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Pictures;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class PictureWorkshopTests(PictureMarket fixture) : PictureTest(fixture), IClassFixture<PictureMarket>
{
    [Fact]
    public async Task A_sideways_photo_is_turned_and_says_nothing_of_place_or_camera_in_any_size()
    {
        var picture = (await SendAsync(NewMember(), TestPhotos.SidewaysJpeg(1000, 750))).Value;

        Assert.Equal((750, 1000), (picture.Key.Width, picture.Key.Height));
        var files = PictureSizes.FilesOf(picture.Key.Width).ToList();
        Assert.Equal([(320, "avif"), (320, "webp"), (800, "avif"), (800, "webp"), (800, "jpg")], files);
        foreach (var (step, form) in files)
        {
            var file = (await FileAsync(picture.Key.Sha, step, form))!;
            var width = Math.Min(step, 750);
            var said = TestPhotos.Describe(file);

            Assert.Contains($"width: {width}\n", said, StringComparison.Ordinal);
            Assert.Contains($"height: {width * 1000 / 750}\n", said.Replace("height: 427", "height: 426", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("gps", said, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("-Make", said, StringComparison.Ordinal);
            Assert.DoesNotContain("exif-ifd3", said, StringComparison.Ordinal); // where libvips shows a place
            Assert.DoesNotContain(TestPhotos.Camera, Encoding.Latin1.GetString(file), StringComparison.Ordinal);
            // What lay on the left, red, is on top now.
            Assert.True(TestPhotos.PixelAt(file, width / 2, 20) is [> 150, _, < 100], $"{step}.{form}");
            Assert.True(TestPhotos.PixelAt(file, width / 2, (width * 4 / 3) - 20) is [< 100, _, > 150], $"{step}.{form}");
        }

        Assert.Matches("^[5-9][0-9a-f][1-4][0-9a-f][5-9][0-9a-f]$", picture.Key.Colour); // between the red and the blue
    }

    [Fact]
    public async Task A_small_photo_is_not_blown_up_and_other_kinds_come_out_alike()
    {
        foreach (var form in new[] { "png", "webp", "avif" })
        {
            var picture = (await SendAsync(NewMember(), TestPhotos.Convert(200, 120, form))).Value;

            Assert.Equal((200, 120), (picture.Key.Width, picture.Key.Height));
            Assert.Contains("width: 200\n", TestPhotos.Describe((await FileAsync(picture.Key.Sha, 320, "webp"))!), StringComparison.Ordinal);
            Assert.NotNull(await FileAsync(picture.Key.Sha, 320, "jpg"));
            Assert.Null(await FileAsync(picture.Key.Sha, 800, "webp"));
        }
    }

    public static TheoryData<string, string> Attacks() => new()
    {
        { "bomb", "platform.picture_too_many_pixels" }, { "archive", "platform.picture_holds_more" }, { "program", "platform.picture_holds_more" },
        { "cut-jpg", "platform.picture_broken" }, { "cut-png", "platform.picture_broken" }, { "cut-webp", "platform.picture_broken" }, { "junk", "platform.picture_broken" },
        { "svg", "platform.picture_of_other_kind" }, { "pdf", "platform.picture_of_other_kind" }, { "empty", "platform.picture_empty" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task What_is_no_honest_photo_gets_a_sentence_and_leaves_nothing(string kind, string refusal)
    {
        var member = NewMember();

        var result = await SendAsync(member, Attack(kind));

        Assert.Equal(refusal, result.Refusal?.Code);
        await using var db = await OpenAsync();
        Assert.False(await db.Pictures.AnyAsync(p => p.MadeBy == member.Account, Ct));
        Assert.False(Directory.Exists(Path.Combine(Market.Data.Files, "uploads")) && Directory.EnumerateDirectories(Path.Combine(Market.Data.Files, "uploads")).Any());
    }

    [Fact]
    public async Task A_photo_too_large_is_refused_before_a_byte_of_it_is_sent()
    {
        var result = await Get<BeginUpload>().RunAsync(new(NewMember(), "phim.jpg", 500L * 1024 * 1024, Private: false), Ct);

        Assert.Equal(new OcopMarket.Platform.Refusal("platform.picture_too_large", 500L, 25L), result.Refusal);
    }

    [Fact] // what libvips would decode within its limits of time, but not of memory
    public async Task A_picture_that_needs_too_much_memory_is_refused_and_the_next_one_goes_through()
    {
        var heavy = await SendAsync(NewMember(), TestPhotos.Convert(7000, 7000, "webp[Q=10]"));
        var next = await SendAsync(NewMember(), TestPhotos.Jpeg());

        Assert.True(heavy.Succeeded || heavy.Refusal!.Code == "platform.picture_too_heavy", heavy.Refusal?.Code);
        Assert.True(next.Succeeded);
    }

    private static byte[] Attack(string kind) => kind switch
    {
        "bomb" => TestPhotos.Bomb(),
        "archive" => TestPhotos.WithArchive(TestPhotos.Jpeg()),
        "program" => TestPhotos.WithProgram(TestPhotos.Jpeg()),
        "cut-jpg" => TestPhotos.Convert(600, 400, "jpg", noise: 30) is var jpeg ? jpeg[..(jpeg.Length / 2)] : [],
        "cut-png" => TestPhotos.Convert(600, 400, "png", noise: 30) is var png ? png[..(png.Length / 2)] : [],
        "cut-webp" => TestPhotos.Convert(600, 400, "webp", noise: 30) is var webp ? webp[..(webp.Length / 2)] : [],
        "junk" => [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))],
        "svg" => Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><script>alert(1)</script></svg>"),
        "pdf" => Encoding.UTF8.GetBytes("%PDF-1.7\n1 0 obj\n"),
        _ => [],
    };
}
