using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.OwnBaskets;

/// <summary>What whoever has the address sees of a shopper's own basket.</summary>
public sealed record OwnBasketView(string Name, IReadOnlyList<StockLine> Lines);

/// <summary>One of a member's own baskets, with the secret to pass on.</summary>
public sealed record OwnBasketRow(Guid Id, string Name, string Secret, int Items, DateTimeOffset CreatedAt, DateTimeOffset UsedAt);

/// <summary>Opens own baskets by the secret of their address and in no other way; shows owners of carts what would be kept, and members theirs.</summary>
public sealed class OwnBasketQueries
{
    private const int Most = 200;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IOfferDesk _offers;
    private readonly PrivateLinks _links;
    private readonly TimeProvider _clock;

    internal OwnBasketQueries(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, PrivateLinks links, TimeProvider clock) => (_contexts, _offers, _links, _clock) = (contexts, offers, links, clock);

    /// <summary>Null for a secret that opens nothing, whatever it looks like. Opening counts as use, once a day.</summary>
    public async Task<OwnBasketView?> OpenAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var (hash, now) = (Secrets.Hash(secret!), _clock.GetUtcNow());
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.OwnBaskets.AsNoTracking().SingleOrDefaultAsync(b => b.TokenHash == hash, ct) is not { } basket || basket.UsedAt.AddMonths(OwnBasket.KeptMonths) < now)
        {
            return null;
        }

        if (basket.UsedAt < now.AddDays(-1))
        {
            await db.OwnBaskets.Where(b => b.Id == basket.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.UsedAt, now), ct);
        }

        return new(basket.Name, basket.Lines);
    }

    /// <summary>What <see cref="SaveOwnBasket"/> would keep of the owner's cart.</summary>
    public Task<IReadOnlyList<StockLine>> PreviewAsync(CartOwner owner, bool adult, CancellationToken ct) => _contexts.KeptOfAsync(_offers, owner, adult, ct);

    /// <summary>The member's own, the newest first; empty for guests.</summary>
    public async Task<IReadOnlyList<OwnBasketRow>> OfAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account is not { } account)
        {
            return [];
        }

        var since = _clock.GetUtcNow().AddMonths(-OwnBasket.KeptMonths);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var baskets = await db.OwnBaskets.AsNoTracking().Where(b => b.Account == account && b.UsedAt >= since).OrderByDescending(b => b.CreatedAt).ThenBy(b => b.Id).Take(Most).ToListAsync(ct);
        return baskets.ConvertAll(b => new OwnBasketRow(b.Id, b.Name, _links.Open(b.TokenSeal!), b.Lines.Count, b.CreatedAt, b.UsedAt));
    }
}

/// <summary>Which lines of a cart an own basket keeps: what can be sold and sent, in the order it was put in.</summary>
internal static class KeptLines
{
    public static async Task<IReadOnlyList<StockLine>> KeptOfAsync(this IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, CartOwner owner, bool adult, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = await db.CartsOf(owner).SelectMany(c => c.Lines).AsNoTracking().ToListAsync(ct);
        var shelf = await offers.FindAsync([.. lines.Select(l => l.VariantId)], ct);
        return [.. lines.OrderBy(l => l.AddedAt).ThenBy(l => l.Id)
            .Where(l => shelf.GetValueOrDefault(l.VariantId) is { Offer.Kind: ListingKind.Parcel } packing && (adult || !ProductSets.Get(packing.Set).Adult))
            .Take(OwnBasket.MostLines).Select(l => new StockLine(l.VariantId, l.Quantity))];
    }
}
