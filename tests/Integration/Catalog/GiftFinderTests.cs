using System.Net;
using OcopMarket.Catalog.GiftFinder;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class GiftFinderTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly GiftWish Anything = new(null, null, null, null, Adult: true);

    [Fact]
    public async Task What_suits_comes_first_says_why_and_comes_again_the_same()
    {
        var (honey, shirt) = (await Market.PutOnSaleAsync("Mật ong tặng cha mẹ", set: 4, stars: 3), await Market.PutOnSaleAsync("Hàng khác năm sao", set: 9, stars: 5));
        await HeardAsync(shirt);

        var shelf = await FindAsync(Anything with { Receiver = "parents" });

        Assert.True(IndexOf(shelf, honey) < IndexOf(shelf, shirt));
        Assert.Contains((GiftReason.Suits, "health"), shelf.Items[IndexOf(shelf, honey)].Why);
        Assert.All(shelf.Items, item => Assert.NotEmpty(item.Why));
        Assert.Equal(shelf.Items.Select(i => i.Offer.No), (await FindAsync(Anything with { Receiver = "parents" })).Items.Select(i => i.Offer.No));
    }

    [Fact]
    public async Task Nothing_fresh_goes_abroad_and_no_alcohol_to_children_or_the_young()
    {
        var (fruit, spirit) = (await Market.PutOnSaleAsync("Nhãn tươi", set: 1), await Market.PutOnSaleAsync("Rượu nếp", set: 14));

        await HeardAsync(spirit);

        Assert.Equal(-1, IndexOf(await FindAsync(Anything with { Receiver = "abroad" }), fruit));
        Assert.Equal(-1, IndexOf(await FindAsync(Anything with { Receiver = "children" }), spirit));
        Assert.Equal(-1, IndexOf(await FindAsync(Anything with { Adult = false }), spirit));
        Assert.True(IndexOf(await FindAsync(Anything), spirit) >= 0);
    }

    [Fact]
    public async Task The_budget_and_the_province_are_kept_to()
    {
        var (cheap, dear) = (await Market.PutOnSaleAsync("Chè vừa túi", price: 180_000), await Market.PutOnSaleAsync("Chè đắt", price: 200_001));

        await HeardAsync(dear);

        var shelf = await FindAsync(Anything with { Budget = 200_000 });

        Assert.Contains((GiftReason.Budget, ""), shelf.Items[IndexOf(shelf, cheap)].Why);
        Assert.Equal(-1, IndexOf(shelf, dear));
        Assert.Equal(0, (await FindAsync(Anything with { Budget = 1 })).Total);
    }

    [Fact]
    public async Task Only_what_is_on_offer_and_in_stock_is_suggested()
    {
        var (gone, revoked) = (await Market.PutOnSaleAsync("Chè hết hàng", stock: 0), await Market.PutOnSaleAsync("Chè sắp thu hồi quà"));
        await HeardAsync(revoked);

        await Market.RevokeAsync(revoked);

        var shelf = await FindAsync(Anything);
        Assert.Equal((-1, -1), (IndexOf(shelf, gone), IndexOf(shelf, revoked)));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Every_receiver_occasion_and_reason_has_words(string language)
    {
        await Market.PutOnSaleAsync($"Chè mọi dịp {language}");
        foreach (var query in GiftRules.Receivers.Select(r => $"nguoi={r}").Concat(GiftRules.Occasions.Select(o => $"dip={o}")).Append("nguoi=ong-troi&dip=1&gia-den=ba&tinh=dau-do"))
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"/qua-tang?{query}") { Headers = { { "Accept-Language", language } } };
            using var answer = await Market.CreatePlainClient().SendAsync(asked, Ct);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("Why.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Receiver.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Occasion.", page, StringComparison.Ordinal);
        }
    }

    // Which numbers to ask for comes from memory, which hears of a change a moment after its commit.
    private Task<GiftShelf> HeardAsync(ProductOnSale last) => Eventually.GetAsync(() => FindAsync(Anything), shelf => IndexOf(shelf, last) >= 0);

    private Task<GiftShelf> FindAsync(GiftWish wish) => Get<GiftFinderQueries>().FindAsync(wish, 1, 100, Ct);

    private static int IndexOf(GiftShelf shelf, ProductOnSale product) => shelf.Items.Select((item, i) => (item, i)).Where(x => x.item.Offer.Slug == product.Slug).Select(x => x.i).DefaultIfEmpty(-1).First();
}
