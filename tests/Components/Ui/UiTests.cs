using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Components.Ui;

public sealed class UiTests : ComponentTest
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public UiTests() => Services.AddSingleton(AreaDirectory.Instance).AddSingleton(new EndingSoon(_ => new(60)));

    [Theory]
    [InlineData(0, "0\u00a0đ")]
    [InlineData(999, "999\u00a0đ")]
    [InlineData(1_250_000, "1.250.000\u00a0đ")]
    public void A_price_is_written_the_vietnamese_way(long dong, string text)
    {
        var price = Render<Price>(p => p.Add(c => c.Amount, new Money(dong)));

        Assert.Equal(text, price.Find(".price").TextContent);
    }

    [Fact]
    public void A_price_looks_the_same_in_english()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var price = Render<Price>(p => p.Add(c => c.Amount, new Money(1_250_000)));

        Assert.Equal("1.250.000\u00a0đ", price.Find(".price").TextContent);
    }

    [Fact]
    public void The_badge_leads_to_its_certificate_and_says_until_when()
    {
        var seal = Render<Seal>(p => p.Add(c => c.Stars, 4).Add(c => c.Number, "DEMO-12/QĐ").Add(c => c.ValidThrough, new DateOnly(2027, 8, 14)).Add(c => c.Product, "Trà tôm nõn"));

        var link = seal.Find("a.seal.seal-4");
        Assert.Equal("/xac-thuc/DEMO-12/Q%C4%90", link.GetAttribute("href"));
        Assert.Equal("Có hiệu lực đến 14/08/2027", link.GetAttribute("title"));
        Assert.Equal("OCOP 4 sao, có hiệu lực đến 14/08/2027. Kiểm tra chứng nhận của Trà tôm nõn", link.GetAttribute("aria-label"));
        Assert.Equal("OCOP4sao", link.TextContent);
    }

    [Fact]
    public void The_badge_speaks_english()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var seal = Render<Seal>(p => p.Add(c => c.Stars, 5).Add(c => c.Number, "DEMO-1").Add(c => c.ValidThrough, new DateOnly(2027, 8, 14)).Add(c => c.Product, "Trà"));

        Assert.Equal("OCOP 5 stars, valid through 14/08/2027. Check the certificate of Trà", seal.Find("a").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_card_says_name_place_maker_price_and_unit_price()
    {
        var cards = Render<ProductCards>(p => p.Add(c => c.Items, [Tea]));

        Assert.Equal("/san-pham/tra-tom-non", cards.Find(".card-name a").GetAttribute("href"));
        Assert.Equal("Trà tôm nõn", cards.Find(".card-name a").GetAttribute("title"));
        Assert.Equal("Phường Hoàn Kiếm, Hà Nội", cards.Find(".card-place").TextContent);
        Assert.Equal("HTX Phú Lương", cards.Find(".card-maker").TextContent);
        Assert.Equal("320.000\u00a0đ", cards.Find(".price").TextContent);
        Assert.Equal("160.000\u00a0đ/100 g", cards.Find(".unit-price").TextContent);
        Assert.Equal("img/sets/11.svg", cards.Find("img").GetAttribute("src"));
        Assert.Single(cards.FindAll("a.seal"));
    }

    [Fact]
    public void A_card_of_sold_out_goods_says_so()
    {
        var cards = Render<ProductCards>(p => p.Add(c => c.Items, [Tea with { InStock = false }]));

        Assert.Equal("Tạm hết hàng", cards.Find(".unit-price").TextContent);
    }

    [Fact]
    public void Names_on_an_english_card_are_marked_as_vietnamese()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var cards = Render<ProductCards>(p => p.Add(c => c.Items, [Tea]));

        Assert.Equal("vi", cards.Find(".card-name").GetAttribute("lang"));
        Assert.Equal("Hoan Kiem Ward, Ha Noi", cards.Find(".card-place").TextContent);
    }

    [Theory]
    [InlineData(200, MeasureUnit.Gram, "160.000\u00a0đ/100 g")]
    [InlineData(500, MeasureUnit.Gram, "640.000\u00a0đ/kg")]
    [InlineData(750, MeasureUnit.Millilitre, "426.667\u00a0đ/lít")]
    [InlineData(50, MeasureUnit.Piece, "Hộp quà")]
    public void Measures_are_compared_in_the_unit_people_use(int amount, MeasureUnit unit, string text)
    {
        var cards = Render<ProductCards>(p => p.Add(c => c.Items, [Tea with { Measure = new Measure(amount, unit), Packing = "Hộp quà" }]));

        Assert.Equal(text, cards.Find(".unit-price").TextContent);
    }

    [Fact]
    public void The_pager_names_this_page_and_its_neighbours()
    {
        var pager = Render<Pager>(p => p.Add(c => c.Page, 2).Add(c => c.Pages, 9).Add(c => c.Link, n => $"/san-pham?trang={n}"));

        Assert.Equal("/san-pham?trang=1", pager.Find("a[rel=prev]").GetAttribute("href"));
        Assert.Equal("/san-pham?trang=3", pager.Find("a[rel=next]").GetAttribute("href"));
        Assert.Equal("2", pager.Find("[aria-current=page]").TextContent);
        Assert.Equal("Trang 9", pager.Find("li:nth-last-child(2) a").GetAttribute("aria-label"));
    }

    [Fact]
    public void One_page_needs_no_pager()
    {
        var pager = Render<Pager>(p => p.Add(c => c.Page, 1).Add(c => c.Pages, 1).Add(c => c.Link, n => "/"));

        Assert.Empty(pager.FindAll("nav"));
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 9, "1 2 0 9")]
    [InlineData(4, 9, "1 2 3 4 5 0 9")]
    [InlineData(5, 9, "1 0 4 5 6 0 9")]
    [InlineData(9, 9, "1 0 8 9")]
    public void A_gap_of_one_page_is_shown_as_that_page(int page, int pages, string numbers)
        => Assert.Equal(numbers, string.Join(' ', Pager.Numbers(page, pages)));

    [Theory]
    [InlineData("2027-08-14", null, "Đang hiệu lực", "state-ok")]
    [InlineData("2026-12-24", null, "Sắp hết hạn (còn 32 ngày)", "state-warn")]
    [InlineData("2026-11-22", null, "Hôm nay là ngày cuối", "state-warn")]
    [InlineData("2026-11-21", null, "Đã hết hạn", "")]
    [InlineData("2027-08-14", "2026-11-22", "Đã thu hồi", "state-bad")]
    public void A_state_is_said_in_one_wording(string through, string? revoked, string words, string look)
    {
        var dates = new CertificateDates(new(2024, 1, 1), DateOnly.Parse(through, CultureInfo.InvariantCulture), null, revoked is null ? null : DateOnly.Parse(revoked, CultureInfo.InvariantCulture), null);

        var state = Render<StateMark>(p => p.Add(c => c.Dates, dates).Add(c => c.Today, Today));

        Assert.Equal(words, state.Find(".state").TextContent);
        Assert.Equal($"state {look}".Trim(), state.Find(".state").GetAttribute("class"));
    }

    private static OfferCard Tea => new(
        ListingId.New(), 1, "tra-tom-non", "Trà tôm nõn", 5, "DEMO-1", new(2024, 8, 14), new(2027, 8, 14), 11, "HTX Phú Lương", "htx-phu-luong",
        AreaDirectory.Instance.CommunesOf("01").First(c => c.FullName == "Phường Hoàn Kiếm").Code, "01",
        new Money(320_000), "Hộp 200 g", new Measure(200, MeasureUnit.Gram), InStock: true, Gift: false, Picture: null, ListingKind.Parcel)
    { ListPrice = new Money(320_000) };
}
