using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class OrderDeskTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Several_parcels_go_one_step_on_together_and_their_list_says_so()
    {
        var tea = await Market.PutOnSaleAsync("Chè nhiều kiện");
        var (one, other) = (await ParcelOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod)), await ParcelOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod)));
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);
        using var desk = staff.Client();

        var token = await desk.GetStringAsync("/kenh-chu-the/don-hang", Ct);
        Assert.Contains(one.Number, token, StringComparison.Ordinal);
        using var first = await desk.SubmitAsync("/kenh-chu-the/don-hang", "chuyen", new() { ["kien"] = $"{one.Id}", ["Step"] = "Accept" }, Ct);
        using var second = await desk.SubmitAsync("/kenh-chu-the/don-hang", "chuyen", new() { ["kien"] = $"{other.Id}", ["Step"] = "Accept" }, Ct);

        Assert.Equal("/kenh-chu-the/don-hang?xong=1", first.LedTo());
        Assert.Equal((ParcelState.Confirmed, ParcelState.Confirmed), ((await ParcelOfAsync(one.PurchaseId)).State, (await ParcelOfAsync(other.PurchaseId)).State));
    }

    [Fact]
    public async Task A_gifts_page_shows_its_message_first_and_no_amount()
    {
        var tea = await Market.PutOnSaleAsync("Chè làm quà", price: 123_457);
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 3)], recipients: [new("Mẹ", "Chúc mẹ khỏe")]));
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);
        using var desk = staff.Client();

        var page = WebUtility.HtmlDecode(await desk.GetStringAsync($"/kenh-chu-the/don-hang/{parcel.Id}", Ct));

        Assert.Contains("Chúc mẹ khỏe", page, StringComparison.Ordinal);
        Assert.Contains("KHÔNG ĐỂ GIÁ", page, StringComparison.Ordinal);
        Assert.All(new[] { parcel.Total, parcel.ShippingFee, parcel.Lines[0].Goods, parcel.Lines[0].Price }, amount => Assert.DoesNotContain(amount.Dong.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN")), page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_producers_staff_and_staff_without_the_right_see_no_parcel()
    {
        var (tea, other) = (await Market.PutOnSaleAsync("Chè giữ kín"), await Market.PutOnSaleAsync("Mứt giữ kín"));
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod));
        foreach (var stranger in new[] { await Market.AsStaffOfAsync(other.Producer), await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings) })
        {
            using var client = stranger.Client();
            using var page = await client.GetAsync($"/kenh-chu-the/don-hang/{parcel.Id}", Ct);

            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.DoesNotContain(parcel.RecipientName, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
            Assert.Null(await Get<OrderDeskQueries>().FindAsync(stranger.Actor, parcel.Id, Ct));
        }
    }

    private async Task<Parcel> ParcelOfAsync(PurchaseId purchase)
    {
        await using var db = await OpenAsync();
        return await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.PurchaseId == purchase, Ct);
    }
}
