using System.Net;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Mail;
using OcopMarket.Tests.Integration.Ordering;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>What administrators see of letters, and what buyers pass on themselves.</summary>
public sealed class LetterPreviewTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task An_administrator_sees_every_kind_and_reads_one_in_both_languages()
    {
        using var client = (await Market.AsAdministratorAsync()).Client();

        var list = WebUtility.HtmlDecode(await client.GetStringAsync("/quan-tri/thu/mau", Ct));
        var letter = WebUtility.HtmlDecode(await client.GetStringAsync("/quan-tri/thu/mau/OrderLetters/HandedOver", Ct));

        Assert.Equal(
            ["AccountLetters", "AlertLetters", "ApplicationLetters", "BoardLetters", "CertificateLetters", "FairLetters", "HallLetters", "ListingLetters", "MeasureLetters", "OrderLetters", "ParticipationLetters", "PaymentLetters", "PointLetters", "ReminderLetters", "ReviewLetters"],
            Get<LetterPreviews>().All.Select(t => t.Name));
        Assert.All(Get<LetterPreviews>().All.SelectMany(t => t.Kinds, (t, k) => $"/quan-tri/thu/mau/{t.Name}/{k.Name}"), address => Assert.Contains($"\"{address}\"", list, StringComparison.Ordinal));
        Assert.Contains("Kiện DH-MAU12345/1 đang trên đường", letter, StringComparison.Ordinal);
        Assert.Contains("HTX Chè Suối Mẫu đã giao kiện DH-MAU12345/1 gửi Mẹ cho bên vận chuyển. Mã vận đơn: EM123456789VN.", letter, StringComparison.Ordinal);
        Assert.Contains("<section lang=\"en\"", letter, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/quan-tri/thu/mau/OrderLetters/KhongCo", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_preview_is_word_for_word_what_is_sent()
    {
        var tea = await Market.PutOnSaleAsync("Chè thư mẫu", producer: "HTX Chè Suối Mẫu");
        var bought = await Market.BoughtAsync(tea, 1, recipients: [new("Mẹ")]);
        await Market.MoveAsync(bought.Parcel, ParcelMove.HandOver);

        var sent = await Market.LastLetterAsync("nguoi-mua@example.vn", Ct);

        var previews = Get<LetterPreviews>();
        var (texts, kind) = previews.Find("OrderLetters", "HandedOver")!.Value;
        var parcel = await Market.ReadParcelAsync(bought.Parcel);
        var shown = previews.Write(texts, kind, "vi");
        Assert.Equal(
            sent.ReplaceLineEndings("\n"),
            shown.Body.Replace("Lò Thị Mây", "Trần Thị Mua", StringComparison.Ordinal).Replace("DH-MAU12345/1", parcel.Number, StringComparison.Ordinal).Replace("EM123456789VN", "–", StringComparison.Ordinal)
                .Replace("/don-hang/duong-dan-mau", "/don-hang/" + bought.Secret, StringComparison.Ordinal).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task What_a_giver_passes_on_is_short_and_without_amounts()
    {
        var tea = await Market.PutOnSaleAsync("Chè chuyển tiếp", price: 123_000);
        var bought = await Market.BoughtAsync(tea, 1, recipients: [new("Bà " + new string('a', 90))]);
        using var visitor = Market.CreateVisitor();
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await visitor.GetStringAsync($"/don-hang/{bought.Secret}", Ct));

        var receiver = document.QuerySelector($"#qua-{bought.Parcel}")!.TextContent.Trim();
        var own = document.QuerySelector("#giu")!.TextContent.Trim();

        var secret = Get<PrivateLinks>().Open((await Market.ReadParcelAsync(bought.Parcel)).ReceiverTokenSeal!);
        Assert.EndsWith($"/qua/{secret}", receiver, StringComparison.Ordinal);
        Assert.EndsWith($"/don-hang/{bought.Secret}", own, StringComparison.Ordinal);
        Assert.All(new[] { receiver, own }, text => Assert.InRange(text.Length, 40, 300));
        Assert.DoesNotContain("123", receiver.Split("https://")[0].Split("http://")[0], StringComparison.Ordinal);
        Assert.True(document.QuerySelector("#giu")!.HasAttribute("readonly"));
        Assert.DoesNotContain(bought.Secret, receiver, StringComparison.Ordinal);
    }
}
