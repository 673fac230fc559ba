using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Listings;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class ReduceParcelTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Buyer = Actor.Guest;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_the_order_of_cancels_and_returns_the_parts_add_up_to_what_was_paid(int seed)
    {
        var dice = new Random(seed);
        var parcel = await PaidParcelAsync(seed, dice);
        await ShareOutAsync(parcel, dice); // shares that do not divide
        var paid = (await ReadAsync(parcel)).Total;
        await PayAsync(parcel, paid);

        var refunded = Money.Zero;
        for (var left = (await ReadAsync(parcel)).Lines.Sum(l => l.Left); left > 0;)
        {
            var now = await ReadAsync(parcel);
            if (now.State is ParcelState.Placed && dice.Next(3) == 0)
            {
                await DeliverAsync(parcel);
            }

            var line = now.Lines.Where(l => l.Left > 0).ElementAt(dice.Next(now.Lines.Count(l => l.Left > 0)));
            var pieces = dice.Next(1, line.Left + 1);
            refunded += (await ReduceAsync(parcel, now.State is ParcelState.Placed ? ReduceReason.ChangedMind : ReduceReason.ArrivedDamaged, new() { [line.Id] = pieces })).Value.Amount;
            left -= pieces;
        }

        await using var db = await OpenAsync();
        var refunds = await db.Refunds.Include(r => r.Lines).Where(r => r.ParcelId == parcel).ToListAsync(Ct);
        var after = await ReadAsync(parcel);
        Assert.Equal((paid, paid), (refunded, refunds.Aggregate(Money.Zero, (sum, r) => sum + r.Amount)));
        Assert.All(refunds, r => Assert.Equal(r.Amount, r.Lines.Aggregate(Money.Zero, (sum, l) => sum + l.Amount)));
        Assert.Equal(after.Lines.Sum(l => l.Fee.Dong), refunds.SelectMany(r => r.Lines).Sum(l => l.Fee.Dong));
        Assert.Equal(PaymentState.Refunded, (await db.Payments.SingleAsync(p => p.Id == after.PaymentId, Ct)).State);
        Assert.True(after.State is ParcelState.Cancelled or ParcelState.Returned);
    }

    [Fact]
    public async Task Pieces_cancelled_before_a_transfer_make_it_less_and_go_back_to_the_shelf()
    {
        var tea = await Market.PutOnSaleAsync("Chè hủy trước khi trả", price: 99_999, stock: 10);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 3)]));
        var line = purchase.Parcels[0].Lines[0];

        var outcome = await ReduceAsync(purchase.Parcels[0].Id, ReduceReason.OrderedWrong, new() { [line.Id] = 1 });

        await using var db = await OpenAsync();
        var payment = await db.Payments.SingleAsync(p => p.PurchaseId == purchase.Id, Ct);
        Assert.Null(outcome.Value.Refund);
        Assert.Equal((purchase.Total - outcome.Value.Amount, PaymentState.Pending), (payment.Amount, payment.State));
        Assert.Equal(payment.Amount, (await ReadAsync(purchase.Parcels[0].Id)).Due);
        Assert.Equal(8, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_transfer_is_waited_for_no_more_when_everything_is_cancelled()
    {
        var tea = await Market.PutOnSaleAsync("Chè hủy hết", stock: 10);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 2)]));

        Assert.True((await ReduceAsync(purchase.Parcels[0].Id, ReduceReason.ChangedMind)).Succeeded);

        await using var db = await OpenAsync();
        var payment = await db.Payments.SingleAsync(p => p.PurchaseId == purchase.Id, Ct);
        var parcel = await ReadAsync(purchase.Parcels[0].Id);
        Assert.Equal((Money.Zero, PaymentState.Expired), (payment.Amount, payment.State));
        Assert.Equal((ParcelState.Cancelled, "ChangedMind"), (parcel.State, parcel.EndedBecause));
        Assert.Equal(10, await StockOfAsync(tea));
    }

    [Fact]
    public async Task What_is_sold_out_or_broken_does_not_go_back_to_the_shelf()
    {
        var tea = await Market.PutOnSaleAsync("Chè bị vỡ", stock: 10);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 2)]));

        await ReduceAsync(purchase.Parcels[0].Id, ReduceReason.DamagedBefore);

        Assert.Equal(8, await StockOfAsync(tea));
    }

    [Fact]
    public async Task Cash_is_asked_for_what_is_left_only_and_refunds_never_exceed_it()
    {
        var tea = await Market.PutOnSaleAsync("Chè trả tiền mặt", price: 33_333);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 3)], PaymentMethod.Cod));
        var (parcel, line) = (purchase.Parcels[0].Id, purchase.Parcels[0].Lines[0].Id);
        var cancelled = (await ReduceAsync(parcel, ReduceReason.ChangedMind, new() { [line] = 1 })).Value.Amount;
        await DeliverAsync(parcel);

        var back = (await ReduceAsync(parcel, ReduceReason.Spoiled)).Value;

        await using var db = await OpenAsync();
        var payment = await db.Payments.SingleAsync(p => p.PurchaseId == purchase.Id, Ct);
        Assert.Equal(purchase.Total - cancelled, payment.PaidAmount);
        Assert.Equal((payment.PaidAmount, payment.PaidAmount), (back.Amount, payment.RefundedAmount));
        Assert.Equal((RefundState.Owed, ParcelState.Returned), ((await db.Refunds.SingleAsync(r => r.Id == back.Refund, Ct)).State, (await ReadAsync(parcel)).State));
    }

    [Theory]
    [InlineData(PaymentMethod.Cod)]
    [InlineData(PaymentMethod.VietQr)]
    public async Task The_books_hold_nothing_of_what_was_cancelled_unpaid_and_what_went_back_after(PaymentMethod method)
    {
        var tea = await Market.PutOnSaleAsync($"Chè vào sổ {method}", price: 33_331);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 3)], method));
        var (parcel, line) = (purchase.Parcels[0].Id, purchase.Parcels[0].Lines[0].Id);
        await ReduceAsync(parcel, ReduceReason.ChangedMind, new() { [line] = 1 });
        if (method is PaymentMethod.VietQr)
        {
            await PayAsync(parcel, (await ReadAsync(parcel)).Due);
        }

        await DeliverAsync(parcel);
        await BookAsync(purchase.Id);
        await ReduceAsync(parcel, ReduceReason.Spoiled, new() { [line] = 1 });
        await BookAsync(purchase.Id);
        await BookAsync(purchase.Id);
        await ReduceAsync(parcel, ReduceReason.Spoiled);
        await BookAsync(purchase.Id);

        await using var db = await OpenAsync();
        var balances = await db.LedgerEntries.Where(e => e.ParcelId == parcel || e.PaymentId == purchase.Parcels[0].PaymentId).SelectMany(e => e.Postings)
            .GroupBy(p => p.Account).Select(g => new { g.Key, Sum = g.Sum(p => (long)(object)p.Amount) }).Where(b => b.Sum != 0).ToDictionaryAsync(b => b.Key, b => b.Sum, Ct);
        var paid = (await db.Payments.SingleAsync(p => p.PurchaseId == purchase.Id, Ct)).PaidAmount.Dong;
        Assert.Equal(new Dictionary<LedgerAccount, long> { [method is PaymentMethod.Cod ? LedgerAccount.Cash : LedgerAccount.Bank] = paid, [LedgerAccount.RefundOwed] = -paid }, balances);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(1_000_000_000)]
    public async Task No_more_can_be_taken_than_is_left(int pieces)
    {
        var tea = await Market.PutOnSaleAsync($"Chè lấy quá {pieces}", stock: 10);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 2)]));

        var outcome = await ReduceAsync(purchase.Parcels[0].Id, ReduceReason.ChangedMind, new() { [purchase.Parcels[0].Lines[0].Id] = pieces });

        Assert.Equal(AfterSalesRefusals.PiecesTooMany(tea.Name, 2), outcome.Refusal);
        Assert.Equal(8, await StockOfAsync(tea));
    }

    [Fact]
    public async Task Two_cancels_at_once_take_the_pieces_once()
    {
        var tea = await Market.PutOnSaleAsync("Chè hủy hai lần", stock: 10);
        var purchase = await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, 2)]));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReduceAsync(purchase.Parcels[0].Id, ReduceReason.ChangedMind))));

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Equal(10, await StockOfAsync(tea));
    }

    private async Task<ParcelId> PaidParcelAsync(int seed, Random dice)
    {
        var (tea, jam) = (await Market.PutOnSaleAsync($"Chè hoàn {seed}", price: dice.Next(1_000, 99_999), producer: $"HTX hoàn {seed}"), await Market.PutOnSaleAsync($"Mứt hoàn {seed}", price: dice.Next(1_000, 99_999), producer: $"HTX hoàn {seed}"));
        return (await Market.ReadPurchaseAsync(await Market.BuyAsync([(tea, dice.Next(1, 7)), (jam, dice.Next(1, 7))]))).Parcels[0].Id;
    }

    private async Task ShareOutAsync(ParcelId parcel, Random dice)
    {
        await using var db = await OpenAsync();
        foreach (var line in await db.ParcelLines.Where(l => l.ParcelId == parcel).ToListAsync(Ct))
        {
            var (ship, wrap, off, fee) = (new Money(dice.Next(30_000)), new Money(dice.Next(20_000)), new Money(dice.Next(1_000)), new Money(dice.Next(900)));
            await db.ParcelLines.Where(l => l.Id == line.Id).ExecuteUpdateAsync(
                set => set.SetProperty(l => l.ShippingShare, ship).SetProperty(l => l.WrapShare, wrap).SetProperty(l => l.DiscountShare, off).SetProperty(l => l.Fee, fee), Ct);
        }
    }

    private async Task PayAsync(ParcelId id, Money amount)
    {
        await using var db = await OpenAsync();
        var parcel = await db.Parcels.SingleAsync(p => p.Id == id, Ct);
        Assert.True((await db.Payments.SingleAsync(p => p.Id == parcel.PaymentId, Ct)).Pay(amount, Clock.GetUtcNow()).Succeeded);
        Assert.True(parcel.Place().Succeeded);
        await db.SaveChangesAsync(Ct);
    }

    private async Task DeliverAsync(ParcelId parcel)
    {
        foreach (var move in Enum.GetValues<ParcelMove>())
        {
            Assert.True((await Get<MoveParcel>().RunAsync(new(Actor.System("test"), parcel, move), Ct)).Succeeded);
        }
    }

    private Task<Result> BookAsync(PurchaseId purchase)
        => Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            await Get<BookFacts>().BookAsync(db, purchase, Ct);
            return Result.Success;
        }, Ct);

    private Task<Result<ReduceParcel.Outcome>> ReduceAsync(ParcelId parcel, ReduceReason reason, Dictionary<ParcelLineId, int>? pieces = null)
        => Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(db => Get<ReduceParcel>().RunAsync(db, new(Buyer, parcel, reason, pieces), Ct), Ct);

    private async Task<Parcel> ReadAsync(ParcelId parcel)
    {
        await using var db = await OpenAsync();
        return await db.Parcels.AsNoTracking().Include(p => p.Lines.OrderBy(l => l.Position)).SingleAsync(p => p.Id == parcel, Ct);
    }

    private async Task<int> StockOfAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Set<Variant>().Where(v => v.ListingId == product.Listing).SumAsync(v => v.Stock, Ct);
    }
}
