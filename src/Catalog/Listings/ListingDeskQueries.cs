using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>A line of a producer's list of listings.</summary>
/// <param name="Revision">Of the newest revision, unless it was approved.</param>
/// <param name="InForce">Whether a certificate covers the product today.</param>
/// <param name="Price">Of the cheapest packing; null while there is none.</param>
/// <param name="Stock">Of all packings.</param>
/// <param name="Low">Packings at or below their threshold.</param>
public sealed record DeskRow(
    ListingId Id, string Slug, ProductId Product, string Name, int Set, ListingState State, DelistReason? Because, ListingKind Kind, RevisionState? Revision, bool InForce, string? Picture,
    Money? Price, int Stock, int Low);

public sealed record DeskList(IReadOnlyList<DeskRow> Items, int Total, int Page, int PageSize)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

public sealed record DeskVariant(VariantId Id, string Packing, Money Price, Measure Measure, int Stock, int LowStock, int? WeightGrams, Dimensions? Size);

/// <summary>A listing as its producer works on it.</summary>
/// <param name="CertifiedPackings">Those that a certificate in force names; empty where it names none.</param>
/// <param name="Working">What the next revision says so far; the live content while there is none.</param>
/// <param name="Revision">Of the newest revision, unless it was approved.</param>
/// <param name="Changed">The working content differs from what is live.</param>
public sealed record DeskListing(
    ListingId Id, string Slug, ListingState State, DelistReason? Because, ProductId Product, string Name, int Set, ProducerId Producer, string CommuneCode, string ProvinceCode, bool InForce,
    IReadOnlyList<string> CertifiedPackings, ListingContent Live, ListingContent Working, RevisionState? Revision, DateTimeOffset? SubmittedAt, IReadOnlyList<ReturnReason> Reasons, string? Note,
    bool Changed, bool Gift, int? SeasonFrom, int? SeasonThrough, int? MakingDays, int? DailyCapacity, bool Fragile, bool Cold, IReadOnlyList<string>? DeliversTo, IReadOnlyList<DeskVariant> Variants)
{
    /// <summary>It was public once, so what it says now waits beside a live version.</summary>
    public bool IsLive => State is not (ListingState.Draft or ListingState.InReview);

    /// <summary>How many people wait to hear that it can be had again; who they are is nobody's to know.</summary>
    public int Waiting { get; init; }
}

/// <summary>A line of the stock ledger.</summary>
public sealed record StockLineView(DateTimeOffset At, string Packing, int Change, int After, StockReason Reason, string? Note, string By);

/// <summary>A packing of a producer with its price and stock, for tables.</summary>
public sealed record ShelfRow(VariantId Variant, ListingId Listing, string Name, string Packing, Money Price, int Stock);

