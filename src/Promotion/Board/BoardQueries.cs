using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>A need in a list.</summary>
/// <param name="Offers">How many prices stand; told to its buyer only, else 0.</param>
/// <param name="IsOpen">Offers are taken today.</param>
public sealed record NeedRow(
    BuyerNeedId Id, string Title, IReadOnlyList<int> Sets, int Stars, long Quantity, NeedUnit Unit, NeedRhythm Rhythm, string ProvinceCode, DateOnly From, DateOnly Through, DateOnly OffersThrough,
    string BuyerName, BuyerKind BuyerKind, string BuyerProvince, bool IsAsked, bool IsOpen, int Offers);

public sealed record NeedRows(int Total, int Page, int PageSize, IReadOnlyList<NeedRow> Items)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>A need with everything it says.</summary>
public sealed record NeedView(NeedRow Row, string? Text, IReadOnlyList<NeedPaper> Papers, DateTimeOffset PostedAt, IReadOnlyList<ProducerId> Asked, NeedState State);

/// <summary>A price as its buyer and its producer see it.</summary>
/// <param name="Products">Those of the offer whose certificates are in force today.</param>
/// <param name="Ended">How many of its products are no longer certified.</param>
/// <param name="Stands">Can be accepted today.</param>
public sealed record NeedOfferView(
    NeedOfferId Id, BuyerNeedId Need, string NeedTitle, NeedUnit Unit, ProducerId Producer, string ProducerName, string? ProducerPhone, IReadOnlyList<CertifiedGoods> Products, int Ended, Money Price, long Quantity, int LeadDays, string? Text,
    DateOnly ValidThrough, NeedOfferState State, bool Stands, string? Reason, ContractState? Contract, string? ContractNumber, DateOnly? SignedOn, Money? ContractValue, DateTimeOffset ChangedAt);

/// <summary>A business as itself and its office see it.</summary>
public sealed record BuyerFile(
    BusinessBuyerId Id, uint Version, BuyerKind Kind, string Name, string TaxCode, string ContactName, string Phone, string? Address, string ProvinceCode, string CommuneCode, string? About, BuyerState State, string? Reason,
    DateTimeOffset AppliedAt, DateTimeOffset? DecidedAt, int Needs, int Contracts, Money ContractValue);

/// <summary>What a producer can offer for a need, and what it has offered.</summary>
/// <param name="Contact">Of the buyer, once an offer is accepted.</param>
public sealed record NeedForProducer(NeedView Need, IReadOnlyList<CertifiedGoods> Fitting, NeedOfferView? Offer, string? Contact);

/// <summary>Reads the supply–demand board.</summary>
public sealed class BoardQueries(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, IProducerBook producers, TimeProvider clock)
{
    private const int PageSize = 20, MostOffers = 200;

    /// <summary>Open needs of verified businesses that everybody may read, the next to close first.</summary>
    public async Task<NeedRows> ListAsync(int? set, string? provinceCode, int page, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = Shown(db, today).Where(n => (set == null || n.Sets.Contains(set.Value)) && (provinceCode == null || n.ProvinceCode == provinceCode));
        var total = await open.CountAsync(ct);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        return new(total, at, PageSize, await RowsAsync(db, open.OrderBy(n => n.OffersThrough).ThenBy(n => n.Id).Skip((at - 1) * PageSize).Take(PageSize), today, false, ct));
    }

