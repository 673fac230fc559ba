using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class MatchingTests(BankFixture fixture) : BankTest(fixture), IClassFixture<BankFixture>
{
    [Fact]
    public async Task A_transfer_is_suggested_the_orders_it_may_be_for_and_matched_to_one()
    {
        var shop = await OpenShopAsync("Chè gợi ý", stock: 20);
        var (meant, sameAmount, other) = (await Market.BuyAsync(shop.Product, 2), await Market.BuyAsync(shop.Product, 2), await Market.BuyAsync(shop.Product, 3));
        await TransferAsync(shop, $"tien hang {meant.Code[..8]}", 200_000);
        var transfer = Assert.Single((await DeskAsync(shop)).Waiting);

        Assert.Equal([meant.Payment, sameAmount.Payment], transfer.Suggested.Select(s => s.Id));
        Assert.True((await MatchAsync(shop, transfer.Id, meant.Code)).Succeeded);

        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 13), await Market.StateAsync(meant));
        Assert.Equal("ordering.transfer_closed", (await MatchAsync(shop, transfer.Id, other.Code)).Refusal?.Code);
        var desk = await DeskAsync(shop);
        Assert.Equal((0, TransferOutcome.Matched), (desk.WaitingTotal, desk.Closed[0].Outcome));
        Assert.Equal([other.Payment, sameAmount.Payment], desk.Awaited.Select(p => p.Id).OrderByDescending(id => id == other.Payment));
        await using var db = await OpenAsync();
        Assert.Contains(await db.Set<AuditEntry>().Where(e => e.Subject == $"payment:{meant.Payment}").Select(e => e.Action).ToListAsync(Ct), a => a == "ordering.transfer_matched");
    }

    [Fact]
    public async Task Another_producers_people_and_staff_without_the_right_see_and_decide_nothing()
    {
        var (shop, other) = (await OpenShopAsync("Chè riêng"), await OpenShopAsync("Chè nhà bên"));
        var purchase = await Market.BuyAsync(shop.Product);
        await TransferAsync(shop, "khong ro", 100_000);
        var transfer = (await DeskAsync(shop)).Waiting[0].Id;
        Actor[] strangers = [Money(other), Desks.StaffOf(shop.Product, ProducerRights.Orders | ProducerRights.Listings), Actor.Guest, Desks.OfficerOf(shop.Product), Actor.Administrator("x", AccountId.New())];

        foreach (var actor in strangers)
        {
            Assert.Null(await Get<MatchingQueries>().DeskAsync(actor, shop.Product.Producer, Ct));
            Assert.Equal(0, await Get<MatchingQueries>().CountAsync(actor, shop.Product.Producer, Ct));
            Assert.Equal("ordering.transfer_unknown", (await Get<MatchTransfer>().RunAsync(new(actor, transfer, purchase.Code), Ct)).Refusal?.Code);
            Assert.Equal("ordering.transfer_unknown", (await Get<CloseTransfer>().RunAsync(new(actor, transfer, true, "FT-hoan"), Ct)).Refusal?.Code);
            Assert.Equal("ordering.payment_unknown", (await Get<ReceivePayment>().RunAsync(new(actor, purchase.Payment, "FT-tay", Clock.Today()), Ct)).Refusal?.Code);
            Assert.Empty(await Get<NoticeKeyQueries>().OfAsync(actor, shop.Product.Producer, Ct));
        }

        await TransferAsync(other, "khong ro", 100_000);
        Assert.Equal("ordering.payment_unknown", (await MatchAsync(other, (await DeskAsync(other)).Waiting[0].Id, purchase.Code)).Refusal?.Code); // nor a stranger's payment by an own transfer
        var key = (await Get<NoticeKeyQueries>().OfAsync(Money(shop), shop.Product.Producer, Ct))[0].Id;
        Assert.Equal("ordering.notice_key_unknown", (await Get<RemoveNoticeKey>().RunAsync(Money(other), key, Ct)).Refusal?.Code);
        Assert.Equal((PaymentState.Pending, ParcelState.AwaitingPayment, 9), await Market.StateAsync(purchase));
    }

    [Fact]
    public async Task Too_much_pays_and_the_rest_stays_open_until_it_was_sent_back()
    {
        var shop = await OpenShopAsync("Chè thừa tiền");
        var purchase = await Market.BuyAsync(shop.Product);
        await TransferAsync(shop, purchase.Code, 150_000);
        var transfer = (await DeskAsync(shop)).Waiting[0].Id;

        Assert.True((await MatchAsync(shop, transfer, purchase.Number)).Succeeded);
        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(purchase));
        Assert.Equal(TransferOutcome.MatchedOver, (await DeskAsync(shop)).Waiting[0].Outcome);
        Assert.Equal("ordering.transfer_closed", (await CloseAsync(shop, transfer, false, "")).Refusal?.Code);
        Assert.Equal("ordering.reference_wrong", (await CloseAsync(shop, transfer, true, " ")).Refusal?.Code);
        Assert.True((await CloseAsync(shop, transfer, true, "FT26-hoan-50000")).Succeeded);

        var desk = await DeskAsync(shop);
        Assert.Equal((0, TransferOutcome.OverReturned, "FT26-hoan-50000"), (desk.WaitingTotal, desk.Closed[0].Outcome, desk.Closed[0].Note));
    }

    [Fact]
    public async Task Late_money_brings_the_order_back_while_its_goods_are_there()
    {
        var shop = await OpenShopAsync("Chè mở lại", stock: 3);
        var (first, second) = (await Market.BuyAsync(shop.Product, 2), await Market.BuyAsync(shop.Product, 1));
        await LapseAsync();
        await TransferAsync(shop, first.Code, 200_000);
        await TransferAsync(shop, second.Code, 100_000);
        await TransferAsync(shop, first.Code[..8], 150_000);
        var waiting = (await DeskAsync(shop)).Waiting;
        await Market.BuyAsync(shop.Product, 1);

        Assert.Equal("ordering.transfer_too_short", (await MatchAsync(shop, waiting[2].Id, first.Code)).Refusal?.Code);
        Assert.True((await MatchAsync(shop, waiting[0].Id, first.Code)).Succeeded);
        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 0), await Market.StateAsync(first));
        Assert.Equal("catalog.out_of_stock", (await MatchAsync(shop, waiting[1].Id, second.Code)).Refusal?.Code);
        Assert.True((await CloseAsync(shop, waiting[1].Id, true, "FT-tra-lai")).Succeeded);

        Assert.Equal((PaymentState.Expired, ParcelState.Cancelled, 0), await Market.StateAsync(second));
    }

    [Fact]
    public async Task Late_money_brings_nothing_back_that_may_not_be_sold_today()
    {
        var shop = await OpenShopAsync("Chè hết giấy");
        var purchase = await Market.BuyAsync(shop.Product);
        Clock.Advance(TimeSpan.FromHours(25)); // the job has not come round to it
        await TransferAsync(shop, purchase.Code, 100_000);
        await Market.RevokeAsync(shop.Product);

        Assert.Equal("ordering.goods_gone", (await MatchAsync(shop, (await DeskAsync(shop)).Waiting[0].Id, purchase.Code)).Refusal?.Code);

        Assert.Equal((PaymentState.Pending, ParcelState.AwaitingPayment, 9), await Market.StateAsync(purchase)); // nothing of it was kept
    }

    [Fact]
    public async Task A_payment_is_recorded_by_hand_with_the_banks_reference_and_day()
    {
        var shop = await OpenShopAsync("Chè ghi tay");
        var purchase = await Market.BuyAsync(shop.Product);
        await TransferAsync(shop, purchase.Code, 98_000); // the bank kept a fee; the producer lets it go
        var today = Clock.Today();

        Assert.Equal("ordering.reference_wrong", (await ReceiveAsync(shop, purchase, "", today)).Refusal?.Code);
        Assert.Equal("ordering.booking_day_wrong", (await ReceiveAsync(shop, purchase, "FT26", today.AddDays(-1))).Refusal?.Code);
        Assert.Equal("ordering.booking_day_wrong", (await ReceiveAsync(shop, purchase, "FT26", today.AddDays(1))).Refusal?.Code);
        Assert.True((await ReceiveAsync(shop, purchase, "FT26", today)).Succeeded);
        Assert.Equal("ordering.payment_wrong_state", (await ReceiveAsync(shop, purchase, "FT26", today)).Refusal?.Code);

        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(purchase));
        await using var db = await OpenAsync();
        var payment = await db.Payments.SingleAsync(p => p.Id == purchase.Payment, Ct);
        Assert.Equal(("FT26", today, 100_000L), (payment.Reference, payment.BookedOn, payment.PaidAmount.Dong));
        Assert.Equal((0, TransferOutcome.Part), ((await DeskAsync(shop)).WaitingTotal, (await DeskAsync(shop)).Closed[0].Outcome));
    }

    [Fact]
    public async Task The_page_matches_by_a_plain_form_and_the_account_page_shows_a_new_key_once()
    {
        var shop = await OpenShopAsync("Chè trên trang");
        var purchase = await Market.BuyAsync(shop.Product);
        await TransferAsync(shop, "khong ro <b>gi</b>", 100_000);
        var transfer = (await DeskAsync(shop)).Waiting[0].Id;
        using var client = (await Market.AsStaffOfAsync(shop.Product.Producer)).Client();

        using var wrong = await client.SubmitAsync("/kenh-chu-the/doi-soat", $"ghep-{transfer}", new() { ["Code"] = "OCM222222222" }, Ct);
        var html = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Ct));
        Assert.Contains("Không có khoản thanh toán VietQR nào của bạn", html, StringComparison.Ordinal);
        Assert.Contains(purchase.Code, html, StringComparison.Ordinal);
        using var right = await client.SubmitAsync("/kenh-chu-the/doi-soat", $"ghep-{transfer}", new() { ["Suggested"] = purchase.Code }, Ct);
        Assert.Equal("/kenh-chu-the/doi-soat?xong=ghep", right.LedTo());
        Assert.Equal((PaymentState.Paid, ParcelState.Placed, 9), await Market.StateAsync(purchase));

        using var made = await client.SubmitAsync("/kenh-chu-the/tai-khoan-ngan-hang", "tao-khoa", [], Ct);
        Assert.Contains("bank_", await made.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("bank_", await client.GetStringAsync("/kenh-chu-the/tai-khoan-ngan-hang", Ct), StringComparison.Ordinal);
        Assert.Equal(401, (await SendSignedAsync(shop, Body(shop, purchase.Code, 1))).Status); // the earlier key has ended
    }

    [Fact]
    public async Task Administrators_see_numbers_and_what_is_stuck_and_no_more()
    {
        var shop = await OpenShopAsync("Chè con số");
        await TransferAsync(shop, "LO THI MAY tra tien", 100_000);
        var stuck = new PaymentNotice { Source = NoticeSource.Bank, ExternalId = "FT-stuck", Account = $"{Bin}:{shop.Account}", ProducerId = shop.Product.Producer, Body = Body(shop, "MAY", 1, "FT-stuck"), ReceivedAt = Clock.GetUtcNow().AddMinutes(-5) };
        await using (var db = await OpenAsync())
        {
            db.PaymentNotices.Add(stuck);
            await db.SaveChangesAsync(Ct);
        }

        using var client = (await Market.AsAdministratorAsync()).Client();
        var html = await client.GetStringAsync("/quan-tri/thanh-toan", Ct);

        Assert.Contains(stuck.Id.ToString(), html, StringComparison.Ordinal);
        Assert.DoesNotContain("MAY", html, StringComparison.Ordinal);
        Assert.DoesNotContain(shop.Account, html, StringComparison.Ordinal);
        using var again = await client.SubmitAsync("/quan-tri/thanh-toan", $"lai-{stuck.Id}", [], Ct);
        Assert.Equal("/quan-tri/thanh-toan?xong=lai", again.LedTo());
        Assert.Equal(TransferOutcome.UnknownPurpose, await OutcomeAsync("FT-stuck"));
    }

    private async Task LapseAsync()
    {
        Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(ExpirePaymentsJob.Name, Ct);
    }

    private static Actor Money(Shop shop) => Desks.StaffOf(shop.Product, ProducerRights.Money);

    private async Task<MatchingDesk> DeskAsync(Shop shop) => (await Get<MatchingQueries>().DeskAsync(Money(shop), shop.Product.Producer, Ct))!;

    private Task<Result> MatchAsync(Shop shop, Guid transfer, string payment) => Get<MatchTransfer>().RunAsync(new(Money(shop), transfer, payment), Ct);

    private Task<Result> CloseAsync(Shop shop, Guid transfer, bool sentBack, string reference) => Get<CloseTransfer>().RunAsync(new(Money(shop), transfer, sentBack, reference), Ct);

    private Task<Result> ReceiveAsync(Shop shop, PurchaseMade purchase, string reference, DateOnly day) => Get<ReceivePayment>().RunAsync(new(Money(shop), purchase.Payment, reference, day), Ct);
}
