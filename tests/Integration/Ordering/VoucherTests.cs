using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class VoucherTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly VoucherPayer[] TwoPayers = [new(VoucherPayerKind.Market, "Chợ OCOP", 60), new(VoucherPayerKind.Sponsor, "Tỉnh Thái Nguyên", 40)];

    [Fact]
    public async Task The_last_use_is_taken_once()
    {
        var product = await Market.PutOnSaleAsync("Mật ong một phiếu");
        var voucher = await MakeAsync("MOTLUOT", uses: 1);
        var purchases = new List<BoughtParcel>();
        for (var i = 0; i < 8; i++)
        {
            purchases.Add(await Market.BuyLinesAsync(product, PaymentMethod.Cod, new Buyer(Email: $"nguoi-{i}@example.vn"), new BoughtLine(100_000, Discount: 10_000)));
        }

        var answers = await Task.WhenAll(purchases.Select(p => Task.Run(() => TakeAsync(voucher, p))));

        Assert.Single(answers, a => a.Succeeded);
        Assert.Equal(7, answers.Count(a => a.Refusal?.Code == "ordering.voucher_used_up"));
        await using var db = await OpenAsync();
        Assert.Equal(1, (await db.Vouchers.SingleAsync(v => v.Id == voucher, Ct)).Used);
        Assert.Equal([("Chợ OCOP", 6_000), ("Tỉnh Thái Nguyên", 4_000)], (await db.VoucherUses.Include(u => u.Shares).SingleAsync(u => u.VoucherId == voucher, Ct)).Shares.OrderBy(s => s.Payer).Select(s => (s.Name, s.Amount.Dong)));
    }

    [Fact]
    public async Task A_buyer_is_known_by_account_or_by_the_address_however_it_is_written()
    {
        var (product, account) = (await Market.PutOnSaleAsync("Chè mỗi người một lần"), AccountId.New());
        var voucher = await MakeAsync("MOTNGUOI", perBuyer: 1);
        Desks.Must(await TakeAsync(voucher, await Market.BuyLinesAsync(product, PaymentMethod.Cod, new Buyer(account, "Mai@Example.vn"), new BoughtLine(100_000, Discount: 10_000))));

        Assert.Equal("ordering.voucher_used_by_buyer", (await QuoteAsync("mot nguoi", product, new(account, "khac@example.vn"))).Refusal?.Code);
        Assert.Equal("ordering.voucher_used_by_buyer", (await QuoteAsync("MotNguoi", product, new(null, " mai@example.VN "))).Refusal?.Code);
        Assert.Equal(20_000, (await QuoteAsync("MotNguoi", product, new(null, "khac@example.vn"))).Value.Amount.Dong);
    }

    [Fact]
    public async Task A_use_is_given_back_when_everything_of_its_purchase_is_cancelled()
    {
        var product = await Market.PutOnSaleAsync("Bánh hủy đơn");
        var voucher = await MakeAsync("HUYDON", uses: 1);
        var bought = await Market.BuyLinesAsync(product, PaymentMethod.VietQr, new BoughtLine(100_000, Discount: 10_000));
        Desks.Must(await TakeAsync(voucher, bought));
        Assert.Equal("ordering.voucher_used_up", (await QuoteAsync("HUYDON", product, new(null, "ai@example.vn"))).Refusal?.Code);

        await using (var db = await OpenAsync())
        {
            Desks.Must((await db.Parcels.SingleAsync(p => p.Id == bought.Parcel, Ct)).Cancel("het-han", Clock.GetUtcNow()));
            Get<EventOutbox>().Add(db, new ParcelMoved(bought.Parcel, bought.Purchase, bought.Producer, ParcelState.AwaitingPayment, ParcelState.Cancelled));
            await db.SaveChangesAsync(Ct);
        }

        await Get<OutboxDispatcher>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);

        Assert.True((await QuoteAsync("HUYDON", product, new(null, "ai@example.vn"))).Succeeded);
    }

    [Fact]
    public async Task Late_money_takes_the_use_again()
    {
        var product = await Market.PutOnSaleAsync("Bánh tiền muộn");
        var voucher = await MakeAsync("TIENMUON", uses: 1);
        var bought = await Market.BuyLinesAsync(product, PaymentMethod.VietQr, new BoughtLine(100_000, Discount: 10_000));
        Desks.Must(await TakeAsync(voucher, bought));
        foreach (var again in new[] { false, true })
        {
            await using var db = await OpenAsync();
            var parcel = await db.Parcels.SingleAsync(p => p.Id == bought.Parcel, Ct);
            Desks.Must(again ? parcel.Reopen() : parcel.Cancel(Parcel.Unpaid, Clock.GetUtcNow()));
            Get<EventOutbox>().Add(db, new ParcelMoved(bought.Parcel, bought.Purchase, bought.Producer, default, parcel.State));
            await db.SaveChangesAsync(Ct);
            await Get<OutboxDispatcher>().RunAsync(Ct);
        }

        Assert.Equal("ordering.voucher_used_up", (await QuoteAsync("TIENMUON", product, new(null, "ai@example.vn"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_voucher_is_good_on_its_days_only()
    {
        var product = await Market.PutOnSaleAsync("Trà đúng ngày");
        var today = Clock.Today();
        await MakeAsync("DUNGNGAY", from: today.AddDays(1), through: today.AddDays(2));

        Assert.Equal("ordering.voucher_unknown", (await QuoteAsync("DUNGNGAY", product, new(null, null))).Refusal?.Code);
        Clock.SetVietnam(today.AddDays(2), new(23, 59));
        Assert.True((await QuoteAsync("DUNGNGAY", product, new(null, null))).Succeeded);
        Clock.SetVietnam(today.AddDays(3), new(0, 0));
        Assert.Equal(new Refusal("ordering.voucher_ended", "DUNGNGAY", today.AddDays(2)), (await QuoteAsync("DUNGNGAY", product, new(null, null))).Refusal);
    }

    [Fact]
    public async Task A_producers_voucher_is_paid_by_it_and_good_for_its_goods_whatever_the_form_says()
    {
        var (own, other) = (await Market.PutOnSaleAsync("Miến của tôi"), await Market.PutOnSaleAsync("Miến người khác"));
        var staff = await Market.AsStaffOfAsync(own.Producer);
        var id = Desks.Must(await Get<SaveVoucher>().RunAsync(new(staff.Actor, own.Producer, null, Draft("MIENNGON") with { Payers = TwoPayers, Scope = VoucherScope.Everything }), Ct));
        Desks.Must(await Get<ActivateVoucher>().RunAsync(staff.Actor, id, Ct));

        Assert.Equal("ordering.voucher_out_of_scope", (await QuoteAsync("MIENNGON", other, new(null, null))).Refusal?.Code);
        var quote = (await QuoteAsync("MIENNGON", own, new(null, null))).Value;
        Assert.Equal([new(VoucherPayerKind.Producer, "HTX Miến của tôi", 100)], quote.Payers);
        Assert.Equal(quote.Amount, quote.OfProducer(quote.Amount));
    }

    [Fact]
    public async Task Vouchers_are_their_issuers_alone()
    {
        var (own, other) = (await Market.PutOnSaleAsync("Cốm phiếu"), await Market.PutOnSaleAsync("Cốm khác"));
        var (owner, packer, stranger, administrator) = (await Market.AsStaffOfAsync(own.Producer), await Market.AsStaffOfAsync(own.Producer, ProducerRights.Orders), await Market.AsStaffOfAsync(other.Producer), await Market.AsAdministratorAsync());
        var id = Desks.Must(await Get<SaveVoucher>().RunAsync(new(owner.Actor, own.Producer, null, Draft("COMXANH")), Ct));
        var market = await MakeAsync("CUASAN");

        foreach (var actor in new[] { packer.Actor, stranger.Actor, administrator.Actor, Actor.Guest })
        {
            Assert.Equal("ordering.money_right_missing", (await Get<SaveVoucher>().RunAsync(new(actor, own.Producer, id, Draft("COMDO")), Ct)).Refusal?.Code);
            Assert.Equal("ordering.money_right_missing", (await Get<ActivateVoucher>().RunAsync(actor, id, Ct)).Refusal?.Code);
            Assert.Equal("ordering.money_right_missing", (await Get<StopVoucher>().RunAsync(actor, id, Ct)).Refusal?.Code);
            Assert.Empty(await Get<VoucherQueries>().ListAsync(actor, own.Producer, Ct));
            Assert.Null(await Get<VoucherQueries>().UsesAsync(actor, id, Ct));
        }

        Assert.Equal("ordering.only_administrators", (await Get<StopVoucher>().RunAsync(owner.Actor, market, Ct)).Refusal?.Code);
        Assert.Equal("ordering.only_administrators", (await Get<SaveVoucher>().RunAsync(new(owner.Actor, null, null, Draft("COMVANG")), Ct)).Refusal?.Code);
        Assert.Equal("ordering.voucher_unknown", (await Get<SaveVoucher>().RunAsync(new(stranger.Actor, other.Producer, id, Draft("COMTIM")), Ct)).Refusal?.Code);
        Assert.Empty(await Get<VoucherQueries>().ListAsync(owner.Actor, null, Ct));
        using var client = stranger.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/kenh-chu-the/phieu-giam-gia/{id}", Ct)).StatusCode);
        using var desk = administrator.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/quan-tri/phieu-giam-gia/{id}", Ct)).StatusCode);
        Assert.Contains("CUASAN", await desk.GetStringAsync($"/quan-tri/phieu-giam-gia/{market}", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_belongs_to_one_voucher_and_what_was_issued_is_not_rewritten()
    {
        var product = await Market.PutOnSaleAsync("Gạo mã phiếu");
        var (owner, taken) = (await Market.AsStaffOfAsync(product.Producer), await MakeAsync("DATRUNG"));

        Assert.Equal(new Refusal("ordering.voucher_code_taken", "DATRUNG"), (await Get<SaveVoucher>().RunAsync(new(owner.Actor, product.Producer, null, Draft("đã trùng")), Ct)).Refusal);
        Assert.Equal("ordering.voucher_wrong_state", (await Get<SaveVoucher>().RunAsync(new(Actor.Operator("test"), null, taken, Draft("KHACHAN")), Ct)).Refusal?.Code);
        Assert.Equal(new Refusal("ordering.voucher_percent", 50), (await Get<SaveVoucher>().RunAsync(new(owner.Actor, product.Producer, null, Draft("QUANUA") with { Percent = 51 }), Ct)).Refusal);
    }

    [Fact]
    public async Task A_producer_writes_issues_and_stops_a_voucher_by_forms_without_script()
    {
        var product = await Market.PutOnSaleAsync("Nước mắm phiếu");
        var owner = await Market.AsStaffOfAsync(product.Producer);
        using var client = owner.Client();
        var (page, today) = ("/kenh-chu-the/phieu-giam-gia", Clock.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        using var saved = await client.SubmitAsync(page, "phieu", new() { ["Code"] = "mắm ngon", ["Title"] = "Mừng vụ cá", ["Percent"] = "10", ["Minimum"] = "200.000", ["From"] = today, ["Through"] = today, ["UsesTotal"] = "50", ["UsesBuyer"] = "1" }, Ct);
        var voucher = Assert.Single(await Get<VoucherQueries>().ListAsync(owner.Actor, product.Producer, Ct));
        Assert.Equal(("MAMNGON", VoucherState.Draft, 10, 200_000), (voucher.Code, voucher.State, voucher.Percent, voucher.Minimum.Dong));
        using var begun = await client.SubmitAsync(page, "doi-phieu", new() { ["phat-hanh"] = voucher.Id.ToString() }, Ct);
        Assert.Equal(VoucherState.Active, (await Get<VoucherQueries>().ListAsync(owner.Actor, product.Producer, Ct))[0].State);
        using var ended = await client.SubmitAsync(page, "doi-phieu", new() { ["ngung"] = voucher.Id.ToString() }, Ct);
        Assert.Equal(VoucherState.Stopped, (await Get<VoucherQueries>().ListAsync(owner.Actor, product.Producer, Ct))[0].State);
    }

    [Fact]
    public async Task From_the_basket_to_the_books_a_voucher_and_the_fees_add_up_for_every_producer()
    {
        var (honey, tea) = (await Market.PutOnSaleAsync("Mật ong trọn đường", price: 133_333), await Market.PutOnSaleAsync("Chè trọn đường", price: 77_777));
        Desks.Must(await Get<ChangeSetting>().RunAsync(new(Actor.Operator("test"), FeeSettings.VietQrShare.Key, "300", null, "Thử"), Ct));
        await MakeAsync("TRONDUONG");
        var cart = await Market.FillCartAsync([(honey, 3), (tea, 2)]);
        var hash = cart.Owner.TokenHash;
        await using (var db = await OpenAsync())
        {
            await db.Carts.Where(c => c.TokenHash == hash).ExecuteUpdateAsync(set => set.SetProperty(c => c.VoucherCode, "trọn đường"), Ct);
        }

        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;
        var id = Desks.Must((await Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, Secrets.New(), total, "vi", false), Ct)).Placed);
        Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            foreach (var payment in await db.Payments.Where(p => p.PurchaseId == id).Select(p => p.Id).ToListAsync(Ct))
            {
                Desks.Must(await Get<PaymentBook>().SettleAsync(db, Actor.System("test"), (await PaymentBook.LockAsync(db, payment, Ct))!, Ct));
            }

            return Result.Success;
        }, Ct));
        await Get<OutboxDispatcher>().RunAsync(Ct);

        await using var books = await OpenAsync();
        var purchase = await books.Purchases.Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleAsync(p => p.Id == id, Ct);
        var postings = (await books.LedgerEntries.Include(e => e.Postings).Where(e => e.ProducerId == honey.Producer || e.ProducerId == tea.Producer).ToListAsync(Ct)).SelectMany(e => e.Postings).ToLookup(p => p.Account, p => p.Amount.Dong);
        Assert.Equal(55_555, purchase.Discount.Dong); // a tenth of 555,553, half up
        Assert.Equal((purchase.Total.Dong, 0), (postings[LedgerAccount.Bank].Sum(), postings[LedgerAccount.BuyerOwes].Sum()));
        Assert.Equal((55_555, 0), (postings[LedgerAccount.VoucherOwed].Sum(), postings[LedgerAccount.Discount].Sum()));
        Assert.Equal((12_000 + 4_667, -16_667), (postings[LedgerAccount.Fee].Sum(), postings[LedgerAccount.FeeOwed].Sum())); // 11,999.97 and 4,666.62
        Assert.Equal(purchase.Parcels.SelectMany(p => p.Lines).Sum(l => l.Fee.Dong), postings[LedgerAccount.Fee].Sum());
    }

    private VoucherDraft Draft(string code) => new(code, "Thử", 10, null, null, Money.Zero, Clock.Today(), Clock.Today().AddDays(30), 100, 1, [], null);

    private async Task<VoucherId> MakeAsync(string code, int uses = 100, int perBuyer = 1, DateOnly? from = null, DateOnly? through = null)
    {
        var administrator = Actor.Operator("test");
        var draft = Draft(code) with { From = from ?? Clock.Today(), Through = through ?? Clock.Today().AddDays(30), UsesInTotal = uses, UsesPerBuyer = perBuyer, Payers = TwoPayers, Scope = VoucherScope.Everything };
        var id = Desks.Must(await Get<SaveVoucher>().RunAsync(new(administrator, null, null, draft), Ct));
        Desks.Must(await Get<ActivateVoucher>().RunAsync(administrator, id, Ct));
        return id;
    }

    private async Task<Result<VoucherDiscount>> QuoteAsync(string code, ProductOnSale product, VoucherBuyer buyer)
    {
        await using var db = await OpenAsync();
        return await Get<VoucherDesk>().QuoteAsync(db, code, [Line(product)], buyer, Ct);
    }

    private static VoucherLine Line(ProductOnSale product) => new(product.Producer, "01", product.Set, new(200_000));

    private Task<Result> TakeAsync(VoucherId voucher, BoughtParcel bought)
        => Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            var purchase = await db.Purchases.Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleAsync(p => p.Id == bought.Purchase, Ct);
            var line = purchase.Parcels[0].Lines[0];
            var held = await Get<VoucherDesk>().HoldAsync(db, voucher, [new(bought.Producer, "01", line.Set, line.Goods)], new(purchase.Account, purchase.BuyerEmail), Ct);
            if (held.Refusal is { } refusal)
            {
                return refusal;
            }

            await Get<VoucherDesk>().TakeAsync(db, purchase, held.Value, Ct);
            return Result.Success;
        }, Ct);
}
