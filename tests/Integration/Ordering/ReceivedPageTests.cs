using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class ReceivedPageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task A_receiver_reads_the_message_and_no_amount_nor_the_givers_address(string language)
    {
        var tea = await Market.PutOnSaleAsync($"Chè tặng mẹ {language}", price: 345_679);
        var purchase = await Market.BuyAsync([(tea, 2)], recipients: [new("Mẹ", "Chúc mẹ khỏe"), new("Cô Hoa", "Cảm ơn cô")]);
        await using var db = await OpenAsync();
        var stored = await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleAsync(p => p.Id == purchase, Ct);
        var (links, client) = (Get<PrivateLinks>(), Market.CreatePlainClient());
        var amounts = stored.Parcels.SelectMany(p => new[] { p.Total, p.ShippingFee, p.Lines[0].Goods, p.Lines[0].Price }).Append(stored.Total).Where(m => m.Dong > 0).Distinct().ToList();

        foreach (var parcel in stored.Parcels)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"/qua/{links.Open(parcel.ReceiverTokenSeal!)}") { Headers = { { "Accept-Language", language } } };
            using var answer = await client.SendAsync(asked, Ct);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.Contains(parcel.Message!, page, StringComparison.Ordinal);
            Assert.DoesNotContain(links.Open(stored.TokenSeal), page, StringComparison.Ordinal);
            Assert.All(amounts, amount =>
            {
                Assert.DoesNotContain(amount.Dong.ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), page, StringComparison.Ordinal);
                Assert.DoesNotContain(amount.Dong.ToString(CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task A_guessed_secret_and_the_givers_own_open_no_gift()
    {
        var tea = await Market.PutOnSaleAsync("Chè không đoán được");
        var purchase = await Market.BuyAsync([(tea, 1)], recipients: [new("Mẹ")]);
        await using var db = await OpenAsync();
        var seal = await db.Purchases.Where(p => p.Id == purchase).Select(p => p.TokenSeal).SingleAsync(Ct);
        var client = Market.CreatePlainClient();

        foreach (var secret in new[] { Secrets.New(), Get<PrivateLinks>().Open(seal), "abc" })
        {
            using var answer = await client.GetAsync($"/qua/{secret}", Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
