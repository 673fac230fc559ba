using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class BooksTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_parcel_paid_at_the_door_is_sold_when_it_is_placed_and_paid_when_it_is_delivered()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Mật ong sổ"), PaymentMethod.Cod, new BoughtLine(200_000, 2, Shipping: 30_000, Fee: 12_000));

        await BookAsync(bought);

        Assert.Equal([(LedgerAccount.BuyerOwes, 430_000), (LedgerAccount.FeeOwed, -12_000), (LedgerAccount.Goods, -400_000), (LedgerAccount.Shipping, -30_000), (LedgerAccount.Fee, 12_000)], await BalancesAsync(bought));

        await MoveAsync(bought, p => p.Confirm(Now), p => p.Pack(Now), p => p.HandOver(Now), p => p.Deliver(Now));
        await BookAsync(bought);

        Assert.Equal([(LedgerAccount.Cash, 430_000), (LedgerAccount.FeeOwed, -12_000), (LedgerAccount.Goods, -400_000), (LedgerAccount.Shipping, -30_000), (LedgerAccount.Fee, 12_000)], await BalancesAsync(bought));
    }

    [Fact]
    public async Task A_purchase_nobody_has_paid_is_in_no_book()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Chè chưa trả"), PaymentMethod.VietQr, new BoughtLine(100_000));

        await BookAsync(bought);
        await MoveAsync(bought, p => p.Cancel("het-han", Now));
        await BookAsync(bought);

        Assert.Empty(await BalancesAsync(bought));
    }

    [Fact]
    public async Task A_fact_is_written_once_however_often_it_is_told_and_by_however_many()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Trà hai lần"), PaymentMethod.VietQr, new BoughtLine(100_000, Fee: 3_000));
        await PayAsync(bought);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => BookAsync(bought))));

        await using var db = await OpenAsync();
        Assert.Equal([LedgerKind.Fee, LedgerKind.Paid, LedgerKind.Sale], (await db.LedgerEntries.Where(e => e.ProducerId == bought.Producer).ToListAsync(Ct)).Select(e => e.Kind).OrderBy(k => k.ToString()));
        Assert.Equal([(LedgerAccount.Bank, 100_000), (LedgerAccount.FeeOwed, -3_000), (LedgerAccount.Goods, -100_000), (LedgerAccount.Fee, 3_000)], await BalancesAsync(bought));
    }

    [Fact]
    public async Task What_others_pay_of_a_discount_is_owed_to_the_producer_until_the_goods_come_back()
    {
        var product = await Market.PutOnSaleAsync("Bánh có phiếu");
        var bought = await Market.BuyLinesAsync(product, PaymentMethod.VietQr, new BoughtLine(100_000, 3, Discount: 50_000, Fee: 9_000));
        await GiveVoucherAsync(bought, new VoucherPayer(VoucherPayerKind.Market, "Chợ OCOP", 60), new VoucherPayer(VoucherPayerKind.Sponsor, "Tỉnh Thái Nguyên", 40));
        await PayAsync(bought);
        await BookAsync(bought);
        Assert.Equal([(LedgerAccount.VoucherOwed, 50_000), (LedgerAccount.Bank, 250_000), (LedgerAccount.FeeOwed, -9_000), (LedgerAccount.Goods, -300_000), (LedgerAccount.Fee, 9_000)], await BalancesAsync(bought));

        await RefundAsync(bought, 0, 1, done: true);
        await RefundAsync(bought, 0, 2, done: true);
        await BookAsync(bought);

        Assert.Empty(await BalancesAsync(bought)); // everything went back, to the đồng
    }

    [Fact]
    public async Task Any_order_of_cancelled_and_returned_pieces_gives_back_exactly_what_was_paid()
    {
        var dice = new Random(20261126);
        for (var round = 0; round < 12; round++)
        {
            var product = await Market.PutOnSaleAsync($"Hàng trả {round}", producer: $"HTX trả {round}");
            var lines = Enumerable.Range(0, dice.Next(1, 4)).Select(_ =>
            {
                var (price, quantity) = (dice.Next(1_000, 900_000), dice.Next(1, 7));
                return new BoughtLine(price, quantity, dice.Next(0, 50_000), dice.Next(0, 20_000), dice.Next(0, price / 2 * quantity), dice.Next(0, 9_000));
            }).ToList();
            var method = dice.Next(2) == 0 ? PaymentMethod.VietQr : PaymentMethod.Card;
            var bought = await Market.BuyLinesAsync(product, method, lines);
            if (lines.Any(l => l.Discount > 0))
            {
                await GiveVoucherAsync(bought, new VoucherPayer(VoucherPayerKind.Producer, "HTX", 30), new VoucherPayer(VoucherPayerKind.Market, "Chợ OCOP", 37), new VoucherPayer(VoucherPayerKind.Sponsor, "Quỹ", 33));
            }

            await PayAsync(bought);
            var pieces = lines.SelectMany((l, i) => Enumerable.Repeat(i, l.Quantity)).ToArray();
            dice.Shuffle(pieces);
            foreach (var line in pieces)
            {
                await RefundAsync(bought, line, 1, done: dice.Next(2) == 0);
                await BookAsync(bought);
            }

            await using var db = await OpenAsync();
            var payment = await db.Payments.SingleAsync(p => p.Id == bought.Payment, Ct);
            Assert.Equal(payment.PaidAmount, payment.RefundedAmount);
            var balances = (await BalancesAsync(bought)).ToDictionary(b => b.Account, b => b.Amount);
            Assert.Equal(0, balances.GetValueOrDefault(LedgerAccount.VoucherOwed));
            Assert.Equal(0, balances.GetValueOrDefault(LedgerAccount.FeeOwed));
            Assert.Equal(0, balances.GetValueOrDefault(LedgerAccount.Goods) + balances.GetValueOrDefault(LedgerAccount.Discount));
            Assert.Equal(0, balances.GetValueOrDefault(method is PaymentMethod.Card ? LedgerAccount.CardClearing : LedgerAccount.Bank) + balances.GetValueOrDefault(LedgerAccount.RefundOwed));
        }
    }

    [Fact]
    public async Task Less_is_paid_at_the_door_when_pieces_were_cancelled_before()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Miến bớt"), PaymentMethod.Cod, new BoughtLine(100_000, 3, Shipping: 20_000, Fee: 10_000));
        await BookAsync(bought);
        await ChangeAsync(bought, p => p.Lines[0].Cancelled = 1);
        await BookAsync(bought);
        await BookAsync(bought);
        await MoveAsync(bought, p => p.Confirm(Now), p => p.Pack(Now), p => p.HandOver(Now), p => p.Deliver(Now));
        await BookAsync(bought);

        // 120,000 + 6,666 for shipping came off: one piece of three.
        Assert.Equal([(LedgerAccount.Cash, 213_334), (LedgerAccount.FeeOwed, -6_667), (LedgerAccount.Goods, -200_000), (LedgerAccount.Shipping, -13_334), (LedgerAccount.Fee, 6_667)], await BalancesAsync(bought));
    }

    [Fact]
    public async Task A_parcel_that_came_back_unpaid_leaves_nothing_behind()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Kiện quay về"), PaymentMethod.Cod, new BoughtLine(99_999, 3, Shipping: 20_001, Fee: 10_000));
        await BookAsync(bought);
        await MoveAsync(bought, p => p.Confirm(Now), p => p.Pack(Now), p => p.HandOver(Now), p => p.Return("khong-nhan", Now));
        await BookAsync(bought);

        Assert.Empty(await BalancesAsync(bought));
    }

    [Fact]
    public async Task A_card_payment_clears_is_disputed_and_paid_out_less_the_fee()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Trà thẻ"), PaymentMethod.Card, new BoughtLine(300_000, Fee: 12_000));
        await PayAsync(bought);
        await BookAsync(bought);
        await InBooksAsync(async (books, db) =>
        {
            var payment = await db.Payments.SingleAsync(p => p.Id == bought.Payment, Ct);
            await books.DisputeAsync(db, payment, "dp_1", new(100_000), DisputeStep.Opened, Clock.Today(), Ct);
            await books.DisputeAsync(db, payment, "dp_1", new(100_000), DisputeStep.Lost, Clock.Today(), Ct);
            await books.DisputeAsync(db, payment, "dp_1", new(100_000), DisputeStep.Lost, Clock.Today(), Ct);
            await books.TransferAsync(db, payment, "tr_1", new(200_000), new(12_000), Clock.Today(), Ct);
        });

        Assert.Equal([(LedgerAccount.Bank, 188_000), (LedgerAccount.Goods, -300_000), (LedgerAccount.Fee, 12_000), (LedgerAccount.DisputeLoss, 100_000)], await BalancesAsync(bought));
    }

    [Fact]
    public async Task Fees_are_settled_by_an_administrator_once_for_each_paper_and_never_beyond_what_is_open()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Cà phê công nợ"), PaymentMethod.Cod, new BoughtLine(500_000, Fee: 15_000));
        await BookAsync(bought);
        var (administrator, owner) = (await Market.AsAdministratorAsync(), await Market.AsStaffOfAsync(bought.Producer));
        Task<Result> SettleAsync(Actor actor, long amount, string reference) => Get<SettleDebt>().RunAsync(new(actor, bought.Producer, null, new(amount), reference), Ct);

        Assert.Equal("ordering.only_administrators", (await SettleAsync(owner.Actor, 15_000, "FT1")).Refusal?.Code);
        Assert.Equal(new Refusal("ordering.settled_too_much", 15_000L), (await SettleAsync(administrator.Actor, 15_001, "FT1")).Refusal);
        Assert.True((await SettleAsync(administrator.Actor, 10_000, "FT1")).Succeeded);
        Assert.Equal(new Refusal("ordering.reference_taken", "FT1"), (await SettleAsync(administrator.Actor, 5_000, "FT1")).Refusal);
        Assert.Equal(5_000, Assert.Single(await Get<DebtQueries>().ListAsync(administrator.Actor, Ct), d => d.Producer.Id == bought.Producer).Amount.Dong);
        Assert.Empty(await Get<DebtQueries>().ListAsync(owner.Actor, Ct));
    }

    [Fact]
    public async Task The_database_refuses_an_entry_that_does_not_balance_and_every_change_of_one()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Muối sổ cái"), PaymentMethod.Cod, new BoughtLine(50_000));
        await BookAsync(bought);
        await using var db = await OpenAsync();
        var one = new LedgerEntry { Key = $"lech:{bought.Parcel}", Kind = LedgerKind.Sale, ProducerId = bought.Producer, Day = Clock.Today(), At = Now };
        one.Add(new LedgerPosting { EntryId = one.Id, Position = 0, ProducerId = bought.Producer, Account = LedgerAccount.Bank, Amount = new(1) });
        db.LedgerEntries.Add(one);

        var off = await Assert.ThrowsAsync<PostgresException>(() => db.SaveChangesAsync(Ct)); // at the commit
        var changed = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"update ordering.ledger_postings set amount = amount * 2", Ct));
        var deleted = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"delete from ordering.ledger_entries", Ct));

        Assert.Equal("ck_ledger_entries_balance", off.ConstraintName);
        Assert.Equal(("ck_ledger_append_only", "ck_ledger_append_only"), (changed.ConstraintName, deleted.ConstraintName));
    }

    [Fact]
    public async Task The_job_finds_what_no_event_has_told()
    {
        var bought = await Market.BuyLinesAsync(await Market.PutOnSaleAsync("Quên sự kiện"), PaymentMethod.VietQr, new BoughtLine(70_000));
        await PayAsync(bought);
        await RefundAsync(bought, 0, 1, done: true);

        await Get<BooksJob>().RunAsync(Ct);

        Assert.Empty(await BalancesAsync(bought));
        Assert.Equal("0 purchases brought up to date", await Get<BooksJob>().RunAsync(Ct));
    }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private Task BookAsync(BoughtParcel bought) => InAsync(db => Get<BookFacts>().BookAsync(db, bought.Purchase, Ct));

    private Task InBooksAsync(Func<ProducerBooks, MarketDbContext, Task> work) => InAsync(db => work(Get<ProducerBooks>(), db));

    private async Task InAsync(Func<MarketDbContext, Task> work)
        => Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            await work(db);
            return Result.Success;
        }, Ct));

    private Task PayAsync(BoughtParcel bought)
        => InAsync(async db =>
        {
            var payment = await db.Payments.SingleAsync(p => p.Id == bought.Payment, Ct);
            Desks.Must(payment.Pay(payment.Amount, Now));
            Desks.Must((await db.Parcels.SingleAsync(p => p.Id == bought.Parcel, Ct)).Place());
        });

    private Task MoveAsync(BoughtParcel bought, params IReadOnlyList<Func<Parcel, Result>> moves) => ChangeAsync(bought, parcel =>
    {
        foreach (var move in moves)
        {
            Desks.Must(move(parcel));
        }
    });

    private Task ChangeAsync(BoughtParcel bought, Action<Parcel> change)
        => InAsync(async db => change(await db.Parcels.Include(p => p.Lines.OrderBy(l => l.Position)).SingleAsync(p => p.Id == bought.Parcel, Ct)));

    private Task RefundAsync(BoughtParcel bought, int line, int pieces, bool done)
        => InAsync(async db =>
        {
            var of = await db.ParcelLines.SingleAsync(l => l.Id == bought.Lines[line], Ct);
            var payment = await db.Payments.SingleAsync(p => p.Id == bought.Payment, Ct);
            Money Share(Money amount) => of.ShareOf(amount, of.Cancelled + of.Returned, pieces);
            var (goods, shipping, wrapping, discount) = (Share(of.Goods), Share(of.ShippingShare), Share(of.WrapShare), Share(of.DiscountShare));
            var refund = new Refund
            {
                PaymentId = payment.Id, PurchaseId = bought.Purchase, ParcelId = bought.Parcel, ProducerId = bought.Producer, Amount = goods + shipping + wrapping - discount, Reason = "tra-lai",
                State = done ? RefundState.Done : RefundState.Owed, CreatedAt = Now, DoneAt = done ? Now : null,
            };
            refund.Add(new RefundLine { RefundId = refund.Id, ParcelLineId = of.Id, Quantity = pieces, Goods = goods, Shipping = shipping, Wrapping = wrapping, Discount = discount, Fee = Share(of.Fee) });
            of.Returned += pieces;
            Desks.Must(payment.Refund(refund.Amount));
            db.Refunds.Add(refund);
        });

    private Task GiveVoucherAsync(BoughtParcel bought, params IReadOnlyList<VoucherPayer> payers)
        => InAsync(async db =>
        {
            var purchase = await db.Purchases.Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleAsync(p => p.Id == bought.Purchase, Ct);
            var voucher = new Voucher
            {
                Code = $"T{purchase.Number[^7..]}", Name = "Thử", Scope = VoucherScope.Everything, Payers = payers, Percent = 10, ValidFrom = Clock.Today(), ValidThrough = Clock.Today(), UsesInTotal = 1, UsesPerBuyer = 1, CreatedAt = Now,
            };
            Desks.Must(voucher.Activate(Now));
            db.Vouchers.Add(voucher);
            await db.SaveChangesAsync(Ct);
            await Get<VoucherDesk>().TakeAsync(db, purchase, new(voucher.Id, voucher.Code, voucher.Name, payers, []), Ct);
        });

    /// <summary>What is not nothing, of the producer of the purchase.</summary>
    private async Task<IReadOnlyList<(LedgerAccount Account, long Amount)>> BalancesAsync(BoughtParcel bought)
    {
        await using var db = await OpenAsync();
        return [.. (await db.LedgerEntries.Include(e => e.Postings).Where(e => e.ProducerId == bought.Producer).ToListAsync(Ct)).SelectMany(e => e.Postings)
            .GroupBy(p => p.Account).Select(g => (g.Key, g.Sum(p => p.Amount.Dong))).Where(b => b.Item2 != 0).OrderBy(b => b.Key)];
    }
}
