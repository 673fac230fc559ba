using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering.Stripe;

public sealed class CardPaymentTests(CardFixture fixture) : CardTest(fixture), IClassFixture<CardFixture>
{
    [Fact]
    public async Task One_payment_covers_all_producers_and_each_gets_its_share_less_the_fee()
    {
        var (tea, honey) = (await ShopAsync("Chè trả thẻ"), await ShopAsync("Mật trả thẻ", price: 250_000));
        var purchase = await BuyAsync((tea, 2), (honey, 1));
        await using var db = await OpenAsync();
        var payments = await db.Payments.Where(p => p.PurchaseId == purchase.Id).ToListAsync(Ct);
        var total = payments.Sum(p => p.Amount.Dong);
        Assert.Equal(total, Stripe[purchase.Session]["amount_total"]!.GetValue<long>());
        Assert.All(await ParcelsAsync(purchase), s => Assert.Equal(ParcelState.AwaitingPayment, s));

        await PayAsync(purchase);

        Assert.All(await ParcelsAsync(purchase), s => Assert.Equal(ParcelState.Placed, s));
        Assert.All(await PaymentsAsync(purchase), p => Assert.Equal(PaymentState.Paid, p.State));
        var transfers = Stripe.All("transfer").Where(t => t["transfer_group"]!.GetValue<string>() == purchase.Charge.ToString()).ToDictionary(t => t["destination"]!.GetValue<string>(), t => t["amount"]!.GetValue<long>());
        long Share(ProductOnSale p) => payments.Single(y => y.ProducerId == p.Producer).Amount.Dong;
        Assert.Equal(2, transfers.Count);
        Assert.Equal(Share(tea) - 8_000, transfers[await AccountOfAsync(tea)]); // 4 % of 200,000
        Assert.Equal(Share(honey) - 10_000, transfers[await AccountOfAsync(honey)]);
        var books = await BooksAsync(purchase);
        Assert.Equal((total - 18_000, 18_000, false, false), (books[LedgerAccount.Bank], books[LedgerAccount.Fee], books.ContainsKey(LedgerAccount.CardClearing), books.ContainsKey(LedgerAccount.FeeOwed)));
        Assert.Empty(Stripe.Problems);
    }

