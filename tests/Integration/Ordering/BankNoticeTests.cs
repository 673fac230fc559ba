using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class BankNoticeTests(BankFixture fixture) : BankTest(fixture), IClassFixture<BankFixture>
{
    [Fact]
    public async Task A_transfer_that_fits_pays_and_its_parcels_are_sold()
    {
        var shop = await OpenShopAsync("Chè chuyển khoản");
        var purchase = await Market.BuyAsync(shop.Product, quantity: 3);
        var body = Body(shop, $"MBVCB.12.{purchase.Code.ToLowerInvariant()}.CT tu LO THI MAY", 300_000, "FT-exact");

        Assert.Equal((200, """{"status":"received"}"""), await SendSignedAsync(shop, body));

        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 7), await Market.StateAsync(purchase));
        var notice = await NoticeAsync("FT-exact");
        Assert.Equal((body, nameof(TransferOutcome.Paid), false, purchase.Payment), (notice.Body, notice.Outcome, notice.NeedsHuman, notice.PaymentId));
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Single(Settled, s => s == new PaymentSettled(purchase.Payment, purchase.Id, shop.Product.Producer));
        await using var db = await OpenAsync();
        Assert.Equal(["paid"], await db.ParcelEvents.Where(e => e.ParcelId == purchase.Parcel).Select(e => e.Note).ToListAsync(Ct));
    }

    [Fact]
    public async Task Delivered_many_times_at_once_to_two_nodes_it_pays_once()
    {
        var shop = await OpenShopAsync("Chè báo nhiều lần");
        var purchase = await Market.BuyAsync(shop.Product);
        var (body, other) = (Body(shop, purchase.Code, 100_000), AnotherNode());
        await using var closing = other;

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => SendSignedAsync(shop, body, i % 2 == 0 ? Market : other))));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Single(answers, a => a.Answer == """{"status":"received"}""");
        Assert.Equal(1, await NoticesOfAsync(shop));
        Assert.Equal((200, """{"status":"duplicate"}"""), await SendSignedAsync(shop, body)); // and again later
        await using var db = await OpenAsync();
        Assert.Equal(["paid"], await db.ParcelEvents.Where(e => e.ParcelId == purchase.Parcel).Select(e => e.Note).ToListAsync(Ct));
    }

    [Fact]
    public async Task Whoever_has_no_key_or_is_not_in_time_is_turned_away_and_only_counted()
    {
        var shop = await OpenShopAsync("Chè chữ ký");
        var purchase = await Market.BuyAsync(shop.Product);
        var body = Body(shop, purchase.Code, 100_000);
        var good = Sign(shop, body);
        var before = await RefusedAsync();
        var wrong = new (string Body, string? Signature)[]
        {
            (body, null),
            (body, ""),
            (body, "v1=" + good.Split("v1=")[1]),
            (body, good[..^1] + (good[^1] == '0' ? '1' : '0')),
            (body, good[..^2]),
            (body.Replace("100000", "100001", StringComparison.Ordinal), good),
            (body + " ", good),
            (body, Sign(shop, body, TimeSpan.FromSeconds(301))),
            (body, Sign(shop, body, TimeSpan.FromSeconds(-301))),
            (body, Sign(shop with { Secret = "bank_other" }, body)),
            (body, good.Replace("t=", "t=+", StringComparison.Ordinal)),
            (body.Replace(shop.Account, "999999999", StringComparison.Ordinal), good),
        };

        foreach (var (sent, signature) in wrong)
        {
            Assert.Equal(401, (await SendAsync(sent, signature)).Status);
        }

        Assert.Equal(before + wrong.Length, await RefusedAsync());
        Assert.Equal(0, await NoticesOfAsync(shop));
        Assert.Equal((PaymentState.Pending, ParcelState.AwaitingPayment, 9), await Market.StateAsync(purchase));
        Assert.Equal(200, (await SendAsync(body, Sign(shop, body, TimeSpan.FromSeconds(300)))).Status); // the last second that counts
    }

    [Theory]
    [InlineData("")]
    [InlineData("xin chào")]
    [InlineData("[]")]
    [InlineData("""{"id":"1","bin":"97040","account":"1"}""")]
    [InlineData("""{"id":"","bin":"970405","account":"1"}""")]
    [InlineData("""{"id":1,"bin":"970405","account":"1"}""")]
    [InlineData("""{"bin":"970405","account":"1"}""")]
    [InlineData("""{"id":"\ud800","bin":"970405","account":"1"}""")]
    public async Task What_names_no_account_is_a_bad_request(string body)
    {
        var (status, answer) = await SendAsync(body, "t=1,v1=00");

        Assert.Equal(400, status);
        Assert.Contains("\"status\":400", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_16_kB_is_not_read() => Assert.Equal(413, (await SendAsync(new string('a', 16 * 1024 + 1), null)).Status);

    [Fact]
    public async Task What_does_not_fit_waits_for_a_person()
    {
        var shop = await OpenShopAsync("Chè lệch tiền", stock: 100);
        var (purchase, second) = (await Market.BuyAsync(shop.Product), await Market.BuyAsync(shop.Product));
        var now = Clock.GetUtcNow();

        Assert.Equal(TransferOutcome.UnknownPurpose, await TransferAsync(shop, "mua che", 100_000));
        Assert.Equal(TransferOutcome.UnknownPurpose, await TransferAsync(shop, PurposeCodes.New(), 100_000));
        Assert.Equal(TransferOutcome.Several, await TransferAsync(shop, $"{purchase.Code} {second.Code}", 200_000));
        Assert.Equal(TransferOutcome.TooMuch, await TransferAsync(shop, purchase.Code, 100_001));
        Assert.Equal(TransferOutcome.OtherCurrency, await OutcomeOfAsync(shop, Body(shop, purchase.Code, 100_000, "usd", currency: "USD"), "usd"));
        Assert.Equal(TransferOutcome.Unreadable, await OutcomeOfAsync(shop, Body(shop, purchase.Code, -100_000, "minus"), "minus"));
        Assert.Equal(TransferOutcome.Unreadable, await OutcomeOfAsync(shop, Body(shop, purchase.Code, "100000", "word"), "word"));
        Assert.Equal(TransferOutcome.Unreadable, await OutcomeOfAsync(shop, Body(shop, purchase.Code, 100_000.5, "half"), "half"));
        Assert.Equal(TransferOutcome.Unreadable, await OutcomeOfAsync(shop, Body(shop, purchase.Code, 100_000, "day", bookedAt: "hôm qua"), "day"));
        Assert.Equal(TransferOutcome.WrongDate, await OutcomeOfAsync(shop, Body(shop, purchase.Code, 100_000, "year", bookedAt: $"{now.AddDays(-366):O}"), "year"));
        Assert.Equal(TransferOutcome.WrongDate, await OutcomeOfAsync(shop, Body(shop, purchase.Code, 100_000, "before", bookedAt: $"{now.AddDays(-2):O}"), "before"));
        Assert.Equal(TransferOutcome.WrongDate, await OutcomeOfAsync(shop, Body(shop, purchase.Code, 100_000, "future", bookedAt: $"{now.AddDays(2):O}"), "future"));

        Assert.Equal((PaymentState.Pending, ParcelState.AwaitingPayment, 98), await Market.StateAsync(purchase));
        Assert.Equal(12, (await Get<MatchingQueries>().DeskAsync(Desks.StaffOf(shop.Product, ProducerRights.Money), shop.Product.Producer, Ct))!.WaitingTotal);
        Assert.Equal(TransferOutcome.Paid, await TransferAsync(shop, purchase.Code, 100_000));
        Assert.Equal(TransferOutcome.Twice, await TransferAsync(shop, purchase.Code, 100_000));
    }

    [Fact]
    public async Task Two_transfers_that_add_up_pay_together()
    {
        var shop = await OpenShopAsync("Chè trả hai lần");
        var purchase = await Market.BuyAsync(shop.Product);

        Assert.Equal(TransferOutcome.TooLittle, await TransferAsync(shop, purchase.Code, 60_000));
        Assert.Equal(TransferOutcome.Paid, await TransferAsync(shop, purchase.Code, 40_000));

        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(purchase));
        Assert.Equal(0, await Get<MatchingQueries>().CountAsync(Desks.StaffOf(shop.Product, ProducerRights.Money), shop.Product.Producer, Ct));
    }

    [Fact]
    public async Task Money_after_the_end_is_late_before_and_after_the_job_has_run()
    {
        var shop = await OpenShopAsync("Chè đến muộn");
        var (purchase, onTime) = (await Market.BuyAsync(shop.Product), await Market.BuyAsync(shop.Product));
        var booked = $"{Clock.GetUtcNow().AddHours(23):O}";
        Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        Assert.Equal(TransferOutcome.Late, await TransferAsync(shop, purchase.Code, 100_000));
        Assert.Equal(TransferOutcome.Paid, await OutcomeOfAsync(shop, Body(shop, onTime.Code, 100_000, "slow-bank", bookedAt: booked), "slow-bank")); // the bank told late, the money came in time
        await Get<JobRunner>().RunAsync(ExpirePaymentsJob.Name, Ct);
        Assert.Equal(TransferOutcome.Late, await TransferAsync(shop, purchase.Code, 100_000));

        Assert.Equal((PaymentState.Expired, ParcelState.Cancelled, 9), await Market.StateAsync(purchase));
        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(onTime));
    }

    [Fact]
    public async Task Who_claims_anothers_account_pays_nothing_of_theirs_and_uses_up_no_id()
    {
        var shop = await OpenShopAsync("Chè thật");
        var other = await Market.PutOnSaleAsync("Chè nhận vơ");
        var thief = shop with { Product = other, Secret = await Market.GiveAccountAsync(other, Bin, shop.Account) };
        var purchase = await Market.BuyAsync(shop.Product);
        var body = Body(shop, purchase.Code, 100_000, "FT-shared");

        Assert.Equal(200, (await SendSignedAsync(thief, body)).Status);
        Assert.Equal((PaymentState.Pending, ParcelState.AwaitingPayment, 9), await Market.StateAsync(purchase));

        Assert.Equal((200, """{"status":"received"}"""), await SendSignedAsync(shop, body));
        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(purchase));
    }

    [Fact]
    public async Task A_notice_that_was_stored_when_the_process_died_is_handled_by_the_outbox()
    {
        var shop = await OpenShopAsync("Chè mất điện");
        var purchase = await Market.BuyAsync(shop.Product);
        var notice = new PaymentNotice { Source = NoticeSource.Bank, ExternalId = "FT-died", Account = $"{Bin}:{shop.Account}", ProducerId = shop.Product.Producer, Body = Body(shop, purchase.Code, 100_000, "FT-died"), ReceivedAt = Clock.GetUtcNow() };
        await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(db =>
        {
            db.PaymentNotices.Add(notice);
            Get<EventOutbox>().Add(db, new BankNoticeReceived(notice.Id));
            return Task.FromResult(Result.Success);
        }, Ct);

        await Get<OutboxDispatcher>().RunAsync(Ct);

        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(purchase));
    }

    [Fact]
    public async Task Secrets_are_not_in_the_database()
    {
        var shop = await OpenShopAsync("Chè bí mật");

        await using var db = await OpenAsync();
        Assert.DoesNotContain(shop.Secret, (await db.NoticeKeys.SingleAsync(k => k.ProducerId == shop.Product.Producer, Ct)).Seal, StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_are_the_documented_ones() // openssl dgst -sha256 -hmac secret over "1772416800.{}"
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_772_416_800);
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes("1772416800.{}")));

        Assert.Equal($"t=1772416800,v1={expected}", NoticeSignature.Sign("secret", "{}"u8, at));
    }

    private async Task<TransferOutcome> OutcomeOfAsync(Shop shop, string body, string id)
    {
        Assert.Equal(200, (await SendSignedAsync(shop, body)).Status);
        return await OutcomeAsync(id);
    }

    private async Task<int> RefusedAsync()
    {
        await using var db = await OpenAsync();
        return await db.Set<NoticeRefusals>().SumAsync(r => r.Count, Ct);
    }
}
