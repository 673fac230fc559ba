using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

public sealed class CertificatePageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly TimeOnly LastSecond = new(23, 59, 59);

    private HttpClient Client => Market.CreatePlainClient();

    [Fact]
    public async Task A_certificate_counts_to_the_last_second_of_its_last_day_in_Vietnam()
    {
        var lastDay = Clock.Today().AddDays(400);
        var honey = await Market.PutOnSaleAsync("Mật ong hoa cà phê", validThrough: lastDay);

        Clock.SetVietnam(lastDay, LastSecond);
        var before = await ReadAsync($"/xac-thuc/{honey.Number}");
        Clock.SetVietnam(lastDay.AddDays(1));
        var after = await ReadAsync($"/xac-thuc/{honey.Number}");

        Assert.Equal("Hôm nay là ngày cuối", Verdict(before));
        Assert.Equal("Đã hết hạn", Verdict(after));
        Assert.Contains($"Ngày cuối còn hiệu lực là {lastDay:dd/MM/yyyy}", after.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revocation_dated_tomorrow_counts_from_midnight()
    {
        var today = Clock.Today();
        var tea = await Market.CertifyAsync("Chè Tân Cương");
        var revoked = await Get<RevokeCertificate>().RunAsync(
            new(Actor.Operator("test"), new(tea.Number), RevocationGround.LawBroken, "Kết luận 9", "77/QĐ-UBND", today, today.AddDays(1)), Ct);
        Assert.True(revoked.Succeeded);

        Clock.SetVietnam(today, LastSecond);
        var before = await ReadAsync($"/xac-thuc/{tea.Number}");
        Clock.SetVietnam(today.AddDays(1));
        var after = await ReadAsync($"/xac-thuc/{tea.Number}");

        Assert.Equal("Hôm nay là ngày cuối", Verdict(before));
        Assert.Contains("Đã có quyết định thu hồi 77/QĐ-UBND", before.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Đã thu hồi", Verdict(after));
        Assert.Contains("Vi phạm pháp luật", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("77/QĐ-UBND", after.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extended_certificate_says_until_when()
    {
        Clock.SetVietnam(new(2026, 7, 1), new(9, 0));
        var end = Clock.Today().AddDays(-1);
        var cake = await Market.CertifyAsync("Bánh pía Vũng Thơm", validThrough: end, issuedOn: end.AddYears(-3));
        Assert.True((await Get<ExtendCertificate>().RunAsync(
            new(Actor.Operator("test"), new(cake.Number), end.AddDays(180), "Chờ đánh giá lại", "15/UBND-NN"), Ct)).Succeeded);

        var page = await ReadAsync($"/xac-thuc/{cake.Number}");

        Assert.Equal($"Được gia hạn đến {end.AddDays(180):dd/MM/yyyy}", Verdict(page));
        Assert.Contains("15/UBND-NN", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/xac-thuc/{0}")]
    [InlineData("/xac-thuc?so={0}")]
    public async Task A_number_with_strokes_is_looked_up_as_it_stands_and_escaped(string address)
    {
        var mat = await Market.PutOnSaleAsync("Chiếu cói Định Yên");

        var plain = await ReadAsync(address.Replace("{0}", mat.Number, StringComparison.Ordinal));
        var escaped = await ReadAsync(address.Replace("{0}", Uri.EscapeDataString(mat.Number), StringComparison.Ordinal));

        Assert.Equal("Đang hiệu lực", Verdict(plain));
        Assert.Equal("Đang hiệu lực", Verdict(escaped));
        Assert.Equal($"/xac-thuc/{mat.Number}", new Uri(plain.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!).AbsolutePath);
        Assert.NotNull(plain.QuerySelector($"a[href='/san-pham/{mat.Slug}']"));
    }

    [Fact]
    public async Task An_unknown_number_is_not_found_and_proves_nothing()
    {
        await Eventually.GetAsync(() => Task.FromResult(Get<OcopMarket.Platform.Changes.MarketChanges>().Quiet), quiet => quiet > TimeSpan.FromSeconds(1.5)); // pages are kept from then on
        (await Client.GetAsync("/xac-thuc/KHONG-CO-999/XYZ", Ct)).Dispose();

        using var answer = await Client.GetAsync("/xac-thuc/KHONG-CO-999/XYZ", Ct);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Chúng tôi không có mã này. Nó không chứng minh được điều gì.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_number_of_two_issuers_shows_both()
    {
        var one = await Market.CertifyAsync("Tương Bần");
        var other = await Market.CertifyAsync("Tương Nam Đàn");
        await using (var db = await OpenAsync())
        {
            await db.Certificates.Where(c => c.Id == other.Certificate).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Number, one.Number).SetProperty(c => c.NumberKey, Certificate.Key(one.Number))
                    .SetProperty(c => c.Issuer, "UBND tỉnh Nghệ An").SetProperty(c => c.IssuerKey, "ubnd tinh nghe an"), Ct);
        }

        var page = await ReadAsync($"/xac-thuc/{one.Number}");

        Assert.Equal(2, page.QuerySelectorAll(".verdict").Length);
        Assert.Contains("2 chứng nhận cùng mang số này", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("UBND tỉnh Nghệ An", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_in_force_of_a_suspended_producer_says_that_nothing_is_offered()
    {
        var salt = await Market.PutOnSaleAsync("Muối hầm Tuyết Diêm");
        await using (var db = await OpenAsync())
        {
            await db.Producers.Where(p => p.Id == salt.Producer).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedFrom, Clock.Today()), Ct);
        }

        var page = await Eventually.GetAsync(() => ReadAsync($"/xac-thuc/{salt.Number}"), p => p.QuerySelector(".verdict-note") is not null);

        Assert.Equal("Đang hiệu lực", Verdict(page));
        Assert.Contains("hiện sản phẩm không được chào bán", page.QuerySelector(".verdict-note")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alcohol_is_answered_by_number_but_named_only_after_the_age_is_confirmed()
    {
        var wine = await Market.PutOnSaleAsync("Rượu Bàu Đá", set: 14);
        using var confirmed = new HttpRequestMessage(HttpMethod.Get, $"/xac-thuc/{wine.Number}");
        confirmed.Headers.Add("Cookie", "tuoi=18");

        var page = await ReadAsync($"/xac-thuc/{wine.Number}");
        using var adult = await Client.SendAsync(confirmed, Ct);

        Assert.Equal("Đang hiệu lực", Verdict(page));
        Assert.DoesNotContain("Bàu Đá", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form[action='/xac-nhan-tuoi'] button[name=len]"));
        Assert.Contains("Rượu Bàu Đá", await adult.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("Bàu Đá", await (await Client.GetAsync("/so-dang-ky?q=bau+da", Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_in_the_check_field_lead_to_the_certificates_that_hold_them()
    {
        await Market.CertifyAsync("Nước mắm Nam Ô loại một");
        await Market.CertifyAsync("Nước mắm Nam Ô loại hai", validThrough: Clock.Today().AddDays(-3));

        var page = await ReadAsync("/xac-thuc?so=nuoc+mam+nam+o+loai");

        Assert.Equal(["Nước mắm Nam Ô loại một", "Nước mắm Nam Ô loại hai"], page.QuerySelectorAll(".match h3").Select(h => h.TextContent.Trim()));
        Assert.Equal(["Đang hiệu lực", "Đã hết hạn"], page.QuerySelectorAll(".match .state").Select(s => s.TextContent.Trim()));
    }

    [Fact]
    public async Task The_lists_of_the_register_and_of_what_has_ended_show_state_reason_and_links()
    {
        var ended = await Market.CertifyAsync("Lụa Mã Châu", validThrough: Clock.Today().AddDays(-5));
        var revoked = await Market.CertifyAsync("Lụa Vạn Phúc");
        await Get<RevokeCertificate>().RunAsync(new(Actor.Operator("test"), new(revoked.Number), RevocationGround.NoLongerMade, "Ngừng dệt", "31/QĐ-UBND"), Ct);

        var register = await ReadAsync("/so-dang-ky?q=lua&tinh-trang=het-han");
        var list = await ReadAsync("/thu-hoi?ly-do=ngung-san-xuat");

        Assert.Equal($"/xac-thuc/{ended.Number}", Assert.Single(register.QuerySelectorAll("tbody tr")).QuerySelector("a.cert-number")!.GetAttribute("href"));
        var row = Assert.Single(list.QuerySelectorAll("tbody tr")).TextContent;
        Assert.Contains("Lụa Vạn Phúc", row, StringComparison.Ordinal);
        Assert.Contains("Chủ thể không còn sản xuất sản phẩm này", row, StringComparison.Ordinal);
        Assert.Contains("31/QĐ-UBND", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/gioi-thieu", "Giới thiệu")]
    [InlineData("/tro-giup", "Trợ giúp")]
    [InlineData("/lien-he", "Liên hệ")]
    [InlineData("/phap-ly", "Chính sách")]
    [InlineData("/phap-ly/quy-che-hoat-dong", "Quy chế hoạt động")]
    [InlineData("/phap-ly/quyen-rieng-tu", "Quyền riêng tư và dữ liệu cá nhân")]
    [InlineData("/phap-ly/giao-hang", "Giao hàng")]
    [InlineData("/phap-ly/doi-tra", "Đổi trả và hoàn tiền")]
    [InlineData("/phap-ly/thanh-toan", "Thanh toán")]
    [InlineData("/phap-ly/khieu-nai", "Khiếu nại")]
    [InlineData("/phap-ly/tieu-chi-xep-hang", "Tiêu chí xếp hạng")]
    [InlineData("/phap-ly/du-lieu-mo", "Dữ liệu mở")]
    public async Task Every_text_page_has_its_title_and_no_link_of_it_is_broken(string address, string title)
    {
        var page = await ReadAsync(address);

        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        foreach (var link in page.QuerySelectorAll("main a, footer a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith('/')).Distinct())
        {
            using var answer = await Client.GetAsync(link, Ct);
            Assert.True((int)answer.StatusCode < 400, $"{link} on {address} answers {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task An_unknown_policy_is_not_found_and_the_way_out_keeps_its_address()
    {
        using var answer = await Client.GetAsync("/phap-ly/khong-co?q=1", Ct);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("/phap-ly/khong-co#noi-dung", page.QuerySelector("a.skip")!.GetAttribute("href"));
        Assert.Contains(page.QuerySelectorAll(".lang a"), a => a.GetAttribute("href") == "/phap-ly/khong-co?q=1&lang=en");
    }

    private static string Verdict(IDocument page) => page.QuerySelector(".verdict-word")!.TextContent.Trim();

    private async Task<IDocument> ReadAsync(string address)
    {
        using var answer = await Client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);
    }
}
