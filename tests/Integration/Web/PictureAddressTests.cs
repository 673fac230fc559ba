using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Platform.Pictures;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Photos over HTTP: in pieces by signed-in people, out again to everyone.</summary>
public sealed class PictureAddressTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly byte[] Photo = TestPhotos.Convert(900, 600, "jpg", noise: 40);

    [Fact]
    public async Task A_photo_goes_up_in_pieces_and_comes_out_in_every_size_to_be_kept_for_good()
    {
        using var client = (await Market.AsShopperAsync()).Client();
        using var begun = await client.PostAsJsonAsync("/tai-anh", new { name = "chè.jpg", size = Photo.Length, @private = false }, Ct);
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        var address = begun.Headers.Location!.OriginalString;
        using var first = await PieceAsync(client, address, 0, 20_000);
        using var again = await PieceAsync(client, address, 0, 20_000);
        using var asked = await client.SendAsync(new(HttpMethod.Head, address), Ct);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.OK), (first.StatusCode, again.StatusCode, asked.StatusCode));
        Assert.All([first, again, asked], answer => Assert.Equal("20000", answer.Headers.GetValues("Upload-Offset").Single()));
        (await PieceAsync(client, address, 20_000, Photo.Length - 20_000)).Dispose();
        using var finished = await client.PostAsJsonAsync(address, new { }, Ct);
        var picture = await finished.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal((900, 600), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        using var visitor = Market.CreatePlainClient();
        using var file = await visitor.GetAsync(picture.GetProperty("thumbnail").GetString(), Ct);
        Assert.Equal((HttpStatusCode.OK, "image/webp"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=31536000, immutable", file.Headers.CacheControl?.ToString().Replace("max-age=31536000, public, immutable", "public, max-age=31536000, immutable", StringComparison.Ordinal));
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/anh/khong-co.webp")]
    [InlineData("/anh/0000000000000000000000000000000000000000000000000000000000000000-320.webp")]
    [InlineData("/anh/0000000000000000000000000000000000000000000000000000000000000000-321.webp")]
    [InlineData("/anh/0000000000000000000000000000000000000000000000000000000000000000-320.svg")]
    [InlineData("/anh/..%2Foriginals%2Fab-320.webp")]
    public async Task What_is_no_photo_of_ours_is_not_found(string address)
    {
        using var visitor = Market.CreatePlainClient();
        using var answer = await visitor.GetAsync(address, Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Guests_send_nothing_and_nobody_reaches_what_another_sent()
    {
        using var owner = (await Market.AsShopperAsync()).Client();
        using var other = (await Market.AsShopperAsync("Người khác")).Client();
        using var guest = Market.CreateVisitor();
        var upload = await BeginAsync(owner, isPrivate: true);
        (await PieceAsync(owner, upload, 0, Photo.Length)).Dispose();

        using var byGuest = await guest.PostAsJsonAsync("/tai-anh", new { name = "a", size = 10 }, Ct);
        using var pieceOfOther = await PieceAsync(other, upload, 0, 10);
        using var headOfOther = await other.GetAsync(upload, Ct);
        using var finishOfOther = await other.PostAsJsonAsync(upload, new { }, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, byGuest.StatusCode);
        Assert.All([pieceOfOther, headOfOther, finishOfOther], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));

        using var finished = await owner.PostAsJsonAsync(upload, new { }, Ct);
        var paper = (await finished.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("thumbnail").GetString()!;
        using var seenByOwner = await owner.GetAsync(paper, Ct);
        using var seenByOther = await other.GetAsync(paper, Ct);
        using var seenByGuest = await guest.GetAsync(paper, Ct);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (seenByOwner.StatusCode, seenByOther.StatusCode, seenByGuest.StatusCode));
        Assert.True(seenByOwner.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_readers_language()
    {
        using var client = (await Market.AsShopperAsync()).Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "vi");

        using var huge = await client.PostAsJsonAsync("/tai-anh", new { name = "phim.jpg", size = 500L * 1024 * 1024 }, Ct);
        var text = await BeginAsync(client, size: 5);
        using (var piece = new ByteArrayContent("hello"u8.ToArray()))
        {
            (await PatchAsync(client, text, 0, piece)).Dispose();
        }

        using var noPicture = await client.PostAsJsonAsync(text, new { }, Ct);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Ảnh nặng 500 MB, lớn hơn mức cho phép là 25 MB. Ảnh chưa được gửi. Xin chọn ảnh nhẹ hơn."), (huge.StatusCode, await DetailAsync(huge)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noPicture.StatusCode);
        Assert.StartsWith("Tệp này không phải ảnh", await DetailAsync(noPicture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listings_photo_stands_on_cards_its_page_the_api_and_the_feeds()
    {
        var product = await Market.PutOnSaleAsync("Chè Ba Vì", set: 11);
        var sender = await Market.AsShopperAsync();
        var picture = (await Market.Get<AddPicture>().RunAsync(new(sender.Actor, "a.jpg", Photo.Length, false), new MemoryStream(Photo), Ct)).Value;
        await using (var db = await OpenAsync())
        {
            var listing = await db.Listings.SingleAsync(l => l.Id == product.Listing, Ct);
            listing.Take(listing.Content with { Photos = [new(picture.Id, picture.Key.ToString(), "Chè Ba Vì")] });
            await db.SaveChangesAsync(Ct);
        }

        var (jpeg, avif) = ($"/anh/{picture.Key.Sha}-800.jpg", $"/anh/{picture.Key.Sha}-1600.avif 900w");
        using var client = Market.CreatePlainClient();
        var page = await client.GetStringAsync($"/san-pham/{product.Slug}", Ct);
        Assert.Contains(avif, await client.GetStringAsync("/san-pham", Ct), StringComparison.Ordinal);
        Assert.Contains(avif, page, StringComparison.Ordinal);
        Assert.Contains($"\"image\":\"http://localhost{jpeg}\"", page, StringComparison.Ordinal);
        Assert.Contains($"property=\"og:image\" content=\"http://localhost{jpeg}\"", page, StringComparison.Ordinal);
        Assert.Contains($"\"imageUrl\":\"http://localhost{jpeg}\"", await client.GetStringAsync($"/api/v1/products/{product.Slug}", Ct), StringComparison.Ordinal);
        Assert.Contains($"<g:image_link>http://localhost{jpeg}</g:image_link>", await client.GetStringAsync("/feeds/products.xml", Ct), StringComparison.Ordinal);
        Assert.Contains($"<image:loc>http://localhost{jpeg}</image:loc>", await client.GetStringAsync("/sitemap.xml", Ct), StringComparison.Ordinal);
    }

    private static async Task<string> BeginAsync(HttpClient client, bool isPrivate = false, int? size = null)
    {
        using var begun = await client.PostAsJsonAsync("/tai-anh", new { name = "chè.jpg", size = size ?? Photo.Length, @private = isPrivate }, Ct);
        return begun.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> PieceAsync(HttpClient client, string address, int from, int length)
    {
        using var piece = new ByteArrayContent(Photo, from, length);
        return await PatchAsync(client, address, from, piece);
    }

    private static async Task<HttpResponseMessage> PatchAsync(HttpClient client, string address, int from, ByteArrayContent piece)
    {
        piece.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = piece, Headers = { { "Upload-Offset", $"{from}" } } };
        return await client.SendAsync(request, Ct);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("detail").GetString()!;
}