    /// <summary>A need that everybody may read, open or not; null else.</summary>
    public async Task<NeedView?> FindAsync(BuyerNeedId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BuyerNeeds.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.Asked.Length == 0, ct) is { } need && await db.BusinessBuyers.AnyAsync(b => b.Id == need.BuyerId && b.State == BuyerState.Verified, ct)
            ? await ViewAsync(db, need, false, ct) : null;
    }

    /// <summary>The business for which the member speaks; null without one.</summary>
    public async Task<BuyerFile?> OwnAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor is { Kind: ActorKind.Member, Account: { } account } ? (await FilesAsync(db, db.BusinessBuyers.Where(b => b.AccountId == account), ct)).SingleOrDefault() : null;
    }

    /// <summary>Needs of the member's business, the newest first, closed ones too.</summary>
    public async Task<NeedRows> OwnNeedsAsync(Actor actor, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BuyerOfAsync(actor, ct) is not { } buyer)
        {
            return new(0, 1, PageSize, []);
        }

        var needs = db.BuyerNeeds.AsNoTracking().Where(n => n.BuyerId == buyer.Id);
        var total = await needs.CountAsync(ct);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        return new(total, at, PageSize, await RowsAsync(db, needs.OrderByDescending(n => n.PostedAt).ThenBy(n => n.Id).Skip((at - 1) * PageSize).Take(PageSize), clock.Today(), true, ct));
    }

    /// <summary>A need of the member's business with its offers, the cheapest first; null for another's.</summary>
    public async Task<(NeedView Need, IReadOnlyList<NeedOfferView> Offers)?> OwnNeedAsync(Actor actor, BuyerNeedId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BuyerOfAsync(actor, ct) is not { } buyer || await db.BuyerNeeds.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.BuyerId == buyer.Id, ct) is not { } need)
        {
            return null;
        }

        var offers = await db.NeedOffers.AsNoTracking().Where(o => o.NeedId == id && o.State != NeedOfferState.Withdrawn).OrderBy(o => o.Price).ThenBy(o => o.Id).Take(MostOffers).ToListAsync(ct);
        return (await ViewAsync(db, need, true, ct), await OffersAsync(db, offers, ct));
    }

    /// <summary>What a producer may offer for: open needs for its certified sets first, and those it was asked by name. Null for who does not speak for it.</summary>
    public async Task<(IReadOnlyList<NeedRow> Matching, IReadOnlyList<NeedOfferView> Offers)?> ForProducerAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayTakePartFor(producer))
        {
            return null;
        }

        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await goods.OfSetsAsync([.. ProductSets.All.Select(s => s.Number)], 0, [producer], ct);
        var (sets, asked) = (own.Select(g => g.Set).Distinct().ToArray(), producer.Value);
        var verified = db.BusinessBuyers.Where(b => b.State == BuyerState.Verified).Select(b => b.Id);
        var needs = db.BuyerNeeds.AsNoTracking().Where(n => n.State == NeedState.Open && n.OffersThrough >= today && verified.Contains(n.BuyerId) && (n.Asked.Contains(asked) || (n.Asked.Length == 0 && n.Sets.Any(s => sets.Contains(s)))));
        var rows = await RowsAsync(db, needs.OrderBy(n => n.OffersThrough).ThenBy(n => n.Id).Take(MostOffers), today, false, ct);
        var offers = await db.NeedOffers.AsNoTracking().Where(o => o.ProducerId == producer).OrderByDescending(o => o.ChangedAt).ThenBy(o => o.Id).Take(MostOffers).ToListAsync(ct);
        return ([.. rows.Where(r => r.IsAsked || own.Any(g => r.Sets.Contains(g.Set) && g.Stars >= r.Stars))], await OffersAsync(db, offers, ct));
    }

    /// <summary>One need as a producer works on it; null for what it may not see.</summary>
    public async Task<NeedForProducer?> ForProducerAsync(Actor actor, ProducerId producer, BuyerNeedId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!actor.MayTakePartFor(producer) || await db.BuyerNeeds.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } need || !need.IsFor(producer)
            || await db.BusinessBuyers.AsNoTracking().SingleAsync(b => b.Id == need.BuyerId, ct) is not { State: BuyerState.Verified } buyer)
        {
            return null;
        }

        var offer = await db.NeedOffers.AsNoTracking().Where(o => o.NeedId == id && o.ProducerId == producer).ToListAsync(ct);
        return new(
            await ViewAsync(db, need, false, ct), await goods.OfSetsAsync(need.Sets, need.Stars, [producer], ct), (await OffersAsync(db, offer, ct)).SingleOrDefault(),
            offer is [{ State: NeedOfferState.Accepted }] ? $"{buyer.ContactName}, {buyer.Phone}" : null);
    }

    /// <summary>Businesses of an officer's area, those that wait first; null for who judges none.</summary>
    public async Task<(int Total, int Page, int Pages, IReadOnlyList<BuyerFile> Items)?> BuyersAsync(Actor actor, BuyerState? state, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayJudgeBuyers())
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var mine = actor.Area switch
        {
            { Level: OfficeLevel.Commune, CommuneCode: var commune } => db.BusinessBuyers.Where(b => b.CommuneCode == commune),
            { Level: OfficeLevel.Province, ProvinceCode: var province } => db.BusinessBuyers.Where(b => b.ProvinceCode == province),
            _ => db.BusinessBuyers,
        };
        var asked = mine.Where(b => state == null || b.State == state);
        var total = await asked.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        return (total, at, pages, await FilesAsync(db, asked.OrderBy(b => b.State != BuyerState.Applied).ThenBy(b => b.AppliedAt).ThenBy(b => b.Id).Skip((at - 1) * PageSize).Take(PageSize), ct));
    }

    /// <summary>One business for the office of its place; null for another's.</summary>
    public async Task<BuyerFile?> BuyerAsync(Actor actor, BusinessBuyerId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await FilesAsync(db, db.BusinessBuyers.Where(b => b.Id == id), ct)).SingleOrDefault() is { } file && actor.MayJudgeBuyers(file.ProvinceCode, file.CommuneCode) ? file : null;
    }

    private static IQueryable<BuyerNeed> Shown(MarketDbContext db, DateOnly today)
    {
        var verified = db.BusinessBuyers.Where(b => b.State == BuyerState.Verified).Select(b => b.Id);
        return db.BuyerNeeds.AsNoTracking().Where(n => n.State == NeedState.Open && n.OffersThrough >= today && n.Asked.Length == 0 && verified.Contains(n.BuyerId));
    }

    private static async Task<IReadOnlyList<NeedRow>> RowsAsync(MarketDbContext db, IQueryable<BuyerNeed> needs, DateOnly today, bool counted, CancellationToken ct)
    {
        var offers = db.NeedOffers; // an expression takes no extension property
        var rows = await needs.Join(db.BusinessBuyers, n => n.BuyerId, b => b.Id, (n, b) => new
        {
            Need = n, b.Name, b.Kind, b.ProvinceCode, Offers = counted ? offers.Count(o => o.NeedId == n.Id && o.State != NeedOfferState.Withdrawn) : 0,
        }).ToListAsync(ct);
        return [.. rows.Select(r => new NeedRow(
            r.Need.Id, r.Need.Title, r.Need.Sets, r.Need.Stars, r.Need.Quantity, r.Need.Unit, r.Need.Rhythm, r.Need.ProvinceCode, r.Need.From, r.Need.Through, r.Need.OffersThrough, r.Name, r.Kind, r.ProvinceCode,
            r.Need.Asked.Length > 0, r.Need.IsOpenOn(today), r.Offers))];
    }

    private async Task<NeedView> ViewAsync(MarketDbContext db, BuyerNeed need, bool counted, CancellationToken ct)
        => new((await RowsAsync(db, db.BuyerNeeds.AsNoTracking().Where(n => n.Id == need.Id), clock.Today(), counted, ct)).Single(), need.Text, need.Papers, need.PostedAt, [.. need.Asked.Select(a => new ProducerId(a))], need.State);

    private async Task<IReadOnlyList<NeedOfferView>> OffersAsync(MarketDbContext db, List<NeedOffer> offers, CancellationToken ct)
    {
        var (today, ids) = (clock.Today(), offers.Select(o => o.NeedId).Distinct().ToList());
        var needs = await db.BuyerNeeds.AsNoTracking().Where(n => ids.Contains(n.Id)).ToDictionaryAsync(n => n.Id, ct);
        var cards = await producers.FindAsync([.. offers.Select(o => o.ProducerId).Distinct()], ct);
        var inForce = await goods.FindAsync([.. offers.SelectMany(o => o.Products).Distinct().Select(p => new ProductId(p))], ct);
        return offers.ConvertAll(o =>
        {
            var (need, card, products) = (needs[o.NeedId], cards.GetValueOrDefault(o.ProducerId), o.Products.Select(p => inForce.GetValueOrDefault(new(p))).OfType<CertifiedGoods>().ToList());
            return new NeedOfferView(
                o.Id, need.Id, need.Title, need.Unit, o.ProducerId, card?.Name ?? "", o.State is NeedOfferState.Accepted ? card?.Phone : null, products, o.Products.Length - products.Count, o.Price, o.Quantity, o.LeadDays, o.Text,
                o.ValidThrough, o.State, o.StandsOn(today), o.Reason, o.Contract, o.ContractNumber, o.SignedOn, o.ContractValue, o.ChangedAt);
        });
    }

    private static async Task<IReadOnlyList<BuyerFile>> FilesAsync(MarketDbContext db, IQueryable<BusinessBuyer> buyers, CancellationToken ct)
    {
        var rows = await buyers.AsNoTracking().Select(b => new { Buyer = b, Version = EF.Property<uint>(b, "xmin") }).ToListAsync(ct);
        var ids = rows.Select(r => r.Buyer.Id).ToList();
        var needs = (await db.BuyerNeeds.Where(n => ids.Contains(n.BuyerId)).GroupBy(n => n.BuyerId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(n => n.Key, n => n.Count);
        var signed = (await db.NeedOffers.Where(o => o.SignedOn != null && o.Contract != ContractState.Broken).Join(db.BuyerNeeds.Where(n => ids.Contains(n.BuyerId)), o => o.NeedId, n => n.Id, (o, n) => new { n.BuyerId, o.ContractValue }).ToListAsync(ct)).ToLookup(o => o.BuyerId);
        return [.. rows.Select(r => new BuyerFile(
            r.Buyer.Id, r.Version, r.Buyer.Kind, r.Buyer.Name, r.Buyer.TaxCode, r.Buyer.ContactName, r.Buyer.Phone, r.Buyer.Address, r.Buyer.ProvinceCode, r.Buyer.CommuneCode, r.Buyer.About, r.Buyer.State, r.Buyer.Reason,
            r.Buyer.AppliedAt, r.Buyer.DecidedAt, needs.GetValueOrDefault(r.Buyer.Id), signed[r.Buyer.Id].Count(), new(signed[r.Buyer.Id].Sum(o => o.ContractValue?.Dong ?? 0))))];
    }
}
