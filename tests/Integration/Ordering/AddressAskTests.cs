using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Gifts whose receivers fill in the address.</summary>
public sealed class AddressAskTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Hanoi = "01";

    [Fact]
    public async Task A_parcel_waits_for_its_address_and_is_packed_after_it()
    {
        var gift = await AskAsync("Chè chờ địa chỉ");
        var orders = Desks.StaffOf(gift.Product, ProducerRights.Orders);
        Desks.Must(await Get<MoveParcel>().RunAsync(new(orders, gift.Parcel.Id, ParcelMove.Accept), Ct));
        Assert.Equal(PurchaseRefusals.AddressAwaited(gift.Parcel.Number), (await Get<MoveParcel>().RunAsync(new(orders, gift.Parcel.Id, ParcelMove.Pack), Ct)).Refusal);

        Desks.Must(await FillAsync(gift, "00004"));

        var stored = await ReadAsync(gift);
        Assert.Equal(("Cô Hoa Mai", "0987000111", "Số 9, ngõ Gạch", "00004", true), (stored.RecipientName, stored.RecipientPhone, stored.Street, stored.CommuneCode, stored.AddressHidden));
        Assert.Contains("đã điền địa chỉ", await Market.LastLetterAsync(gift.Buyer, Ct), StringComparison.Ordinal);
        Desks.Must(await Get<MoveParcel>().RunAsync(new(orders, gift.Parcel.Id, ParcelMove.Pack), Ct));
        Assert.Equal(GiftRefusals.AddressTooLate(), (await FillAsync(gift, "00004")).Refusal);
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task The_receivers_page_shows_no_amount_no_goods_and_never_an_address(string language)
    {
        var gift = await AskAsync($"Chè hỏi địa chỉ {language}", price: 345_679);
        await using var db = await OpenAsync();
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(p => p.Id == gift.Purchase, Ct);
        foreach (var answered in new[] { false, true })
        {
            var page = await PageAsync($"/dia-chi/{gift.Secret}", language);

            Assert.Contains("Cô Hoa", page, StringComparison.Ordinal);
            Assert.All([purchase.Total, purchase.Goods, gift.Parcel.ShippingFee], amount =>
            {
                Assert.DoesNotContain(amount.Dong.ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), page, StringComparison.Ordinal);
                Assert.DoesNotContain(amount.Dong.ToString(CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
            });
            Assert.DoesNotContain("đ</", page, StringComparison.Ordinal);
            Assert.DoesNotContain(gift.Product.Slug, page, StringComparison.Ordinal);
            Assert.DoesNotContain("ngõ Gạch", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/don-hang/", page, StringComparison.Ordinal);
            if (!answered)
            {
                Desks.Must(await FillAsync(gift, "00004"));
            }
        }

        Assert.DoesNotContain("ngõ Gạch", await PageAsync($"/don-hang/{Get<PrivateLinks>().Open(purchase.TokenSeal)}", language), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_sending_costs_more_nothing_is_kept_and_the_giver_is_told_once()
    {
        var gift = await AskAsync("Chè xa vùng");

        var (first, again) = (await FillAsync(gift, "32002"), await FillAsync(gift, "32002"));

        Assert.Equal("ordering.address_out_of_zone", first.Refusal?.Code);
        Assert.Equal(first.Refusal, again.Refusal);
        Assert.Null((await ReadAsync(gift)).Street);
        Assert.Contains("tốn phí giao hơn", await Market.LastLetterAsync(gift.Buyer, Ct), StringComparison.Ordinal);
        Assert.Single(LettersTo(gift.Buyer), l => l.Contains("outofzone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_gift_is_paid_then_reminded_until_the_last_day()
    {
        var gift = await AskAsync("Chè nhắc địa chỉ", pay: false);
        Assert.Contains("Chưa cần điền", await PageAsync($"/dia-chi/{gift.Secret}", "vi"), StringComparison.Ordinal);
        Assert.DoesNotContain(LettersTo("co-hoa@example.vn"), l => l.Contains(gift.Ask.ToString(), StringComparison.Ordinal));
        await PayAsync(gift.Product, gift.Parcel.PaymentId);
        Assert.Contains($"/dia-chi/{gift.Secret}", await Market.LastLetterAsync("co-hoa@example.vn", Ct), StringComparison.Ordinal);

        var today = Clock.Today();
        foreach (var day in Enumerable.Range(1, 9))
        {
            Clock.SetVietnam(today.AddDays(day), new TimeOnly(8, 5));
            await Get<JobRunner>().RunAsync("address-reminders", Ct);
            await Get<JobRunner>().RunAsync("address-reminders", Ct); // on another node
            await Market.LastLetterAsync(gift.Buyer, Ct);
        }

        var told = LettersTo(gift.Buyer).Where(l => l.Contains(gift.Ask.ToString(), StringComparison.Ordinal)).ToList();
        Assert.Equal((3, 1), (told.Count(l => l.Contains("-reminded-", StringComparison.Ordinal)), told.Count(l => l.Contains("-overdue-", StringComparison.Ordinal)))); // days 2, 4, 6, then 7
        Desks.Must(await FillAsync(gift, "00004")); // late is still in time while the parcel waits
    }

    [Fact]
    public async Task A_guessed_secret_opens_nothing()
    {
        using var answer = await Market.CreatePlainClient().GetAsync($"/dia-chi/{Secrets.New()}", Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(GiftRefusals.AddressNotAsked(), (await Get<FillAddress>().RunAsync(new(Secrets.New(), "Cô Hoa", "0987000111", "Số 9", "00004", false), Ct)).Refusal);
    }

    private Task<Result> FillAsync(Gift gift, string commune) => Get<FillAddress>().RunAsync(new(gift.Secret, "Cô Hoa Mai", "0987 000 111", "Số 9, ngõ Gạch", commune, Hide: true), Ct);

    private async Task<Gift> AskAsync(string name, long price = 100_000, bool pay = true)
    {
        var tea = await Market.PutOnSaleAsync(name, price: price);
        var buyer = $"nguoi-tang-{Guid.NewGuid():N}@example.vn";
        var cart = await Market.FillCartAsync([(tea, 1)], recipients: [new("Mẹ", Commune: "00004")], email: buyer);
        await using var db = await OpenAsync();
        var id = await db.Carts.Where(c => c.TokenHash == cart.Owner.TokenHash).SelectMany(c => c.Recipients).Select(r => r.Id).SingleAsync(Ct);
        Desks.Must(await Get<AskRecipient>().RunAsync(cart.Owner, new(id, "Cô Hoa", Hanoi, "co-hoa@example.vn"), Ct));
        var purchase = Desks.Must(await Market.ConfirmAsync(cart));
        var parcel = await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.PurchaseId == purchase, Ct);
        Assert.Equal((Hanoi, null, null), (parcel.ProvinceCode, parcel.CommuneCode, parcel.Street));
        var ask = await db.AddressAsks.AsNoTracking().SingleAsync(a => a.PurchaseId == purchase, Ct);
        if (pay)
        {
            await PayAsync(tea, parcel.PaymentId);
            await Market.LastLetterAsync(buyer, Ct);
        }

        return new(tea, purchase, parcel, ask.Id, Get<PrivateLinks>().Open(ask.TokenSeal), buyer);
    }

    private async Task PayAsync(ProductOnSale product, PaymentId payment)
    {
        Desks.Must(await Get<ReceivePayment>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Money), payment, $"FT-{payment}"[..30], Clock.Today()), Ct));
        await Get<OutboxDispatcher>().RunAsync(Ct); // the clock begins; the letters are for the next round
    }

    private async Task<Parcel> ReadAsync(Gift gift)
    {
        await using var db = await OpenAsync();
        return await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == gift.Parcel.Id, Ct);
    }

    private async Task<string> PageAsync(string path, string language)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
        using var answer = await Market.CreatePlainClient().SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    private List<string> LettersTo(string address)
        => Directory.Exists(Market.Data.Mail) ? [.. new DirectoryInfo(Market.Data.Mail).GetFiles("*.eml").Where(f => File.ReadAllText(f.FullName).Contains($"To: {address}\r\n", StringComparison.Ordinal)).Select(f => f.Name)] : [];

    private sealed record Gift(ProductOnSale Product, PurchaseId Purchase, Parcel Parcel, Guid Ask, string Secret, string Buyer);
}
