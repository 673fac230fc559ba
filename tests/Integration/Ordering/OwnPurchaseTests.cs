using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AddressBook;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>What a member finds of their purchases, and what nobody else does.</summary>
public sealed class OwnPurchaseTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_member_sees_their_purchases_the_newest_first_and_filters_what_is_on_its_way()
    {
        var (tea, member) = (await Market.PutOnSaleAsync("Chè lịch sử"), await Market.AsShopperAsync());
        var first = await Market.BuyAsync([(tea, 1)], account: member.Account);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Market.BuyAsync([(tea, 2)], account: member.Account, recipients: [new("Mẹ"), new("Cô Hoa")]);
        await Market.BuyAsync([(tea, 1)], account: (await Market.AsShopperAsync()).Account);
        await Market.BuyAsync([(tea, 1)], email: member.Email); // as a guest
        var delivered = (await Market.ReadPurchaseAsync(first)).Parcels[0];
        await Market.SettleAsync(delivered.PaymentId);
        await Market.MoveAsync(delivered.Id, ParcelMove.Deliver);

        var all = await SeeAsync(member.Actor);

        Assert.Equal((2, 1), (all.All, all.Running));
        Assert.Equal([second, first], all.Rows.Select(r => r.Id));
        Assert.Equal([ParcelState.AwaitingPayment, ParcelState.AwaitingPayment], all.Rows[0].Parcels.Select(p => p.State));
        Assert.Equal(["Mẹ", "Cô Hoa"], all.Rows[0].Parcels.Select(p => p.Recipient));
        Assert.Equal([("Chè lịch sử", "500 g", 4)], all.Rows[0].Goods);
        Assert.Equal([second], (await SeeAsync(member.Actor, OwnPurchaseFilter.Running)).Rows.Select(r => r.Id));
        Assert.Equal([first], (await SeeAsync(member.Actor, OwnPurchaseFilter.Done)).Rows.Select(r => r.Id));
        Assert.Null(await Get<OwnPurchaseQueries>().OfAsync(Actor.Guest, OwnPurchaseFilter.All, 1, Ct));
    }

    [Fact]
    public async Task The_page_says_where_each_parcel_stands_and_leads_to_the_orders_own_page()
    {
        var (tea, member) = (await Market.PutOnSaleAsync("Chè trang lịch sử"), await Market.AsShopperAsync());
        using var client = member.Client();
        Assert.Contains("href=\"/san-pham\"", await client.GetStringAsync("/tai-khoan/don-hang", Ct), StringComparison.Ordinal); // the empty page leads to the shop
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 1)], account: member.Account));

        using var answer = await client.GetAsync("/tai-khoan/don-hang", Ct);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

        Assert.Contains($"/don-hang/{Get<PrivateLinks>().Open(purchase.TokenSeal)}", page, StringComparison.Ordinal);
        Assert.Contains("<b>Chờ thanh toán</b>", page, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain(purchase.Number, await client.GetStringAsync("/tai-khoan/don-hang?loc=da-xong", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_are_on_a_page_and_a_page_behind_the_last_is_the_last()
    {
        var (tea, member) = (await Market.PutOnSaleAsync("Chè nhiều đơn"), await Market.AsShopperAsync());
        for (var i = 0; i < 21; i++)
        {
            await Market.BuyLinesAsync(tea, PaymentMethod.Cod, new Buyer(member.Account), new BoughtLine(1_000));
        }

        Assert.Equal((20, 2), ((await SeeAsync(member.Actor)).Rows.Count, (await SeeAsync(member.Actor)).Pages));
        var last = await Get<OwnPurchaseQueries>().OfAsync(member.Actor, OwnPurchaseFilter.All, int.MaxValue, Ct);
        Assert.Equal((1, 2), (last!.Rows.Count, last.Number));
    }

    [Fact]
    public async Task A_guests_purchase_is_taken_over_by_its_secret_and_the_same_mailbox_together_and_by_neither_alone()
    {
        var tea = await Market.PutOnSaleAsync("Chè của khách");
        var (member, other) = (await Market.AsShopperAsync(), await Market.AsShopperAsync());
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 1)], email: member.Email.ToUpperInvariant()));
        var secret = Get<PrivateLinks>().Open(purchase.TokenSeal);
        using var client = member.Client();
        using var stranger = other.Client();

        // The mailbox alone finds nothing, the link alone moves nothing.
        Assert.DoesNotContain(purchase.Number, await client.GetStringAsync("/tai-khoan/don-hang", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("nhan-don", await stranger.GetStringAsync($"/don-hang/{secret}", Ct), StringComparison.Ordinal);
        Assert.Equal(PurchaseRefusals.PurchaseNotYours(), (await Get<TakeOverPurchase>().RunAsync(new(other.Actor, secret), Ct)).Refusal);
        Assert.Equal(PurchaseRefusals.PurchaseUnknown(), (await Get<TakeOverPurchase>().RunAsync(new(member.Actor, Secrets.New()), Ct)).Refusal);
        Assert.Equal(0, (await SeeAsync(member.Actor)).All);

        using var taken = await client.SubmitAsync($"/don-hang/{secret}", "nhan-don", [], Ct);

        Assert.Equal("/tai-khoan/don-hang?xong=nhan", taken.LedTo());
        Assert.Equal([purchase.Id], (await SeeAsync(member.Actor)).Rows.Select(r => r.Id));
        Assert.DoesNotContain("nhan-don", await client.GetStringAsync($"/don-hang/{secret}", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buying_again_fills_the_basket_with_what_is_on_offer_and_names_the_rest()
    {
        var (tea, honey, member) = (await Market.PutOnSaleAsync("Chè mua lại"), await Market.PutOnSaleAsync("Mật mua lại"), await Market.AsShopperAsync());
        var gift = await Market.BuyAsync([(tea, 2), (honey, 1)], account: member.Account, recipients: [new("Mẹ"), new("Cô Hoa")]);
        await Market.RevokeAsync(honey);
        using var client = member.Client();

        using var answer = await client.SubmitAsync("/tai-khoan/don-hang", $"mua-lai-{gift}", [], Ct);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

        Assert.Contains("Đã bỏ 1 món vào giỏ", page, StringComparison.Ordinal);
        Assert.Contains("Mật mua lại – 500 g", page, StringComparison.Ordinal);
        await using var db = await OpenAsync();
        var cart = await db.Carts.Include(c => c.Lines).SingleAsync(c => c.Account == member.Account, Ct);
        Assert.Equal((tea.Listing, 2, CartPurpose.Gift), (Assert.Single(cart.Lines).ListingId, cart.Lines[0].Quantity, cart.Purpose)); // two for each receiver, as before
        Assert.Equal("ordering.not_on_offer", Assert.Single((await Get<BuyAgain>().RunAsync(new(member.Actor, gift), Ct)).Value.Left).Why.Code);
        Assert.Equal(PurchaseRefusals.PurchaseUnknown(), (await Get<BuyAgain>().RunAsync(new((await Market.AsShopperAsync()).Actor, gift), Ct)).Refusal);
    }

    [Fact]
    public async Task Purchases_and_addresses_are_part_of_a_members_data()
    {
        var (tea, member) = (await Market.PutOnSaleAsync("Chè dữ liệu"), await Market.AsShopperAsync());
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 1)], account: member.Account));
        await KeepAsync(member.Actor);
        using var client = member.Client();

        using var data = JsonDocument.Parse(await client.GetStringAsync("/tai-khoan/du-lieu.json", Ct));

        var records = data.RootElement.GetProperty("records");
        var bought = Assert.Single(records.GetProperty("purchases").EnumerateArray());
        Assert.Equal(purchase.Number, bought.GetProperty("number").GetString());
        Assert.Equal("Chè dữ liệu", bought.GetProperty("parcels")[0].GetProperty("lines")[0].GetProperty("productName").GetString());
        Assert.Equal("Mẹ", Assert.Single(records.GetProperty("savedAddresses").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Who_deletes_their_account_leaves_no_book_and_no_basket_and_purchases_that_are_nobodys()
    {
        var (tea, member) = (await Market.PutOnSaleAsync("Chè xóa tài khoản"), await Market.AsShopperAsync());
        var (running, over) = (await Market.BuyAsync([(tea, 1)], account: member.Account), await Market.BuyAsync([(tea, 1)], account: member.Account));
        await Market.FillCartAsync([(tea, 1)], account: member.Account);
        await KeepAsync(member.Actor);
        await using (var before = await OpenAsync())
        {
            await before.Parcels.Where(p => p.PurchaseId == over).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ParcelState.Closed), Ct);
        }

        using var client = member.Client();
        using var gone = await client.SubmitAsync("/tai-khoan/du-lieu", "xoa", new() { ["Password"] = TestPerson.Password, ["Sure"] = "true" }, Ct);

        Assert.Equal("/tai-khoan/da-xoa", gone.LedTo());
        await using var db = await OpenAsync();
        Assert.False(await db.SavedAddresses.AnyAsync(a => a.Account == member.Account, Ct));
        Assert.False(await db.Carts.AnyAsync(c => c.Account == member.Account, Ct));
        var (first, second) = (await Market.ReadPurchaseAsync(running), await Market.ReadPurchaseAsync(over));
        Assert.Equal((null, "nguoi-mua@example.vn", "Trần Thị Mua"), (first.Account, first.BuyerEmail, first.BuyerName)); // its parcel is still to be delivered
        Assert.Equal((null, null, null, "Trần Thị Mua"), (second.Account, second.BuyerEmail, second.BuyerPhone, second.BuyerName));
        Assert.Equal(second.Parcels.Sum(p => p.Total.Dong), second.Total.Dong);
    }

    private async Task<OwnPurchasePage> SeeAsync(Actor actor, OwnPurchaseFilter filter = OwnPurchaseFilter.All) => (await Get<OwnPurchaseQueries>().OfAsync(actor, filter, 1, Ct))!;

    private async Task KeepAsync(Actor actor) => Desks.Must(await Get<SaveAddress>().RunAsync(new(actor, null, "Mẹ", "0912345678", "7 ngõ Gạch", "00004"), Ct));
}