    [Fact]
    public async Task Told_many_times_at_once_by_two_nodes_it_is_paid_and_transferred_once()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè báo thẻ nhiều lần"), 1));
        var paid = Stripe.Pay(purchase.Session);
        var (body, other) = (Event("checkout.session.completed", paid, "evt_many"), SecondNode());
        await using var closing = other;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => SendAsync(i < 8 ? body : Event("checkout.session.completed", paid, $"evt_again_{i}"), node: i % 2 == 0 ? Market : other))));
        await WorkAsync();

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(7, answers.Count(a => a.Answer == """{"status":"duplicate"}"""));
        Assert.Single(await MovesAsync(purchase));
        Assert.Single(Stripe.All("transfer"), t => t["transfer_group"]!.GetValue<string>() == purchase.Charge.ToString());
        await using var db = await OpenAsync();
        var parcels = db.Parcels;
        Assert.Single(await db.ParcelEvents.Where(e => parcels.Any(p => p.Id == e.ParcelId && p.PurchaseId == purchase.Id) && e.Note == "paid").ToListAsync(Ct));
    }

    [Fact]
    public async Task Whoever_does_not_sign_or_is_not_in_time_is_turned_away_and_nothing_is_kept()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè chữ ký thẻ"), 1));
        var body = Event("checkout.session.completed", Stripe.Pay(purchase.Session), "evt_forged");
        var bytes = Encoding.UTF8.GetBytes(body);
        string Sign(string secret, TimeSpan ago) => StripeSignature.Sign(secret, bytes, Clock.GetUtcNow() - ago);

        foreach (var signature in new[] { "", "t=1,v1=00", Sign("whsec_other", default), Sign(StripeDouble.WebhookSecret, TimeSpan.FromSeconds(301)), Sign(StripeDouble.WebhookSecret, TimeSpan.FromDays(365)) })
        {
            Assert.Equal(401, (await SendAsync(body, signature)).Status);
        }

        Assert.Equal(401, (await SendAsync(body.Replace("completed", "complete!", StringComparison.Ordinal), Sign(StripeDouble.WebhookSecret, default))).Status);
        Assert.Equal(400, (await SendAsync("[1")).Status);
        Assert.Null(await OutcomeAsync("evt_forged"));
        Assert.Equal(ParcelState.AwaitingPayment, Assert.Single(await ParcelsAsync(purchase)));
    }

    [Theory]
    [InlineData("amount_total", "1", CardOutcome.OtherAmount)]
    [InlineData("currency", "\"usd\"", CardOutcome.OtherCurrency)]
    [InlineData("id", "\"cs_unknown\"", CardOutcome.UnknownPurchase)]
    [InlineData("payment_status", "\"unpaid\"", CardOutcome.Ignored)]
    public async Task Another_amount_currency_or_purchase_pays_nothing_and_waits_for_a_person(string field, string value, CardOutcome expected)
    {
        var purchase = await BuyAsync((await ShopAsync($"Chè sai {field}"), 1));
        var session = Stripe.Pay(purchase.Session);
        session[field] = JsonNode.Parse(value);
        session["client_reference_id"] = field == "id" ? Guid.NewGuid().ToString() : session["client_reference_id"]!.GetValue<string>();

        Assert.Equal(200, (await SendAsync(Event("checkout.session.completed", session, $"evt_wrong_{field}"))).Status);

        Assert.Equal(expected, await OutcomeAsync($"evt_wrong_{field}"));
        Assert.Equal(ParcelState.AwaitingPayment, Assert.Single(await ParcelsAsync(purchase)));
        var desk = (await Get<CardDeskQueries>().DeskAsync(Actor.Operator("test"), Ct))!;
        Assert.Equal(expected is not CardOutcome.Ignored, desk.Notices.Any(n => n.ExternalId == $"evt_wrong_{field}"));
    }

    [Fact]
    public async Task Notices_of_real_money_do_not_reach_a_market_with_test_keys()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè khóa thử"), 1));
        await SendAsync(Event("checkout.session.completed", Stripe.Pay(purchase.Session), "evt_live", live: true));

        Assert.Equal(CardOutcome.OtherMode, await OutcomeAsync("evt_live"));
        Assert.Equal(PaymentState.Pending, Assert.Single(await PaymentsAsync(purchase)).State);
    }

    [Fact]
    public async Task Coming_back_proves_nothing_and_the_provider_is_asked()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè quay lại"), 1));
        using var client = Market.CreatePlainClient();
        Task<string> PageAsync(string query) => client.GetStringAsync($"/don-hang/{purchase.Secret}{query}", Ct);

        Assert.Contains("Đơn vị thanh toán chưa báo kết quả", await PageAsync("?the=xong"), StringComparison.Ordinal);
        Assert.Contains("Bạn chưa trả bằng thẻ", await PageAsync("?the=huy"), StringComparison.Ordinal);
        Assert.Equal(PaymentState.Pending, Assert.Single(await PaymentsAsync(purchase)).State);

        Stripe.Pay(purchase.Session); // and its notice is lost
        Assert.Contains("Đã nhận thanh toán bằng thẻ", await PageAsync("?the=xong"), StringComparison.Ordinal);
        Assert.Equal(PaymentState.Paid, Assert.Single(await PaymentsAsync(purchase)).State);
        Assert.Equal(ParcelState.Placed, Assert.Single(await ParcelsAsync(purchase)));
    }

    [Fact]
    public async Task A_lost_notice_is_asked_after_by_the_job()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè mất tin"), 1));
        Stripe.Pay(purchase.Session);
        Clock.Advance(TimeSpan.FromMinutes(11));

        await WorkAsync();

        Assert.Equal(PaymentState.Paid, Assert.Single(await PaymentsAsync(purchase)).State);
    }

    [Fact]
    public async Task Unpaid_it_lapses_like_the_others_and_its_page_is_closed()
    {
        var tea = await ShopAsync("Chè hết giờ", stock: 5);
        var purchase = await BuyAsync((tea, 3));
        Clock.Advance(TimeSpan.FromMinutes(31));

        await Get<ExpirePaymentsJob>().RunAsync(Ct);
        await WorkAsync();

        Assert.Equal(ParcelState.Cancelled, Assert.Single(await ParcelsAsync(purchase)));
        Assert.Equal("expired", Stripe[purchase.Session]["status"]!.GetValue<string>());
        Assert.Equal(CardRefusals.CardPaymentOver(), (await OpenPageAsync(purchase.Secret)).Refusal);
        Assert.Equal(5, await StockAsync(tea));
    }

    [Fact]
    public async Task Late_money_is_taken_while_its_goods_are_there_and_goes_back_when_they_are_not()
    {
        var (tea, honey) = (await ShopAsync("Chè trả muộn", stock: 3), await ShopAsync("Mật trả muộn", stock: 3));
        var purchase = await BuyAsync((tea, 3), (honey, 3));
        var paid = Stripe.Pay(purchase.Session);
        Clock.Advance(TimeSpan.FromMinutes(31));
        await Get<ExpirePaymentsJob>().RunAsync(Ct);
        await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod); // somebody else took one

        await SendAsync(Event("checkout.session.completed", paid));
        await WorkAsync();

        await using var db = await OpenAsync();
        var states = await db.Payments.Where(p => p.PurchaseId == purchase.Id).ToDictionaryAsync(p => p.ProducerId, p => (p.State, p.Amount), Ct);
        Assert.Equal((PaymentState.Expired, PaymentState.Paid), (states[tea.Producer].State, states[honey.Producer].State));
        Assert.Equal((2, 0), (await StockAsync(tea), await StockAsync(honey)));
        var refund = Assert.Single(Stripe.All("refund"), r => r["payment_intent"]!.GetValue<string>() == paid["payment_intent"]!.GetValue<string>());
        Assert.Equal(states[tea.Producer].Amount.Dong, refund["amount"]!.GetValue<long>());
        Assert.DoesNotContain(await db.LedgerEntries.ToListAsync(Ct), e => e.ProducerId == tea.Producer && e.Kind is LedgerKind.Paid); // it never was its money
    }

    [Fact]
    public async Task A_purchase_paid_by_two_pages_gives_the_second_back()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè trả hai lần"), 1));
        await PayAsync(purchase);
        var twin = (await Get<StripeClient>().CreateSessionAsync(new(purchase.Charge.ToString(), "DH", [("Chè", new(140_000))], null, "vi", Clock.GetUtcNow().AddHours(1), "https://x/", "https://x/"), "twin", Ct)).Value!;
        var again = Stripe.Pay(twin.Id);

        await SendAsync(Event("checkout.session.completed", again, "evt_twice"));
        await WorkAsync();

        Assert.Equal(CardOutcome.Twice, await OutcomeAsync("evt_twice"));
        Assert.Equal(140_000, Assert.Single(Stripe.All("refund"), r => r["payment_intent"]!.GetValue<string>() == again["payment_intent"]!.GetValue<string>())["amount"]!.GetValue<long>());
        Assert.Equal(PaymentState.Paid, Assert.Single(await PaymentsAsync(purchase)).State);
    }

    [Fact]
    public async Task What_is_cancelled_goes_back_to_the_card_and_from_the_producer_with_its_fee()
    {
        var tea = await ShopAsync("Chè hủy một phần");
        var purchase = await BuyAsync((tea, 4));
        var intent = await PayAsync(purchase);
        var paid = Assert.Single(await PaymentsAsync(purchase)).Paid;

        var back = await ReduceAsync(purchase, 1);
        await WorkAsync();

        Assert.Equal(back, Assert.Single(Stripe.All("refund"), r => r["payment_intent"]!.GetValue<string>() == intent)["amount"]!.GetValue<long>());
        var transfer = Stripe.All("transfer").Single(t => t["transfer_group"]!.GetValue<string>() == purchase.Charge.ToString());
        Assert.Equal((paid - 16_000, back - 4_000), (transfer["amount"]!.GetValue<long>(), transfer["amount_reversed"]!.GetValue<long>()));
        await using var db = await OpenAsync();
        Assert.Equal(RefundState.Done, (await db.Refunds.SingleAsync(r => r.PurchaseId == purchase.Id, Ct)).State);
        var books = await BooksAsync(purchase);
        Assert.Equal((paid - back - 12_000, 12_000, 0), (books[LedgerAccount.Bank], books[LedgerAccount.Fee], books.GetValueOrDefault(LedgerAccount.CardClearing) + books.GetValueOrDefault(LedgerAccount.RefundOwed) + books.GetValueOrDefault(LedgerAccount.FeeOwed)));
    }

    [Fact]
    public async Task A_purchase_that_all_goes_back_to_the_card_ends_its_parcel_and_brings_one_letter()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè hoàn hết về thẻ"), 2));
        await PayAsync(purchase);

        await ReduceAsync(purchase, 2);
        await WorkAsync();

        var refund = Stripe.All("refund").Single(r => r["payment_intent"]!.GetValue<string>() == Stripe[purchase.Session]["payment_intent"]!.GetValue<string>());
        Assert.Equal(200, (await SendAsync(Event("refund.updated", refund))).Status); // says again what is known
        await WorkAsync();
        Assert.Equal(ParcelState.Refunded, Assert.Single(await ParcelsAsync(purchase)));
        await using var db = await OpenAsync();
        var number = await db.Parcels.Where(p => p.PurchaseId == purchase.Id).Select(p => p.Number).SingleAsync(Ct);
        Assert.Single(await Market.LettersToAsync("nguoi-mua@example.vn", Ct), l => l.Contains(number, StringComparison.Ordinal) && l.Contains(refund["id"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_dispute_comes_back_from_the_producers_and_a_won_one_leaves_all_as_it_was()
    {
        var (tea, honey) = (await ShopAsync("Chè khiếu nại"), await ShopAsync("Mật khiếu nại"));
        var purchase = await BuyAsync((tea, 1), (honey, 1));
        var intent = await PayAsync(purchase);
        var before = await BooksAsync(purchase);

        var won = Stripe.Dispute(intent, 50_000);
        await SendAsync(Event("charge.dispute.created", won));
        await WorkAsync();
        Assert.Equal(50_000, (await BooksAsync(purchase))[LedgerAccount.Disputed]);
        Desks.Must(await Get<AnswerCardDispute>().RunAsync(new(Actor.Operator("test"), won["id"]!.GetValue<string>(), "Hàng đã giao ngày 2 tháng 3, có chữ ký."), Ct));
        await SendAsync(Event("charge.dispute.closed", Stripe.Decide(won["id"]!.GetValue<string>(), won: true)));
        await WorkAsync();
        Assert.Equal(before.OrderBy(b => b.Key), (await BooksAsync(purchase)).OrderBy(b => b.Key));

        var lost = Stripe.Dispute(intent, 60_001);
        await SendAsync(Event("charge.dispute.closed", Stripe.Decide(lost["id"]!.GetValue<string>(), won: false)));
        await SendAsync(Event("charge.dispute.created", lost)); // out of order
        await WorkAsync();
        var after = await BooksAsync(purchase);
        Assert.Equal((60_001, before[LedgerAccount.Bank] - 60_001, false, false), (after[LedgerAccount.DisputeLoss], after[LedgerAccount.Bank], after.ContainsKey(LedgerAccount.CardClearing), after.ContainsKey(LedgerAccount.Disputed)));
        Assert.Equal(60_001, Stripe.All("transfer").Where(t => t["transfer_group"]!.GetValue<string>() == purchase.Charge.ToString()).Sum(t => t["amount_reversed"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_the_order_of_events_the_books_balance_and_agree_with_the_provider(int seed)
    {
        var dice = new Random(seed);
        var (a, b) = (await ShopAsync($"Chè ngẫu nhiên {seed}", price: 33_333 + dice.Next(9_999)), await ShopAsync($"Mật ngẫu nhiên {seed}", price: 77_777));
        var purchase = await BuyAsync((a, 3 + dice.Next(3)), (b, 4));
        var paid = Stripe.Pay(purchase.Session);
        var intent = paid["payment_intent"]!.GetValue<string>();
        var dispute = Stripe.Dispute(intent, dice.Next(1_000, 60_000));
        var decided = Stripe.Decide(dispute["id"]!.GetValue<string>(), won: dice.Next(2) == 0);
        var bodies = new[] { Event("checkout.session.completed", paid), Event("checkout.session.completed", paid), Event("charge.dispute.created", dispute), Event("charge.dispute.closed", decided), Event("charge.dispute.updated", dispute) };
        dice.Shuffle(bodies);
        Stripe.Refuse = request => dice.Next(6) == 0 ? new(dice.Next(2) == 0 ? null : 500, Done: dice.Next(2) == 0) : null;

        foreach (var body in bodies)
        {
            Assert.Equal(200, (await SendAsync(body)).Status);
            if (dice.Next(2) == 0)
            {
                await WorkAsync();
            }
        }

        await WorkAsync();
        for (var i = 0; i < 3; i++)
        {
            await ReduceAsync(purchase, 1, dice.Next(2));
            if (dice.Next(2) == 0)
            {
                await WorkAsync();
            }
        }

        Stripe.Refuse = null;
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromHours(1)); // what had to wait comes to its turn
            await WorkAsync();
        }

        Assert.All(await MovesAsync(purchase), m => Assert.Equal(CardMoveState.Done, m.State));
        var books = await BooksAsync(purchase);
        Assert.Equal(0, books.Values.Sum());
        Assert.DoesNotContain(books.Keys, k => k is LedgerAccount.CardClearing or LedgerAccount.Disputed or LedgerAccount.RefundOwed or LedgerAccount.BuyerOwes);
        var group = purchase.Charge.ToString();
        Assert.Equal(books[LedgerAccount.Bank], Stripe.All("transfer").Where(t => t["transfer_group"]!.GetValue<string>() == group).Sum(t => t["amount"]!.GetValue<long>() - t["amount_reversed"]!.GetValue<long>()));
        Assert.Equal((await PaymentsAsync(purchase)).Sum(p => p.Refunded), Stripe.All("refund").Where(r => r["payment_intent"]!.GetValue<string>() == intent).Sum(r => r["amount"]!.GetValue<long>()));
    }

    [Fact]
    public async Task A_transfer_whose_answer_was_lost_is_made_once_and_a_refused_one_later()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè mất trả lời"), 1));
        Stripe.Refuse = r => r.Path == "/v1/transfers" ? new(null, Done: true) : null;
        await PayAsync(purchase);
        Assert.Equal(CardMoveState.Waiting, Assert.Single(await MovesAsync(purchase)).State);

        Stripe.Refuse = null;
        Clock.Advance(TimeSpan.FromMinutes(6));
        await WorkAsync();

        Assert.Equal(CardMoveState.Done, Assert.Single(await MovesAsync(purchase)).State);
        Assert.Single(Stripe.All("transfer"), t => t["transfer_group"]!.GetValue<string>() == purchase.Charge.ToString());

        var second = await BuyAsync((purchase.Goods[0], 1));
        Stripe.OpenAccount(await AccountOfAsync(purchase.Goods[0]), transfers: false);
        await PayAsync(second);
        var refused = Assert.Single(await MovesAsync(second));
        Assert.Equal((CardMoveState.Waiting, 1), (refused.State, refused.Attempt));
        Assert.StartsWith("insufficient_capabilities_for_transfer", refused.Problem, StringComparison.Ordinal);
        Stripe.OpenAccount(await AccountOfAsync(purchase.Goods[0]));
        Clock.Advance(TimeSpan.FromHours(1));
        await WorkAsync();
        Assert.Equal(CardMoveState.Done, Assert.Single(await MovesAsync(second)).State);
    }

    [Fact]
    public async Task After_a_day_without_an_answer_a_person_says_what_happened()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè không rõ"), 1));
        Stripe.Refuse = r => r.Path == "/v1/transfers" ? new(null) : null;
        await PayAsync(purchase);
        Clock.Advance(TimeSpan.FromHours(24));
        Stripe.Refuse = null;
        await WorkAsync();

        var move = Assert.Single(await MovesAsync(purchase));
        Assert.Equal(CardMoveState.Unclear, move.State);
        Assert.DoesNotContain(Stripe.All("transfer"), t => t["transfer_group"]!.GetValue<string>() == purchase.Charge.ToString()); // not sent blindly
        Desks.Must(await Get<ClearCardMove>().RunAsync(new(Actor.Operator("test"), move.Id, null), Ct));
        await WorkAsync();
        Assert.Equal(CardMoveState.Done, Assert.Single(await MovesAsync(purchase)).State);
    }

    [Fact]
    public async Task A_page_whose_making_was_lost_is_found_again_and_later_it_is_a_new_one()
    {
        var tea = await ShopAsync("Chè mất trang");
        var secret = Secrets.New();
        Desks.Must(await Market.ConfirmAsync(await Market.FillCartAsync([(tea, 1)], PaymentMethod.Card), secret: secret));
        Stripe.Refuse = r => r.Path == "/v1/checkout/sessions" ? new(null, Done: true) : null;
        Assert.Equal(CardRefusals.CardProviderSilent(), (await OpenPageAsync(secret)).Refusal);

        Stripe.Refuse = null;
        var first = Desks.Must(await OpenPageAsync(secret));
        Assert.Equal(first, Desks.Must(await OpenPageAsync(secret)));
        var charge = Stripe.Requests.Last(r => r.Path == "/v1/checkout/sessions")["client_reference_id"];
        Assert.Single(Stripe.All("checkout.session"), s => s["client_reference_id"]!.GetValue<string>() == charge);
    }

    [Fact]
    public async Task More_than_the_market_allows_is_not_paid_by_card_and_who_is_not_ready_is_not_offered_it()
    {
        var (gold, newcomer) = (await ShopAsync("Trầm hương đắt", price: 2_600_000), await Market.PutOnSaleAsync("Chè chưa nối", producer: "HTX chưa nối"));
        Assert.Equal(CardRefusals.CardTooMuch(5_000_000), (await Market.ConfirmAsync(await Market.FillCartAsync([(gold, 2)], PaymentMethod.Card))).Refusal);

        var plan = (await Get<CheckoutPlanner>().ReadAsync((await Market.FillCartAsync([(newcomer, 1), (gold, 1)], PaymentMethod.Card)).Owner, Ct))!.Plan;
        Assert.DoesNotContain(PaymentMethod.Card, plan.Payments.Single(p => p.Producer == newcomer.Producer).Allowed);
        Assert.Contains(PaymentMethod.Card, plan.Payments.Single(p => p.Producer == gold.Producer).Allowed);
    }

    [Fact]
    public async Task The_morning_after_only_what_differs_is_listed()
    {
        Clock.Advance(TimeSpan.FromMinutes(11));
        await WorkAsync(); // what other tests left open is of an earlier day
        Clock.SetVietnam(DateOnly.FromDateTime(Clock.GetUtcNow().AddDays(3).DateTime), new TimeOnly(12, 0));
        var purchase = await BuyAsync((await ShopAsync("Chè đối soát"), 2));
        var intent = await PayAsync(purchase);
        await ReduceAsync(purchase, 1);
        await WorkAsync();
        Stripe.Book("payout", "po_1", -1_000_000);
        Stripe.Book("transfer", "tr_stranger", -77_000);
        Stripe.Book("charge", Stripe[intent]["latest_charge"]!.GetValue<string>(), 5);
        var day = DateOnly.FromDateTime(Clock.GetUtcNow().AddHours(7).DateTime);
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.EndsWith("2 differences, 2 of them new", await Get<ReconcileCards>().RunAsync(Ct), StringComparison.Ordinal);
        Assert.EndsWith("2 differences, 0 of them new", await Get<ReconcileCards>().RunAsync(Ct), StringComparison.Ordinal);

        var desk = (await Get<CardDeskQueries>().DeskAsync(Actor.Operator("test"), Ct))!;
        Assert.Equal([(CardDifferenceKind.UnknownHere, -77_000L, null), (CardDifferenceKind.OtherAmount, 5L, (long?)Stripe[purchase.Session]["amount_total"]!.GetValue<long>())],
            desk.Differences.Where(x => x.Day == day).OrderBy(x => x.Kind).Select(x => (x.Kind, x.Theirs!.Value, x.Ours)));
        var closed = desk.Differences.First(x => x.Reference == "tr_stranger");
        Assert.NotNull((await Get<CloseCardMatter>().RunAsync(new(Actor.Operator("test"), closed.Id, " "), Ct)).Refusal);
        Desks.Must(await Get<CloseCardMatter>().RunAsync(new(Actor.Operator("test"), closed.Id, "Chuyển tay trên trang của Stripe"), Ct));
        Assert.DoesNotContain((await Get<CardDeskQueries>().DeskAsync(Actor.Operator("test"), Ct))!.Differences, x => x.Id == closed.Id);
    }

    [Fact]
    public async Task A_refund_that_fails_later_is_owed_again_and_one_past_the_market_is_seen()
    {
        var purchase = await BuyAsync((await ShopAsync("Chè hoàn hỏng"), 2));
        var intent = await PayAsync(purchase);
        var back = await ReduceAsync(purchase, 1);
        await WorkAsync();
        var refund = Stripe.All("refund").Single(r => r["payment_intent"]!.GetValue<string>() == intent).DeepClone().AsObject();
        refund["status"] = "failed";

        await SendAsync(Event("charge.refund.updated", refund));
        await WorkAsync();

        Assert.Equal((-back, back), ((await BooksAsync(purchase))[LedgerAccount.RefundOwed], (await BooksAsync(purchase))[LedgerAccount.CardClearing]));
        refund["id"] = "re_by_hand";
        await SendAsync(Event("charge.refund.updated", refund, "evt_by_hand"));
        Assert.Equal(CardOutcome.UnknownRefund, await OutcomeAsync("evt_by_hand"));
    }

    private async Task<long> ReduceAsync(CardPurchase purchase, int pieces, int parcel = 0)
    {
        await using var db = await OpenAsync();
        var all = await db.Parcels.Include(p => p.Lines).Where(p => p.PurchaseId == purchase.Id).OrderBy(p => p.Number).ToListAsync(Ct);
        var of = all[parcel % all.Count];
        return Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(
            inner => Get<ReduceParcel>().RunAsync(inner, new(Actor.Guest, of.Id, ReduceReason.ChangedMind, new Dictionary<ParcelLineId, int> { [of.Lines[0].Id] = pieces }), Ct), Ct)).Amount.Dong;
    }

    private async Task<int> StockAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Set<OcopMarket.Catalog.Listings.Variant>().Where(v => v.ListingId == product.Listing).SumAsync(v => v.Stock, Ct);
    }
}

/// <summary>Without keys there is no card anywhere.</summary>
public sealed class NoCardTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Without_keys_no_method_no_account_no_notice()
    {
        Desks.Must(await Get<ChangeSetting>().RunAsync(new(Actor.Operator("test"), CardSettings.Most.Key, "5000000", null, "Thử"), Ct));
        var tea = await Market.PutOnSaleAsync("Chè không thẻ");
        var staff = Desks.StaffOf(tea, ProducerRights.Money);

        Assert.DoesNotContain(PaymentMethod.Card, (await Get<IPaymentOptions>().OfAsync([tea.Producer], Ct))[tea.Producer]);
        Assert.Equal(CardRefusals.CardsOff(), (await Get<ConnectCardAccount>().RunAsync(new(staff, tea.Producer, "https://x/"), Ct)).Refusal);
        Assert.False((await Get<CardAccountQueries>().FindAsync(staff, tea.Producer, Ct))!.Offered);
        using var client = Market.CreatePlainClient();
        using var answer = await client.PostAsync("/webhooks/stripe", new StringContent("{}"), Ct);
        Assert.Equal(401, (int)answer.StatusCode);
    }
}
