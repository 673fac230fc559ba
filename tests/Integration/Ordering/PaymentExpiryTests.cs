using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class PaymentExpiryTests(BankFixture fixture) : BankTest(fixture), IClassFixture<BankFixture>
{
    [Fact]
    public async Task What_nobody_paid_lapses_once_on_two_nodes_its_goods_go_back_and_the_buyer_is_told()
    {
        var tea = await Market.PutOnSaleAsync("Chè không trả", stock: 10);
        var (unpaid, english, card, cash) = (await Market.BuyAsync(tea, 2, email: "het-han@example.vn"), await Market.BuyAsync(tea, 1, email: "lapsed@example.vn", language: "en"),
            await Market.BuyAsync(tea, 1, PaymentMethod.Card), await Market.BuyAsync(tea, 1, PaymentMethod.Cod));
        await using var other = AnotherNode();

        Clock.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));
        Assert.Equal("1 payments lapsed", await RunAsync(Market));
        Assert.Equal((PaymentState.Expired, ParcelState.Cancelled, 6), await Market.StateAsync(card));
        Clock.Advance(TimeSpan.FromHours(24));
        await using var db = await OpenAsync();
        var (now, payments) = (Clock.GetUtcNow(), db.Payments.Where(p => p.State == PaymentState.Pending));
        var due = await payments.CountAsync(p => p.ExpiresAt <= now, Ct); // other tests may have left some
        var lines = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? Market : other))));

        Assert.Equal(due, lines.Sum(l => int.Parse(l!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((PaymentState.Expired, ParcelState.Cancelled, 9), await Market.StateAsync(unpaid));
        Assert.Equal((PaymentState.Pending, ParcelState.Placed, 9), await Market.StateAsync(cash));
        Assert.Contains("200.000 đ, nội dung " + unpaid.Code, await Market.LastLetterAsync("het-han@example.vn", Ct), StringComparison.Ordinal);
        Assert.Contains("transfer text " + english.Code, await Market.LastLetterAsync("lapsed@example.vn", Ct), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Market.Data.Mail, $"payment-expired-{unpaid.Payment}-*.eml"));
        Assert.Equal("unpaid", (await db.Parcels.SingleAsync(p => p.Id == unpaid.Parcel, Ct)).EndedBecause);
    }

    [Fact]
    public async Task A_notice_and_the_job_at_the_same_moment_leave_a_paid_order_or_a_lapsed_one_and_never_both()
    {
        var shop = await OpenShopAsync("Chè sát giờ", stock: 40);
        var purchases = new List<PurchaseMade>();
        for (var i = 0; i < 12; i++)
        {
            purchases.Add(await Market.BuyAsync(shop.Product));
        }

        var booked = $"{Clock.GetUtcNow().AddHours(1):O}";
        Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        var job = Task.Run(() => RunAsync(Market));
        await Task.WhenAll(purchases.Select((p, i) => Task.Run(() => SendSignedAsync(shop, Body(shop, p.Code, 100_000, $"race-{p.Code}", bookedAt: booked)))));
        await job;
        await RunAsync(Market);

        var paid = 0;
        foreach (var purchase in purchases)
        {
            var (payment, parcel, _) = await Market.StateAsync(purchase);
            var outcome = await OutcomeAsync($"race-{purchase.Code}");
            Assert.Equal(payment is PaymentState.Paid ? (ParcelState.Placed, TransferOutcome.Paid) : (ParcelState.Cancelled, TransferOutcome.Late), (parcel, outcome));
            paid += payment is PaymentState.Paid ? 1 : 0;
        }

        Assert.Equal(40 - paid, (await Market.StateAsync(purchases[0])).Stock);
    }

    [Fact]
    public async Task Deadlines_follow_the_method_the_settings_of_the_day_and_the_certificate()
    {
        var (placed, today, far) = (Clock.GetUtcNow(), Clock.Today(), new DateOnly(2035, 1, 1));
        var terms = await TermsAsync(today);

        Assert.Equal(placed.AddHours(24), terms.DeadlineOf(PaymentMethod.VietQr, placed, far));
        Assert.Equal(placed.AddMinutes(30), terms.DeadlineOf(PaymentMethod.Card, placed, far));
        Assert.Null(terms.DeadlineOf(PaymentMethod.Cod, placed, far));
        Assert.Equal(VietnamTime.StartOf(today).AddDays(1).AddSeconds(-1), terms.DeadlineOf(PaymentMethod.VietQr, placed, today)); // 23:59:59 in Vietnam
        Assert.Null((await Get<ChangeSetting>().RunAsync(new(Actor.Operator("test"), PaymentSettings.TransferHours.Key, "12", today.AddDays(3), "Thử"), Ct)).Refusal);
        Assert.Equal((24, 12), ((await TermsAsync(today.AddDays(2))).TransferHours, (await TermsAsync(today.AddDays(3))).TransferHours));

        Task<PaymentTerms> TermsAsync(DateOnly day) => PaymentTerms.ReadAsync(Get<DatedSettings>(), day, Ct);
    }

    [Fact]
    public async Task The_buyer_is_shown_the_producers_account_and_an_invented_one_while_demonstration_data_is_there()
    {
        var shop = await OpenShopAsync("Chè quét mã");
        var purchase = await Market.BuyAsync(shop.Product);

        var asked = Assert.Single(await Get<VietQrQueries>().OfPurchaseAsync(purchase.Secret, Ct));
        Assert.Equal(new VietQr(Bin, shop.Account, new Money(100_000), purchase.Code), VietQr.Read(asked.Code!, out _));
        Assert.Equal(("Agribank", false), (asked.Account!.BankName, asked.Account.Illustrative));
        Assert.Empty(await Get<VietQrQueries>().OfPurchaseAsync(Secrets.New(), Ct));

        await using var demo = await DemoAsync();
        var invented = Assert.Single(await demo.Market.Get<VietQrQueries>().OfPurchaseAsync((await demo.Market.BuyAsync(await demo.PutAsync())).Secret, Ct));
        Assert.True(invented.Account!.Illustrative);
        Assert.Equal("999999", VietQr.Read(invented.Code!, out _)!.Bin);
    }

    private static Task<string?> RunAsync(MarketFactory node) => node.Get<JobRunner>().RunAsync(ExpirePaymentsJob.Name, Ct);

    private static async Task<DemoMarket> DemoAsync()
    {
        var market = new DemoMarket();
        await market.InitializeAsync();
        return market;
    }

    /// <summary>A market with one certificate of the demonstration; its producer has a real account.</summary>
    private sealed class DemoMarket : MarketFixture
    {
        public async Task<ProductOnSale> PutAsync()
        {
            var tea = await Market.PutOnSaleAsync("Chè minh họa");
            await using var db = await Market.OpenAsync();
            await db.Database.ExecuteSqlAsync($"update registry.certificates set number = 'DEMO-' || number, number_key = 'demo' || number_key");
            await Market.GiveAccountAsync(tea, Bin, "1500201234567");
            return tea;
        }
    }
}
