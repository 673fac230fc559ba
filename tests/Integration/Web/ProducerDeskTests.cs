using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>The first page of a producer's desk: what to do today, and how long each certificate still counts.</summary>
public sealed class ProducerDeskTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Work_of_today_and_the_clock_of_each_certificate_are_on_the_first_page()
    {
        var today = new DateOnly(2026, 6, 10);
        Clock.SetVietnam(today, new(9, 0));
        var late = await Market.PutOnSaleAsync("Chè sắp hết", producer: "HTX Đồng hồ", stock: 2, validThrough: new(2026, 11, 22), issuedOn: new(2023, 11, 22));
        var early = await Market.PutOnSaleAsync("Chè còn lâu", producer: "HTX Đồng hồ", validThrough: new(2027, 12, 10), issuedOn: new(2024, 12, 10));
        await Market.SubmitChangeAsync(early, "Chữa bệnh.");
        var (revision, read) = await Market.LastRevisionAsync(early);
        Desks.Must(await Get<ReturnRevision>().RunAsync(new(Desks.OfficerOf(early), revision, read, [ReturnReason.HealthClaim], null), Ct));
        using var owner = (await Market.AsStaffOfAsync(late.Producer)).Client();

        var page = System.Net.WebUtility.HtmlDecode(await owner.GetStringAsync("/kenh-chu-the", Ct));

        Assert.Contains("còn 5 tháng 12 ngày", page, StringComparison.Ordinal);
        Assert.Contains("Đang trong thời gian nộp hồ sơ: nộp trước 25/07/2026.", page, StringComparison.Ordinal);
        Assert.Contains("Nộp hồ sơ đánh giá lại từ 13/06/2027 đến 12/08/2027.", page, StringComparison.Ordinal);
        Assert.True(Place("Cán bộ đề nghị sửa nội dung.") < Place("Sắp hết chứng nhận") && Place("Sắp hết chứng nhận") < Place("1 quy cách ở mức báo."), "not in the order of money and law");

        int Place(string text) => page.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at ? at : throw new InvalidOperationException($"Not on the page: {text}");
    }
}
