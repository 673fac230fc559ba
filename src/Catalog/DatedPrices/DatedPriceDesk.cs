using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.DatedPrices;

internal sealed class DatedPriceDesk(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IDatedPriceDesk
{
    private const int MostShown = 1000;

    public async Task<Result<DatedPriceId>> SetAsync(MarketDbContext db, Actor actor, DatedPriceDraft draft, CancellationToken ct)
    {
        var name = VietnameseText.Clean(draft.Payer.Name);
        draft = draft with { Payer = draft.Payer with { Name = draft.Payer.Kind is PricePayerKind.Producer ? null : name } };
        await StockBook.LockAsync(db, [draft.Variant], ct);
        if (await db.Variants.AsNoTracking().SingleOrDefaultAsync(v => v.Id == draft.Variant && !v.Withdrawn, ct) is not { } variant
            || await db.Listings.AsNoTracking().SingleAsync(l => l.Id == variant.ListingId, ct) is not { } listing || listing.ProducerId != draft.Producer)
        {
            return CatalogRefusals.PackingUnknown("");
        }

        var set = await db.Database.SqlQuery<int>($"select \"set\" as \"Value\" from registry.product_facts where product_id = {listing.ProductId.Value}").SingleAsync(ct);
        if ((WhyNot(draft, name, variant.Price, set) ?? await OverlapAsync(db, draft.Variant, null, draft.From, draft.Through, ct)) is { } refusal)
        {
            return refusal;
        }

        var price = new DatedPrice(draft, variant.Price - draft.Price, actor.Account, clock.GetUtcNow());
        db.DatedPrices.Add(price);
        db.Audit(clock, actor, "catalog.dated_price_set", Subject(price), after: Said(price));
        return price.Id;
    }

    public async Task<Result> ConfirmAsync(MarketDbContext db, Actor actor, DatedPriceId id, CancellationToken ct)
    {
        if (await HoldAsync(db, id, ct) is not { } price)
        {
            return CatalogRefusals.DatedPriceUnknown();
        }

        var confirmed = price.Confirm(clock.Today(), clock.GetUtcNow());
        if (confirmed.Succeeded)
        {
            await db.CloseCaseAsync(clock, CaseKind.FairPrice, price.Id.Value, ct);
            db.Audit(clock, actor, "catalog.dated_price_confirmed", Subject(price), after: Said(price));
        }

        return confirmed;
    }

    public async Task<Result> EndAsync(MarketDbContext db, Actor actor, DatedPriceId id, DatedPriceEnd because, string? reason, CancellationToken ct)
        => await HoldAsync(db, id, ct) is { } price ? await EndAsync(db, actor, price, because, reason, ct) : CatalogRefusals.DatedPriceUnknown();

    public async Task EndAllAsync(MarketDbContext db, Actor actor, Guid fair, ProducerId? producer, DatedPriceEnd because, CancellationToken ct)
    {
        foreach (var price in await HoldOpenAsync(db, fair, producer, ct))
        {
            await EndAsync(db, actor, price, because, null, ct);
        }
    }

    public async Task MoveAsync(MarketDbContext db, Actor actor, Guid fair, int sequence, int days, DateOnly from, DateOnly through, CancellationToken ct)
    {
        var moved = (await HoldOpenAsync(db, fair, null, ct)).FindAll(p => p.FairSequence < sequence);
        foreach (var price in moved)
        {
            var before = Said(price);
            if (!price.Follow(days, from, through, sequence))
            {
                await EndAsync(db, actor, price, DatedPriceEnd.FairMoved, null, ct);
            }
            else if (await OverlapAsync(db, price.VariantId, fair, price.From, price.Through, ct) is not null) // another fair's price has these days
            {
                await EndAsync(db, actor, price, DatedPriceEnd.FairMoved, null, ct);
            }
            else if (days != 0)
            {
                db.Audit(clock, actor, "catalog.dated_price_moved", Subject(price), before: before, after: Said(price));
            }
        }
    }

    public async Task<Result> TakeAsync(MarketDbContext db, IReadOnlyCollection<(DatedPriceId Price, int Pieces)> sold, CancellationToken ct)
    {
        foreach (var (price, pieces) in Summed(sold))
        {
            if (await db.Database.ExecuteSqlAsync($"update catalog.dated_prices set sold = sold + {pieces} where id = {price.Value} and (most_pieces is null or sold + {pieces} <= most_pieces)", ct) == 0)
            {
                var row = await RowsAsync(db, db.DatedPrices.Where(p => p.Id == price), ct);
                return row is [var one] ? CatalogRefusals.DatedPriceSoldOut($"{one.Product} – {one.Packing}", Math.Max(0, one.MostPieces!.Value - one.Sold)) : CatalogRefusals.DatedPriceUnknown();
            }
        }

        return Result.Success;
    }

    public async Task GiveBackAsync(MarketDbContext db, IReadOnlyCollection<(DatedPriceId Price, int Pieces)> back, CancellationToken ct)
    {
        foreach (var (price, pieces) in Summed(back))
        {
            await db.Database.ExecuteSqlAsync($"update catalog.dated_prices set sold = sold - {pieces} where id = {price.Value}", ct);
        }
    }

    public async Task<IReadOnlyList<DatedPriceRow>> OfFairAsync(Guid fair, ProducerId? producer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RowsAsync(db, db.DatedPrices.Where(p => p.FairId == fair && (producer == null || p.ProducerId == producer)), ct);
    }

    public async Task<DatedPriceRow?> FindAsync(DatedPriceId price, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RowsAsync(db, db.DatedPrices.Where(p => p.Id == price), ct) is [var row] ? row : null;
    }

    public IQueryable<PaidPrice> PaidIn(MarketDbContext db)
        => db.Database.SqlQuery<PaidPrice>(
            $"""
            select d.id as "Id", d.fair_id as "Fair", f.product_name || ' – ' || v.packing as "Goods", d.set_at as "SetAt", d.confirmed_at is null and d.withdrawn_at is null and d.through >= {clock.Today()} as "Waits"
            from catalog.dated_prices d join catalog.variants v on v.id = d.variant_id join catalog.listings l on l.id = v.listing_id join registry.product_facts f on f.product_id = l.product_id
            where d.payer_kind <> 'Producer'
            """);

    public async Task<IReadOnlyList<PricedPacking>> PackingsAsync(ProducerId producer, IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Value).ToArray();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Database.SqlQuery<Shelved>(
            $"""
            select v.id as "Variant", l.product_id as "Product", f.product_name as "Name", v.packing as "Packing", v.price as "Price"
            from catalog.listings l join registry.in_force({clock.Today()}) f on f.product_id = l.product_id
            join catalog.variants v on v.listing_id = l.id and not v.withdrawn and (cardinality(f.packing_keys) = 0 or v.packing_key = any (f.packing_keys))
            where l.producer_id = {producer.Value} and l.product_id = any({ids}) and l.kind in ('Parcel', 'Pickup') order by f.product_name, l.no, v.position
            """).ToListAsync(ct);
        return [.. rows.Select(r => new PricedPacking(new(r.Variant), new(r.Product), r.Name, r.Packing, new(r.Price)))];
    }

    private static Refusal? WhyNot(DatedPriceDraft draft, string payer, Money listPrice, int set)
    {
        var limits = PromotionLimits.On(draft.From);
        return draft.Price.Dong < 1 || draft.Price >= listPrice ? CatalogRefusals.DatedPriceNotLower(draft.Price.Dong, listPrice.Dong)
            : draft.Price < limits.Lowest(listPrice) ? CatalogRefusals.DatedPriceTooLow(limits.MostPercent, limits.Lowest(listPrice).Dong)
            : !limits.Alcohol && ProductSets.Get(set).Adult ? CatalogRefusals.DatedPriceOfAlcohol()
            : draft.Payer.Kind is not PricePayerKind.Producer && (payer.Length is 0 or > DatedPrice.LongestPayer || draft.MostPieces is null) ? CatalogRefusals.DatedPricePayerMissing(DatedPrice.LongestPayer)
            : draft.MostPieces is < 1 or > DatedPrice.MostPiecesEver ? CatalogRefusals.DatedPricePiecesWrong(DatedPrice.MostPiecesEver)
            : null;
    }

    /// <param name="except">Prices of this fair move together and stay apart.</param>
    private static async Task<Refusal?> OverlapAsync(MarketDbContext db, VariantId variant, Guid? except, DateOnly from, DateOnly through, CancellationToken ct)
        => await db.DatedPrices.AsNoTracking().Where(p => p.VariantId == variant && p.WithdrawnAt == null && p.FairId != except && p.From <= through && p.Through >= from).OrderBy(p => p.From).FirstOrDefaultAsync(ct) is { } other
            ? CatalogRefusals.DatedPriceOverlaps(other.From, other.Through) : null;

    private async Task<Result> EndAsync(MarketDbContext db, Actor actor, DatedPrice price, DatedPriceEnd because, string? reason, CancellationToken ct)
    {
        var ended = price.End(because, reason, clock.Today(), clock.GetUtcNow());
        if (ended.Succeeded)
        {
            await db.CloseCaseAsync(clock, CaseKind.FairPrice, price.Id.Value, ct);
            db.Audit(clock, actor, "catalog.dated_price_ended", Subject(price), reason ?? because.ToString(), after: Said(price));
        }

        return ended;
    }

    private static async Task<DatedPrice?> HoldAsync(MarketDbContext db, DatedPriceId id, CancellationToken ct)
    {
        var variant = await db.DatedPrices.Where(p => p.Id == id).Select(p => (VariantId?)p.VariantId).SingleOrDefaultAsync(ct);
        if (variant is null)
        {
            return null;
        }

        await StockBook.LockAsync(db, [variant.Value], ct);
        return await db.DatedPrices.FromSql($"select * from catalog.dated_prices where id = {id.Value} for update").SingleAsync(ct);
    }

    private async Task<List<DatedPrice>> HoldOpenAsync(MarketDbContext db, Guid fair, ProducerId? producer, CancellationToken ct)
    {
        var today = clock.Today();
        var open = db.DatedPrices.Where(p => p.FairId == fair && (producer == null || p.ProducerId == producer) && p.WithdrawnAt == null && p.Through >= today);
        await StockBook.LockAsync(db, await open.Select(p => p.VariantId).Distinct().ToListAsync(ct), ct);
        return await open.OrderBy(p => p.Id).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<DatedPriceRow>> RowsAsync(MarketDbContext db, IQueryable<DatedPrice> prices, CancellationToken ct)
    {
        var found = await prices.AsNoTracking().OrderByDescending(p => p.SetAt).ThenBy(p => p.Id).Take(MostShown).ToListAsync(ct);
        var variants = found.Select(p => p.VariantId.Value).Distinct().ToArray();
        var shelved = (await db.Database.SqlQuery<Shelved>(
            $"""
            select v.id as "Variant", l.product_id as "Product", f.product_name as "Name", v.packing as "Packing", v.price as "Price"
            from catalog.variants v join catalog.listings l on l.id = v.listing_id join registry.product_facts f on f.product_id = l.product_id where v.id = any({variants})
            """).ToListAsync(ct)).ToDictionary(s => s.Variant);
        return [.. found.Select(p => (Price: p, Shelf: shelved[p.VariantId.Value])).Select(p => new DatedPriceRow(
            p.Price.Id, p.Price.FairId, p.Price.ProducerId, p.Price.VariantId, p.Shelf.Name, p.Shelf.Packing, new(p.Shelf.Price), p.Price.Price, p.Price.PerPiece, p.Price.From, p.Price.Through, new(p.Price.PayerKind, p.Price.PayerName),
            p.Price.MostPieces, p.Price.Sold, p.Price.SetAt, p.Price.ConfirmedAt is not null, p.Price.WithdrawnAt, p.Price.EndedBecause, p.Price.Reason))];
    }

    // In id order, as all rows are locked.
    private static IEnumerable<(DatedPriceId Price, int Pieces)> Summed(IEnumerable<(DatedPriceId Price, int Pieces)> pieces)
        => pieces.GroupBy(p => p.Price).OrderBy(g => g.Key.Value).Select(g => (g.Key, g.Sum(p => p.Pieces))).Where(p => p.Item2 > 0);

    private static string Subject(DatedPrice price) => $"dated_price:{price.Id}";

    private static object Said(DatedPrice price) => new { Variant = price.VariantId.Value, Price = price.Price.Dong, PerPiece = price.PerPiece.Dong, price.From, price.Through, price.PayerKind, price.PayerName, price.MostPieces, price.FairSlug };

    private sealed record Shelved(Guid Variant, Guid Product, string Name, string Packing, long Price);
}
