using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class StockTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Buyer = Actor.Member("Người mua", AccountId.New());

    [Fact]
    public async Task Fifty_buyers_and_one_jar_make_one_sale()
    {
        var honey = await VariantAsync(await Market.PutOnSaleAsync("Mật ong cuối cùng", stock: 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => TakeAsync($"DH-{i}", new StockLine(honey, 1)))));

        Assert.Single(answers, a => a.Succeeded);
        Assert.Equal(49, answers.Count(a => a.Refusal == CatalogRefusals.OutOfStock("500 g", 0)));
        Assert.Equal([(1, 1, StockReason.Begun), (-1, 0, StockReason.Ordered)], await LedgerAsync(honey));
    }

    [Fact]
    public async Task Orders_that_name_the_same_packings_the_other_way_round_do_not_block_each_other()
    {
        var (one, other) = (await VariantAsync(await Market.PutOnSaleAsync("Mắm một", stock: 40)), await VariantAsync(await Market.PutOnSaleAsync("Mắm hai", stock: 40)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => i % 2 == 0
            ? TakeAsync($"A-{i}", new(one, 1), new(other, 1))
            : TakeAsync($"B-{i}", new(other, 1), new(one, 1)))));

        Assert.All(answers, a => Assert.True(a.Succeeded));
        Assert.Equal((0, 0), (await StockAsync(one), await StockAsync(other)));
    }

    [Fact]
    public async Task All_lines_are_taken_or_none()
    {
        var (full, empty) = (await VariantAsync(await Market.PutOnSaleAsync("Đủ hàng", stock: 5)), await VariantAsync(await Market.PutOnSaleAsync("Thiếu hàng", stock: 2)));

        Assert.Equal(CatalogRefusals.OutOfStock("500 g", 2), (await TakeAsync("DH-x", new(full, 1), new(empty, 2), new(empty, 1))).Refusal);

        Assert.Equal((5, 2), (await StockAsync(full), await StockAsync(empty)));
        Assert.Single(await LedgerAsync(full));
    }

    [Fact]
    public async Task What_an_order_gives_back_is_on_the_shelf_and_in_the_ledger()
    {
        var tea = await VariantAsync(await Market.PutOnSaleAsync("Trà hoàn", stock: 5));
        await TakeAsync("DH-1", new StockLine(tea, 3));

        Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(db => Get<IStockDesk>().ReturnAsync(db, Buyer, [new(tea, 3)], "DH-1", Ct), Ct));

        Assert.Equal([(5, 5, StockReason.Begun), (-3, 2, StockReason.Ordered), (3, 5, StockReason.GivenBack)], await LedgerAsync(tea));
    }

    [Fact]
    public async Task A_count_is_written_with_who_and_why_and_only_by_the_producers_own_people()
    {
        var product = await Market.PutOnSaleAsync("Trà đếm", stock: 10);
        var tea = await VariantAsync(product);
        var other = await Market.PutOnSaleAsync("Trà nhà khác");

        Assert.Equal(CatalogRefusals.NotYourProducer(), (await CountAsync(Desks.StaffOf(other), tea, 3)).Refusal);
        Assert.Equal(CatalogRefusals.NotYourProducer(), (await CountAsync(Desks.StaffOf(product, ProducerRights.Orders), tea, 3)).Refusal);
        Assert.Equal(CatalogRefusals.StockOutOfRange("-1", 1_000_000), (await CountAsync(Desks.StaffOf(product), tea, -1)).Refusal);
        Assert.True((await CountAsync(Desks.StaffOf(product), tea, 7, StockReason.Spoiled, "Hộp bị ẩm")).Succeeded);

        await using var db = await OpenAsync();
        var last = await db.StockEntries.Where(e => e.VariantId == tea).OrderByDescending(e => e.Id).FirstAsync(Ct);
        Assert.Equal((-3, 7, StockReason.Spoiled, "Hộp bị ẩm", "Member:Chị Lan"), (last.Change, last.After, last.Reason, last.Note, last.Actor));
    }

    [Fact]
    public async Task A_count_that_did_not_see_a_sale_overwrites_nothing()
    {
        var product = await Market.PutOnSaleAsync("Trà vừa bán", stock: 10);
        var tea = await VariantAsync(product);
        await TakeAsync("DH-2", new StockLine(tea, 4));

        Assert.Equal(CatalogRefusals.StockMoved("500 g", 6), (await Get<ChangeStock>().RunAsync(new(Desks.StaffOf(product), [new(tea, 12, Seen: 10)]), Ct)).Refusal);
        Assert.True((await Get<ChangeStock>().RunAsync(new(Desks.StaffOf(product), [new(tea, 10, Seen: 10)]), Ct)).Succeeded); // the field was not touched

        Assert.Equal(6, await StockAsync(tea));
    }

    [Fact]
    public async Task Sinking_to_the_threshold_is_told_once_for_each_time()
    {
        var product = await Market.PutOnSaleAsync("Trà sắp hết", stock: 5);
        var tea = await VariantAsync(product);

        await TakeAsync("DH-3", new StockLine(tea, 1));
        Assert.Equal(0, await ToldAsync(product));
        await TakeAsync("DH-4", new StockLine(tea, 1)); // three are left, and three is the threshold
        Assert.Equal(1, await ToldAsync(product));
        await TakeAsync("DH-5", new StockLine(tea, 1));
        Assert.Equal(1, await ToldAsync(product));
        await CountAsync(Desks.StaffOf(product), tea, 9);
        await CountAsync(Desks.StaffOf(product), tea, 0);
        Assert.Equal(2, await ToldAsync(product));
    }

    private Task<Result> TakeAsync(string order, params StockLine[] lines)
        => Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(db => Get<IStockDesk>().TakeAsync(db, Buyer, lines, order, Ct), Ct);

    private Task<Result> CountAsync(Actor actor, VariantId variant, int count, StockReason reason = StockReason.Counted, string? note = null)
        => Get<ChangeStock>().RunAsync(new(actor, [new(variant, count)], reason, note), Ct);

    private async Task<VariantId> VariantAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Variants.Where(v => v.ListingId == product.Listing).Select(v => v.Id).SingleAsync(Ct);
    }

    private async Task<int> StockAsync(VariantId variant)
    {
        await using var db = await OpenAsync();
        return await db.Variants.Where(v => v.Id == variant).Select(v => v.Stock).SingleAsync(Ct);
    }

    private async Task<List<(int, int, StockReason)>> LedgerAsync(VariantId variant)
    {
        await using var db = await OpenAsync();
        return [.. (await db.StockEntries.Where(e => e.VariantId == variant).OrderBy(e => e.Id).ToListAsync(Ct)).Select(e => (e.Change, e.After, e.Reason))];
    }

    private async Task<int> ToldAsync(ProductOnSale product) => (await Market.LettersAsync(product.Listing, "LowStock")).Count;
}
