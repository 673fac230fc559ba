using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
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

        Assert.Equal(CheckoutRefusals.LineNotOffered("Chè thu hồi giữa chừng", NotOfferedReason.NotInForce), answer.Refusal);
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

        Assert.Equal(CheckoutRefusals.PriceChanged("Chè lên giá – 500 g", 100_000, 110_000), (await Market.ApproveAsync(approver)).Refusal);

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

        Assert.Equal(CheckoutRefusals.LineShort("Chè vừa đủ – 500 g", 2), (await Market.ApproveAsync(approver)).Refusal);

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

        Assert.Equal(CorporateRefusals.QuotationReplaced(number), (await Market.ApproveAsync(approver)).Refusal);
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

        Assert.Equal(CorporateRefusals.QuotationOver(quoted.Number, today.AddDays(3)), (await Market.ApproveAsync(late)).Refusal);
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
            Assert.Equal(CorporateRefusals.CorporateUnknown(), (await Get<IssueQuotation>().RunAsync(stranger, Ct)).Refusal);
            Assert.Equal(CorporateRefusals.CorporateUnknown(), (await Get<AskApproval>().RunAsync(stranger, CompanyGifts.Boss, Ct)).Refusal);
            Assert.Equal(CorporateRefusals.CorporateUnknown(), (await Get<RemoveCorporateRecipients>().RunAsync(stranger, null, Ct)).Refusal);
            Assert.Equal(CorporateRefusals.CorporateUnknown(), (await queries.CheckAsync(stranger, "a", new Dictionary<string, string>(), Ct)).Refusal);
            Assert.Empty(await queries.ParcelsAsync(stranger, Ct));
        }

        foreach (var stranger in new[] { secret, Secrets.New(), "x" })
        {
            Assert.Null(await queries.FindForApproverAsync(stranger, Ct));
            Assert.Equal(CorporateRefusals.CorporateUnknown(), (await Market.ApproveAsync(stranger)).Refusal);
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

        Assert.Equal(CorporateRefusals.ApprovalAnswered(), (await Market.ApproveAsync(approver)).Refusal);
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
        Assert.Equal([GiftRefusals.SheetGiftUnknown("Nhân viên"), GiftRefusals.SheetDayWrong("mai"), GiftRefusals.SheetDayOver(new(2020, 1, 1))], sheet.Rows.Select(r => r.Refusal));

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

        Assert.Equal(CheckoutRefusals.TaxCodeWrong("12345"), (await Market.SavePlanAsync(secret, Clock.Today().AddDays(30), taxCode: "12345")).Refusal);
        Assert.Equal(CorporateRefusals.WantedDayOver(Clock.Today().AddDays(1)), (await Market.SavePlanAsync(secret, Clock.Today())).Refusal);

        var tea = await Market.PutOnSaleAsync("Chè không tài khoản", producer: "HTX Không tài khoản");
        var planned = await Market.PlanGiftsAsync([(tea, 1)]);
        await using (var db = await OpenAsync())
        {
            await db.Set<OcopMarket.Registry.Onboarding.ProducerBankAccount>().Where(a => a.ProducerId == tea.Producer).ExecuteDeleteAsync(Ct);
        }

        Assert.Equal(CorporateRefusals.NoTransfers("HTX Không tài khoản"), (await Get<IssueQuotation>().RunAsync(planned, Ct)).Refusal);
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
        Assert.Equal(CorporateRefusals.GiftKindsTooMany(5), (await Get<AddGiftKind>().RunAsync(secret, basket, new("Sáu", null, null), Ct)).Refusal);
        Assert.Equal(CorporateRefusals.GiftKindInUse("Một", 2), (await Get<RemoveGiftKind>().RunAsync(secret, 1, Ct)).Refusal);
        Assert.Null((await Get<RemoveGiftKind>().RunAsync(secret, 5, Ct)).Refusal);
        Assert.Equal(CorporateRefusals.GiftKindNameTaken("hai"), (await Get<AddGiftKind>().RunAsync(secret, basket, new("hai", null, null), Ct)).Refusal);
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

    [Fact]
    public async Task A_voucher_comes_off_the_quotation_and_the_first_approval_takes_its_last_use()
    {
        var tea = await Market.PutOnSaleAsync("Chè có phiếu", price: 100_000, stock: 10);
        var (first, second) = (await Market.PlanGiftsAsync([(tea, 1)]), await Market.PlanGiftsAsync([(tea, 1)]));
        var voucher = await IssueVoucherAsync("CONGTY", uses: 1);
        Assert.Equal(VoucherRefusals.VoucherUnknown("KHONGCO"), (await Get<UseVoucher>().RunAsync(first, "KHONGCO", Ct)).Refusal);
        foreach (var secret in new[] { first, second })
        {
            Desks.Must(await Get<UseVoucher>().RunAsync(secret, "công ty", Ct));
        }

        var (approver, late) = (await Market.AskApprovalAsync(first), await Market.AskApprovalAsync(second));
        var quoted = (await Get<CorporateQueries>().FindForApproverAsync(approver, Ct))!.Content;
        Assert.Equal(("CONGTY", 200_000, 20_000, quoted.Goods + quoted.Shipping - new Money(20_000)), (quoted.Voucher, quoted.Goods.Dong, quoted.Discount.Dong, quoted.Total));
        Assert.Null((await Market.ApproveAsync(approver)).Refusal);

        Assert.Equal(VoucherRefusals.VoucherUsedUp("CONGTY"), (await Market.ApproveAsync(late)).Refusal);

        Assert.Equal(8, await StockOfAsync(tea));
        var purchase = (await ReadAsync(first)).Purchase;
        Assert.Equal((20_000, quoted.Total), (purchase.Discount.Dong, purchase.Total));
        await using (var db = await OpenAsync())
        {
            Assert.Equal(purchase.Total, (await db.Payments.SingleAsync(p => p.PurchaseId == purchase.Id, Ct)).Amount);
            Assert.Equal([("Chợ OCOP", 15_000), ("Tỉnh", 5_000)], (await db.VoucherUses.Include(u => u.Shares).SingleAsync(u => u.VoucherId == voucher, Ct)).Shares.GroupBy(s => s.Name).Select(g => (g.Key, g.Sum(s => s.Amount.Dong))).Order());
        }

        Desks.Must(await Get<UseVoucher>().RunAsync(second, " ", Ct));
        Assert.Null((await Market.ApproveAsync(await Market.AskApprovalAsync(second))).Refusal);
        Assert.Equal(0, (await ReadAsync(second)).Purchase.Discount.Dong);
    }

    [Fact]
    public async Task A_receiver_whose_row_names_only_a_province_is_asked_once_for_all_parcels()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè hỏi nơi nhận", stock: 2_000, packing: "1 kg", grams: 1_000), await Market.PutOnSaleAsync("Mật hỏi nơi nhận", stock: 2_000, producer: "HTX Mật hỏi nơi nhận"));
        var secret = await Market.PlanGiftsAsync([(tea, 3), (honey, 1)], people: 0);
        const string Head = "Họ tên\tĐiện thoại\tĐịa chỉ\tXã\tTỉnh\tSố lượng\tEmail\n";
        var rows = Head + "Cô Hoa\t\t\t\tHà Nội\t400\tco-hoa-cong-ty@example.vn\n" + "Chú Bình\t\t\t\t\t1\t\n" + "Anh Chiến\t\t\t\tHà Nội\t1\tsai\n" + "Cô Hoa\t\t\t\tHà Nội\t1\tco-hoa-cong-ty@example.vn\n" + "Cô Hoa\t\t\t\tHà Nội\t1\t\n";

        var sheet = (await Get<CorporateQueries>().CheckAsync(secret, rows, new Dictionary<string, string>(), Ct)).Value;
        Assert.Equal([null, GiftRefusals.SheetAddressMissing(), CheckoutRefusals.EmailWrong("sai"), GiftRefusals.SheetRowTwice(2), null], sheet.Rows.Select(r => r.Refusal));
        Desks.Must(await Market.AddPeopleAsync(secret, Head + "Cô Hoa\t\t\t\tHà Nội\t400\tco-hoa-cong-ty@example.vn\n"));
        var approver = await Market.AskApprovalAsync(secret);
        Assert.Equal(1, (await Get<CorporateQueries>().FindForApproverAsync(approver, Ct))!.Content.Asked);
        Assert.Null((await Market.ApproveAsync(approver)).Refusal);

        var purchase = (await ReadAsync(secret)).Purchase;
        await using var db = await OpenAsync();
        var ask = await db.AddressAsks.AsNoTracking().SingleAsync(a => a.PurchaseId == purchase.Id, Ct);
        Assert.True(purchase.Parcels.Count > 2);
        Assert.All(purchase.Parcels, p => Assert.Equal((ask.Id, null, "01"), (p.AddressAskId, p.Street, p.ProvinceCode)));
        Assert.Equal(1, (await Get<CorporateQueries>().FindAsync(secret, 1, Ct))!.Ordered!.Awaited);
        var link = Assert.Single((await Get<CorporateQueries>().ParcelsAsync(secret, Ct)).Select(p => p.Ask).Distinct());
        foreach (var payment in await db.Payments.AsNoTracking().Where(p => p.PurchaseId == purchase.Id).ToListAsync(Ct))
        {
            var seller = payment.ProducerId == tea.Producer ? tea : honey;
            Desks.Must(await Get<ReceivePayment>().RunAsync(new(Desks.StaffOf(seller, ProducerRights.Money), payment.Id, $"FT-{payment.Id}"[..30], Clock.Today()), Ct));
        }

        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.EndsWith(link, await Market.LinkOfLastLetterAsync("co-hoa-cong-ty@example.vn", Ct), StringComparison.Ordinal);
        Desks.Must(await Get<FillAddress>().RunAsync(new(link, "Cô Hoa", "0987000111", "Số 9, ngõ Gạch", "00004", false), Ct));

        Assert.All((await ReadAsync(secret)).Purchase.Parcels, p => Assert.Equal("Số 9, ngõ Gạch", p.Street));
        Assert.Equal(0, (await Get<CorporateQueries>().FindAsync(secret, 1, Ct))!.Ordered!.Awaited);
        Assert.All(await Get<CorporateQueries>().ParcelsAsync(secret, Ct), p => Assert.Null(p.Ask));
    }

    [Fact]
    public async Task A_company_pays_within_the_hours_of_its_quotation_and_never_after_a_certificate()
    {
        var today = Clock.Today();
        var (tea, brief) = (await Market.PutOnSaleAsync("Chè năm ngày", stock: 10), await Market.PutOnSaleAsync("Chè hai ngày", stock: 10, validThrough: today.AddDays(2)));
        var (usual, ending) = (await Market.PlanGiftsAsync([(tea, 1)]), await Market.PlanGiftsAsync([(brief, 1)]));
        var (approver, early) = (await Market.AskApprovalAsync(usual), await Market.AskApprovalAsync(ending));
        await ChangeAsync("48");

        Assert.Null((await Market.ApproveAsync(approver)).Refusal);
        Assert.Null((await Market.ApproveAsync(early)).Refusal);
        var later = await Market.PlanGiftsAsync([(tea, 1)]);
        Assert.Null((await Market.ApproveAsync(await Market.AskApprovalAsync(later))).Refusal);

        Assert.Equal(Clock.GetUtcNow().AddHours(120), await DueAsync(usual)); // as it was quoted
        Assert.Equal(VietnamTime.StartOf(today.AddDays(3)).AddSeconds(-1), await DueAsync(ending));
        Assert.Equal(Clock.GetUtcNow().AddHours(48), await DueAsync(later));
        await ChangeAsync("120");

        async Task ChangeAsync(string hours) => Assert.Null((await Get<ChangeSetting>().RunAsync(new(Actor.Operator("test"), CorporateSettings.TransferHours.Key, hours, null, "Thử"), Ct)).Refusal);

        async Task<DateTimeOffset?> DueAsync(string secret)
        {
            var purchase = (await ReadAsync(secret)).Purchase.Id;
            await using var db = await OpenAsync();
            return (await db.Payments.SingleAsync(p => p.PurchaseId == purchase, Ct)).ExpiresAt;
        }
    }

    [Fact]
    public async Task What_changes_while_a_quotation_is_worked_out_is_in_no_quotation()
    {
        var tea = await Market.PutOnSaleAsync("Chè sửa giữa chừng", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        await using var watching = await OpenAsync();
        Task<Result<string>>? issuing = null;

        Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            await db.LockCorporateOrderAsync(Secrets.Hash(secret), Ct);
            issuing = Task.Run(() => Get<IssueQuotation>().RunAsync(secret, Ct));
            Assert.Equal(1, await Eventually.GetAsync(() => watching.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_locks where locktype = 'advisory' and not granted").SingleAsync(Ct), waiting => waiting == 1));
            (await db.CorporateOrderAsync(secret, Ct))!.Change(Clock.GetUtcNow());
            return Result.Success;
        }, Ct));

        Assert.Equal(CorporateRefusals.CorporateMoved(), (await issuing!).Refusal);
        Assert.NotNull(Desks.Must(await Get<IssueQuotation>().RunAsync(secret, Ct)));
    }

    private async Task<VoucherId> IssueVoucherAsync(string code, int uses)
    {
        var administrator = Actor.Operator("test");
        var draft = new VoucherDraft(
            code, "Thử", 10, null, null, Money.Zero, Clock.Today(), Clock.Today().AddDays(30), uses, 1,
            [new(VoucherPayerKind.Market, "Chợ OCOP", 75), new(VoucherPayerKind.Sponsor, "Tỉnh", 25)], VoucherScope.Everything);
        var id = Desks.Must(await Get<SaveVoucher>().RunAsync(new(administrator, null, null, draft), Ct));
        Desks.Must(await Get<ActivateVoucher>().RunAsync(administrator, id, Ct));
        return id;
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
