using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class CorporateOrderTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task An_approved_quotation_becomes_one_purchase_that_adds_up_to_the_dong()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè công ty", price: 33_333, stock: 20), await Market.PutOnSaleAsync("Mật công ty", price: 77_777, stock: 20, producer: "HTX Mật công ty"));
        var secret = await Market.PlanGiftsAsync([(tea, 2), (honey, 1)], people: 3);

        var approved = await Market.ApproveAsync(await Market.AskApprovalAsync(secret));

        Assert.Null(approved.Refusal);
        var (order, purchase) = await ReadAsync(secret);
        await using var db = await OpenAsync();
        var quotation = await db.Quotations.SingleAsync(q => q.OrderId == order.Id, Ct);
        Assert.Equal(6, purchase.Parcels.Count);
        Assert.Equal((3 * 2 * 33_333) + (3 * 77_777), purchase.Goods.Dong);
        Assert.Equal((quotation.Total, quotation.Content.Goods, quotation.Content.Shipping), (purchase.Total, purchase.Goods, purchase.Shipping));
        Assert.Equal(purchase.Total, purchase.Parcels.SelectMany(p => p.Lines).Aggregate(Money.Zero, (sum, l) => sum + l.Paid));
        Assert.Equal(purchase.Total.Dong, quotation.Content.Days.Sum(d => d.Total.Dong));
        var payments = await db.Payments.Where(p => p.PurchaseId == purchase.Id).ToListAsync(Ct);
        Assert.Equal(quotation.Content.Sellers.Select(s => s.Total).Order(), payments.Select(p => p.Amount).Order());
        Assert.All(payments, p => Assert.Equal(PaymentMethod.VietQr, p.Method));
        Assert.All(purchase.Parcels, p => Assert.True(p is { HideAmounts: true, IsGift: true, Message: "Chúc mừng năm mới", SenderName: "Công ty TNHH Mai Vàng" }));
        Assert.Equal(14, await StockOfAsync(tea));
        Assert.Equal("0101234567", purchase.Invoice!.TaxCode);
        Assert.False(await db.CorporateRecipients.AnyAsync(r => r.OrderId == order.Id, Ct)); // their addresses are the parcels' alone
    }

    [Fact]
    public async Task Approved_twice_and_in_two_tabs_it_is_one_order()
    {
        var tea = await Market.PutOnSaleAsync("Chè duyệt hai lần", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var approver = await Market.AskApprovalAsync(secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Market.ApproveAsync(approver))));
        var later = await Market.ApproveAsync(approver);

        Assert.All([.. answers, later], a => Assert.Null(a.Refusal));
        Assert.Equal(8, await StockOfAsync(tea));
        await using var db = await OpenAsync();
        Assert.Single(await db.Parcels.Where(p => p.ProducerId == tea.Producer).Select(p => p.PurchaseId).Distinct().ToListAsync(Ct));
    }

    [Fact]
    public async Task A_revocation_between_quotation_and_approval_sells_nothing_and_is_named()
    {
        var (tea, jam) = (await Market.PutOnSaleAsync("Chè thu hồi giữa chừng", stock: 10), await Market.PutOnSaleAsync("Mứt vô can", stock: 10));
        var secret = await Market.PlanGiftsAsync([(tea, 1), (jam, 1)]);
        var approver = await Market.AskApprovalAsync(secret);
        await Market.RevokeAsync(tea);

        var answer = await Market.ApproveAsync(approver);

        Assert.Equal(OrderingRefusals.LineNotOffered("Chè thu hồi giữa chừng", NotOfferedReason.NotInForce), answer.Refusal);
        Assert.Equal(10, await StockOfAsync(jam));
        Assert.Null((await ReadAsync(secret)).Order.PurchaseId);
        Assert.Null((await Get<CorporateQueries>().FindForApproverAsync(approver, Ct))!.Answer);
    }

    [Fact]
    public async Task A_price_that_changed_after_the_quotation_is_named_and_the_new_quotation_has_it()
    {
        var tea = await Market.PutOnSaleAsync("Chè lên giá", price: 100_000, stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var approver = await Market.AskApprovalAsync(secret);
        await using (var db = await OpenAsync())
        {
            await db.Variants.Where(v => v.ListingId == tea.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Price, new Money(110_000)), Ct);
        }

        Assert.Equal(OrderingRefusals.PriceChanged("Chè lên giá – 500 g", 100_000, 110_000), (await Market.ApproveAsync(approver)).Refusal);

        Assert.Equal(10, await StockOfAsync(tea));
        Assert.Null((await Market.ApproveAsync(await Market.AskApprovalAsync(secret))).Refusal);
        Assert.Equal(new Money(220_000), (await ReadAsync(secret)).Purchase.Goods);
    }

    [Fact]
    public async Task Too_few_pieces_for_all_people_stop_the_whole_order()
    {
        var tea = await Market.PutOnSaleAsync("Chè vừa đủ", stock: 3);
        var secret = await Market.PlanGiftsAsync([(tea, 1)], people: 3);
        var approver = await Market.AskApprovalAsync(secret);
        await Market.BuyAsync([(tea, 1)]);

        Assert.Equal(OrderingRefusals.LineShort("Chè vừa đủ – 500 g", 2), (await Market.ApproveAsync(approver)).Refusal);

        Assert.Equal(2, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_change_of_the_order_takes_the_quotation_its_validity()
    {
        var tea = await Market.PutOnSaleAsync("Chè sửa sau báo giá", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var approver = await Market.AskApprovalAsync(secret);
        Desks.Must(await Market.AddPeopleAsync(secret, CompanyGifts.Rows(1, from: 7)));

        var number = (await Get<CorporateQueries>().FindForApproverAsync(approver, Ct))!.Content.Number;

        Assert.Equal(OrderingRefusals.QuotationReplaced(number), (await Market.ApproveAsync(approver)).Refusal);
        Assert.Equal(10, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_quotation_holds_to_the_end_of_its_last_day_and_never_beyond_a_certificate()
    {
        var today = Clock.Today();
        var (tea, brief) = (await Market.PutOnSaleAsync("Chè bảy ngày", stock: 10), await Market.PutOnSaleAsync("Chè sắp hết hạn", stock: 10, validThrough: today.AddDays(3)));
        var (usual, shorter) = (await Market.PlanGiftsAsync([(tea, 1)]), await Market.PlanGiftsAsync([(brief, 1)]));
        var (approver, late) = (await Market.AskApprovalAsync(usual), await Market.AskApprovalAsync(shorter));

        Assert.Equal(today.AddDays(7), (await Get<CorporateQueries>().FindForApproverAsync(approver, Ct))!.Content.ValidThrough);
        var quoted = (await Get<CorporateQueries>().FindForApproverAsync(late, Ct))!.Content;
        Assert.Equal(today.AddDays(3), quoted.ValidThrough);
        Clock.SetVietnam(today.AddDays(8));

        Assert.Equal(OrderingRefusals.QuotationOver(quoted.Number, today.AddDays(3)), (await Market.ApproveAsync(late)).Refusal);
        Assert.Equal("ordering.quotation_over", (await Market.ApproveAsync(approver)).Refusal!.Code);
        Assert.Equal(10, await StockOfAsync(tea));
    }

    [Fact]
    public async Task Quotations_are_numbered_apart_and_the_database_lets_nobody_change_one()
    {
        var tea = await Market.PutOnSaleAsync("Chè đánh số", stock: 100);
        var secrets = new List<string>();
        while (secrets.Count < 4)
        {
            secrets.Add(await Market.PlanGiftsAsync([(tea, 1)]));
        }

        var numbers = (await Task.WhenAll(secrets.Select(s => Task.Run(() => Get<IssueQuotation>().RunAsync(s, Ct))))).Select(n => n.Value).ToList();

        Assert.Equal(4, numbers.Distinct().Count());
        Assert.All(numbers, n => Assert.Matches("^BG-20[0-9]{2}-[0-9]{6}$", n));
        await using var db = await OpenAsync();
        var (id, changed) = (await db.Quotations.Where(q => q.Number == numbers[0]).Select(q => q.Id).SingleAsync(Ct), Clock.Today().AddDays(300));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Quotations.Where(q => q.Id == id).ExecuteUpdateAsync(set => set.SetProperty(q => q.ValidThrough, changed), Ct));
        Assert.Equal("ck_quotations_frozen", refused.ConstraintName);
    }

    [Fact]
    public async Task Asked_for_again_a_quotation_that_says_the_same_keeps_its_number_and_a_changed_price_makes_another()
    {
        var tea = await Market.PutOnSaleAsync("Chè hỏi lại giá", stock: 100);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var first = Desks.Must(await Get<IssueQuotation>().RunAsync(secret, Ct));

        Assert.Equal(first, Desks.Must(await Get<IssueQuotation>().RunAsync(secret, Ct)));
        await using (var db = await OpenAsync())
        {
            await db.Variants.Where(v => v.ListingId == tea.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Price, new Money(123_000)), Ct);
        }

        Assert.NotEqual(first, Desks.Must(await Get<IssueQuotation>().RunAsync(secret, Ct)));
    }

    [Fact]
    public async Task Each_secret_opens_its_own_side_and_a_guessed_one_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè hai bí mật", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var approver = await Market.AskApprovalAsync(secret);
        var queries = Get<CorporateQueries>();

        Assert.NotEqual(secret, approver);
        foreach (var stranger in new[] { approver, Secrets.New(), "x", null })
        {
            Assert.Null(await queries.FindAsync(stranger, 1, Ct));
            Assert.Equal(OrderingRefusals.CorporateUnknown(), (await Get<IssueQuotation>().RunAsync(stranger, Ct)).Refusal);
            Assert.Equal(OrderingRefusals.CorporateUnknown(), (await Get<AskApproval>().RunAsync(stranger, CompanyGifts.Boss, Ct)).Refusal);
            Assert.Equal(OrderingRefusals.CorporateUnknown(), (await Get<RemoveCorporateRecipients>().RunAsync(stranger, null, Ct)).Refusal);
            Assert.Equal(OrderingRefusals.CorporateUnknown(), (await queries.CheckAsync(stranger, "a", new Dictionary<string, string>(), Ct)).Refusal);
            Assert.Empty(await queries.ParcelsAsync(stranger, Ct));
        }

        foreach (var stranger in new[] { secret, Secrets.New(), "x" })
        {
            Assert.Null(await queries.FindForApproverAsync(stranger, Ct));
            Assert.Equal(OrderingRefusals.CorporateUnknown(), (await Market.ApproveAsync(stranger)).Refusal);
        }

        Assert.Equal(10, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_returned_quotation_says_why_and_buys_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè trả lại", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var approver = await Market.AskApprovalAsync(secret);

        Assert.Equal(OrderingRefusals.TextMissing(), (await Get<AnswerQuotation>().RunAsync(new(approver, ApprovalAnswer.Returned, "Trần Giám Đốc", " ", false), Ct)).Refusal);
        Assert.Null((await Get<AnswerQuotation>().RunAsync(new(approver, ApprovalAnswer.Returned, "Trần Giám Đốc", "Đắt quá", false), Ct)).Refusal);

        Assert.Equal(OrderingRefusals.ApprovalAnswered(), (await Market.ApproveAsync(approver)).Refusal);
        Assert.Contains("Đắt quá", await Market.LastLetterAsync(CompanyGifts.Contact, Ct), StringComparison.Ordinal);
        Assert.Equal(10, await StockOfAsync(tea));
    }

    [Fact]
    public async Task Rows_name_their_gift_and_their_day_and_bad_ones_come_back()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè nhiều ngày", stock: 50), await Market.PutOnSaleAsync("Mật nhiều ngày", stock: 50));
        var (first, second) = (Clock.Today().AddDays(30), Clock.Today().AddDays(40));
        var secret = await Market.PlanGiftsAsync([(tea, 1)], people: 0, day: first, gift: "Khách hàng");
        await Market.AddGiftAsync(secret, [(honey, 2)], "Đối tác");
        const string Head = "Họ tên\tĐiện thoại\tĐịa chỉ\tXã\tTỉnh\tSố lượng\tLoại quà\tNgày nhận\n";
        string Row(string name, string gifts, string kind, string day) => $"{name}\t0912345{name.Length:000}\tSố 1\tHoàn Kiếm\tHà Nội\t{gifts}\t{kind}\t{day}\n";

        var taken = Desks.Must(await Market.AddPeopleAsync(secret, Head + Row("An", "", "", "") + Row("Bình", "3", "đối tác", $"{second:dd/MM/yyyy}") + Row("Chiến", "1", "Nhân viên", "") + Row("Dương X", "1", "2", "mai") + Row("Giang XY", "1", "1", "01/01/2020")));

        Assert.Equal(2, taken.Added);
        Assert.Equal(["Chiến", "Dương X", "Giang XY"], taken.Rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r.Split('\t')[0]));
        var sheet = (await Get<CorporateQueries>().CheckAsync(secret, Head + Row("Chiến", "1", "Nhân viên", "") + Row("Dương X", "1", "2", "mai") + Row("Giang XY", "1", "1", "01/01/2020"), new Dictionary<string, string>(), Ct)).Value;
        Assert.Equal([OrderingRefusals.SheetGiftUnknown("Nhân viên"), OrderingRefusals.SheetDayWrong("mai"), OrderingRefusals.SheetDayOver(new(2020, 1, 1))], sheet.Rows.Select(r => r.Refusal));

        Assert.Null((await Market.ApproveAsync(await Market.AskApprovalAsync(secret))).Refusal);
        var parcels = (await ReadAsync(secret)).Purchase.Parcels.OrderBy(p => p.WantedOn).ToList();
        Assert.Equal([("An", first, first, 1), ("Bình", second, second, 6)], parcels.Select(p => (p.RecipientName, p.WantedOn!.Value, p.ExpectedThrough!.Value, p.Lines.Single().Quantity)));
        Assert.Equal([first, second], (await Get<CorporateQueries>().FindAsync(secret, 1, Ct))!.Ordered!.Days.Select(d => d.Day));
    }

    [Fact]
    public async Task A_conference_gets_all_gifts_at_one_place_in_as_many_parcels_as_carriers_take()
    {
        var tea = await Market.PutOnSaleAsync("Chè hội nghị", stock: 1_300, packing: "1 kg", grams: 1_000); // no carrier takes more than a ton
        var secret = await Market.PlanGiftsAsync([(tea, 3)], people: 0);
        Desks.Must(await Market.AddPeopleAsync(secret, "Ban tổ chức\t0912345678\tSố 1\tPhường Hoàn Kiếm\tHà Nội\t400"));

        Assert.Null((await Market.ApproveAsync(await Market.AskApprovalAsync(secret))).Refusal);

        var parcels = (await ReadAsync(secret)).Purchase.Parcels;
        Assert.Equal([600, 600], parcels.Select(p => p.Lines.Single().Quantity));
        Assert.All(parcels, p => Assert.Equal("Ban tổ chức", p.RecipientName));
        Assert.Equal(1, (await Get<CorporateQueries>().FindQuotationAsync(secret, (await Get<CorporateQueries>().FindAsync(secret, 1, Ct))!.Quotations[0].Number, Ct))!.Days.Single().Receivers);
        Assert.Equal(100, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_day_that_cannot_be_met_is_named_before_anything_is_quoted()
    {
        var tea = await Market.PutOnSaleAsync("Chè không kịp", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)], people: 1, day: Clock.Today().AddDays(1));

        var refused = (await Get<IssueQuotation>().RunAsync(secret, Ct)).Refusal!;

        Assert.Equal("ordering.day_not_met", refused.Code);
        Assert.Equal("Người nhận 0", refused.Values[1]);
        await using var db = await OpenAsync();
        var order = (await ReadOrderAsync(db, secret)).Id;
        Assert.False(await db.Quotations.AnyAsync(q => q.OrderId == order, Ct));
    }

    [Fact]
    public async Task A_company_needs_a_tax_code_and_goods_that_can_be_paid_by_transfer()
    {
        var secret = Secrets.New();

        Assert.Equal(OrderingRefusals.TaxCodeWrong("12345"), (await Market.SavePlanAsync(secret, Clock.Today().AddDays(30), taxCode: "12345")).Refusal);
        Assert.Equal(OrderingRefusals.WantedDayOver(Clock.Today().AddDays(1)), (await Market.SavePlanAsync(secret, Clock.Today())).Refusal);

        var tea = await Market.PutOnSaleAsync("Chè không tài khoản", producer: "HTX Không tài khoản");
        var planned = await Market.PlanGiftsAsync([(tea, 1)]);
        await using (var db = await OpenAsync())
        {
            await db.Set<OcopMarket.Registry.Onboarding.ProducerBankAccount>().Where(a => a.ProducerId == tea.Producer).ExecuteDeleteAsync(Ct);
        }

        Assert.Equal(OrderingRefusals.NoTransfers("HTX Không tài khoản"), (await Get<IssueQuotation>().RunAsync(planned, Ct)).Refusal);
    }

    [Fact]
    public async Task A_gift_that_somebody_gets_stays_and_five_kinds_are_enough()
    {
        var tea = await Market.PutOnSaleAsync("Chè năm loại", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)], gift: "Một");
        foreach (var name in new[] { "Hai", "Ba", "Bốn", "Năm" })
        {
            await Market.AddGiftAsync(secret, [(tea, 1)], name);
        }

        var basket = (await Market.FillCartAsync([(tea, 1)])).Owner;
        Assert.Equal(OrderingRefusals.GiftKindsTooMany(5), (await Get<AddGiftKind>().RunAsync(secret, basket, new("Sáu", null, null), Ct)).Refusal);
        Assert.Equal(OrderingRefusals.GiftKindInUse("Một", 2), (await Get<RemoveGiftKind>().RunAsync(secret, 1, Ct)).Refusal);
        Assert.Null((await Get<RemoveGiftKind>().RunAsync(secret, 5, Ct)).Refusal);
        Assert.Equal(OrderingRefusals.GiftKindNameTaken("hai"), (await Get<AddGiftKind>().RunAsync(secret, basket, new("hai", null, null), Ct)).Refusal);
    }

    [Fact]
    public async Task People_of_an_order_that_came_to_nothing_are_forgotten_and_the_quotation_stays()
    {
        var tea = await Market.PutOnSaleAsync("Chè bỏ dở", stock: 10);
        var (quoted, bare) = (await Market.PlanGiftsAsync([(tea, 1)]), await Market.PlanGiftsAsync([(tea, 1)]));
        Desks.Must(await Get<IssueQuotation>().RunAsync(quoted, Ct));
        Clock.SetVietnam(Clock.Today().AddDays(CorporateOrder.KeptDays + 1));

        await Get<JobRunner>().RunAsync(CorporateCleanUpJob.Name, Ct);

        await using var db = await OpenAsync();
        var kept = await ReadOrderAsync(db, quoted);
        Assert.False(await db.CorporateRecipients.AnyAsync(r => r.OrderId == kept.Id, Ct));
        Assert.Single(await db.Quotations.Where(q => q.OrderId == kept.Id).ToListAsync(Ct));
        var hash = Secrets.Hash(bare);
        Assert.False(await db.CorporateOrders.AnyAsync(o => o.TokenHash == hash, Ct));
    }

    private static Task<CorporateOrder> ReadOrderAsync(MarketDbContext db, string secret)
    {
        var hash = Secrets.Hash(secret);
        return db.CorporateOrders.AsNoTracking().SingleAsync(o => o.TokenHash == hash);
    }

    private async Task<(CorporateOrder Order, Purchase Purchase)> ReadAsync(string secret)
    {
        await using var db = await OpenAsync();
        var order = await ReadOrderAsync(db, secret);
        return (order, (await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleOrDefaultAsync(p => p.Id == order.PurchaseId, Ct))!);
    }

    private async Task<int> StockOfAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Variants.Where(v => v.ListingId == product.Listing).Select(v => v.Stock).SingleAsync(Ct);
    }
}