/// <summary>Reads listings for the people of their producer; for anybody else there is nothing.</summary>
public sealed class ListingDeskQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int PageSize = 20;

    private const int MostLines = 50;

    /// <param name="text">Words of the product's name, with or without tones.</param>
    public async Task<DeskList> ListAsync(Actor actor, ProducerId producer, string? text, ListingState? state, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepShelf(producer))
        {
            return new([], 0, 1, PageSize);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (words, wanted, today) = (VietnameseText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).Select(w => $"% {w}%").ToArray(), state?.ToString(), clock.Today());
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select l.id as "Id", l.slug as "Slug", l.product_id as "Product", f.product_name as "Name", f."set" as "Set", l.state as "State", l.delisted_because as "Because", l.kind as "Kind",
                   r.state as "Revision", exists (select 1 from registry.in_force({today}) i where i.product_id = l.product_id) as "InForce", l.picture as "Picture",
                   v.price as "Price", coalesce(v.stock, 0)::int as "Stock", coalesce(v.low, 0)::int as "Low", count(*) over ()::int as "Total"
            from catalog.listings l
            join registry.product_facts f on f.product_id = l.product_id
            join catalog.search_documents d on d.no = l.no
            left join lateral (select state from catalog.listing_revisions r where r.listing_id = l.id order by r.number desc limit 1) r on r.state <> 'Approved'
            left join lateral (select min(v.price) as price, sum(v.stock) as stock, count(*) filter (where v.stock <= v.low_stock) as low from catalog.variants v where v.listing_id = l.id and not v.withdrawn) v on true
            where l.producer_id = {producer.Value} and ({wanted}::text is null or l.state = {wanted}) and ' ' || d.name like all ({words})
            order by f.product_name collate "C", l.no limit {PageSize} offset {(Math.Max(1, page) - 1) * PageSize}
            """).ToListAsync(ct);
        return new([.. rows.Select(r => r.View)], rows.Count > 0 ? rows[0].Total : 0, Math.Max(1, page), PageSize);
    }

    /// <summary>How many listings the producer has in each state.</summary>
    public async Task<IReadOnlyDictionary<ListingState, int>> CountAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.MayKeepShelf(producer)
            ? await db.Listings.Where(l => l.ProducerId == producer).GroupBy(l => l.State).ToDictionaryAsync(g => g.Key, g => g.Count(), ct)
            : new Dictionary<ListingState, int>();
    }

    /// <summary>What waits for the producer: sent back by an officer, taken down, or sinking to its last pieces.</summary>
    public async Task<IReadOnlyList<DeskRow>> WaitingAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        var all = await ListEveryAsync(actor, producer, ct);
        return [.. all.Where(r => r.Revision is RevisionState.Returned || r.Because is DelistReason.TakenDown || (r.State is ListingState.Published && r.Low > 0))];
    }

    /// <summary>Which of the producer's products have a listing.</summary>
    public async Task<IReadOnlyDictionary<ProductId, ListingId>> ListedAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.MayKeepShelf(producer)
            ? await db.Listings.Where(l => l.ProducerId == producer).ToDictionaryAsync(l => l.ProductId, l => l.Id, ct) : new Dictionary<ProductId, ListingId>();
    }

    /// <summary>Null for a listing that is not there or not the actor's to see.</summary>
    public async Task<DeskListing?> FindAsync(Actor actor, ListingId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Listings.AsNoTracking().Include(l => l.Variants).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } listing || !actor.MayKeepShelf(listing.ProducerId))
        {
            return null;
        }

        var facts = await db.Database.SqlQuery<Facts>(
            $"select product_name as \"Name\", \"set\" as \"Set\", commune_code as \"Commune\", province_code as \"Province\" from registry.product_facts where product_id = {listing.ProductId.Value}").SingleAsync(ct);
        var inForce = (await db.InForceAsync([listing.ProductId], clock.Today(), ct)).GetValueOrDefault(listing.ProductId);
        var last = await db.Revisions.AsNoTracking().Where(r => r.ListingId == id).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
        var open = last is { State: not RevisionState.Approved } ? last : null;
        var working = open?.Content ?? listing.Content;
        return new(
            listing.Id, listing.Slug, listing.State, listing.DelistedBecause, listing.ProductId, facts.Name, facts.Set, listing.ProducerId, facts.Commune, facts.Province, inForce is not null,
            inForce?.Packings ?? [], listing.Content, working, open?.State, open?.SubmittedAt, open?.Reasons ?? [], open?.Note, !working.SameAs(listing.Content),
            listing.Gift, listing.SeasonFrom, listing.SeasonThrough, listing.MakingDays, listing.DailyCapacity, listing.Fragile, listing.Cold, listing.DeliversTo,
            [.. listing.Variants.Where(v => !v.Withdrawn).OrderBy(v => v.Position).Select(v => new DeskVariant(
                v.Id, v.Packing, v.Price, v.Measure, v.Stock, v.LowStock, v.WeightGrams, v is { LengthMm: { } length, WidthMm: { } width, HeightMm: { } height } ? new Dimensions(length, width, height) : null))])
        { Waiting = await db.ProductAlerts.CountAsync(a => a.ProductId == listing.ProductId && a.ConfirmedAt != null && a.ToldAt == null && a.Through >= clock.Today(), ct) };
    }

    /// <summary>The newest lines of a listing's stock ledger.</summary>
    public async Task<IReadOnlyList<StockLineView>> LedgerAsync(Actor actor, ListingId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Listings.Where(l => l.Id == id).Select(l => (ProducerId?)l.ProducerId).SingleOrDefaultAsync(ct) is not { } producer || !actor.MayKeepShelf(producer))
        {
            return [];
        }

        return await (from entry in db.StockEntries
                      join variant in db.Variants on entry.VariantId equals variant.Id
                      where variant.ListingId == id
                      orderby entry.Id descending
                      select new StockLineView(entry.At, variant.Packing, entry.Change, entry.After, entry.Reason, entry.Note, entry.Actor)).Take(MostLines).ToListAsync(ct);
    }

    /// <summary>Every packing that the producer sells, by product, for tables.</summary>
    public async Task<IReadOnlyList<ShelfRow>> ShelfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        if (!actor.MayKeepShelf(producer))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.Database.SqlQuery<Shelf>(
            $"""
            select v.id as "Variant", l.id as "Listing", f.product_name as "Name", v.packing as "Packing", v.price as "Price", v.stock as "Stock"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id join catalog.variants v on v.listing_id = l.id and not v.withdrawn
            where l.producer_id = {producer.Value} order by f.product_name collate "C", l.no, v.position
            """).ToListAsync(ct)).Select(s => new ShelfRow(new(s.Variant), new(s.Listing), s.Name, s.Packing, new Money(s.Price), s.Stock))];
    }

    private async Task<List<DeskRow>> ListEveryAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        var rows = new List<DeskRow>();
        for (var page = 1; ; page++)
        {
            var list = await ListAsync(actor, producer, null, null, page, ct);
            rows.AddRange(list.Items);
            if (list.Items.Count < PageSize)
            {
                return rows;
            }
        }
    }

    private sealed class Facts
    {
        public required string Name { get; init; }
        public int Set { get; init; }
        public required string Commune { get; init; }
        public required string Province { get; init; }
    }

    private sealed class Shelf
    {
        public Guid Variant { get; init; }
        public Guid Listing { get; init; }
        public required string Name { get; init; }
        public required string Packing { get; init; }
        public long Price { get; init; }
        public int Stock { get; init; }
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public required string Slug { get; init; }
        public Guid Product { get; init; }
        public required string Name { get; init; }
        public int Set { get; init; }
        public required string State { get; init; }
        public string? Because { get; init; }
        public required string Kind { get; init; }
        public string? Revision { get; init; }
        public bool InForce { get; init; }
        public string? Picture { get; init; }
        public long? Price { get; init; }
        public int Stock { get; init; }
        public int Low { get; init; }
        public int Total { get; init; }

        public DeskRow View => new(
            new(Id), Slug, new(Product), Name, Set, Enum.Parse<ListingState>(State), Because is null ? null : Enum.Parse<DelistReason>(Because), Enum.Parse<ListingKind>(Kind),
            Revision is null ? null : Enum.Parse<RevisionState>(Revision), InForce, Picture, Price is { } price ? new Money(price) : null, Stock, Low);
    }
}
