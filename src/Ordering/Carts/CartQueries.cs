using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Carts;

/// <summary>Reads carts for their owners, each line through the Offer rule at the moment of asking.</summary>
public sealed class CartQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IOfferDesk _offers;
    private readonly IBoothPlaces _booths;
    private readonly CartShipping _shipping;
    private readonly TimeProvider _clock;

    internal CartQueries(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IBoothPlaces booths, CartShipping shipping, TimeProvider clock)
        => (_contexts, _offers, _booths, _shipping, _clock) = (contexts, offers, booths, shipping, clock);

    /// <param name="adult">The visitor has said to be 18.</param>
    /// <param name="province">Where it shall go, as far as that is known.</param>
    public async Task<CartView> FindAsync(CartOwner owner, bool adult, string? province, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.CartsOf(owner).AsNoTracking().Include(c => c.Lines).Include(c => c.Choices).AsSplitQuery().SingleOrDefaultAsync(ct) is not { } cart)
        {
            return CartView.Empty;
        }

        var shelf = await _offers.FindAsync([.. cart.Lines.Select(l => l.VariantId)], ct);
        var known = cart.Lines.Where(l => shelf.ContainsKey(l.VariantId)).OrderBy(l => l.AddedAt).ThenBy(l => l.Id).Select(l => (Line: l, Shelf: shelf[l.VariantId])).ToList();
        var shown = known.Where(l => adult || !ProductSets.Get(l.Shelf.Set).Adult).ToList();
        var booths = await _booths.OfLinesAsync(cart.Lines, _clock.Today(), ct);
        var groups = shown.GroupBy(l => l.Shelf.Producer).Select(of => new CartGroup(
            of.Key, of.First().Shelf.ProducerName, of.Select(l => l.Shelf.Offer).FirstOrDefault(o => o is not null), [.. of.Select(l => View(l.Line, l.Shelf) with { Booth = booths.GetValueOrDefault(l.Line.Id) })], null)).ToList();
        var chosen = cart.Choices.ToDictionary(c => c.ProducerId, c => c.Service);
        return new CartView(
            cart.Purpose, await _shipping.QuoteAsync(groups, cart.Purpose, chosen, province, ct), known.Count - shown.Count, await db.Recipients.CountAsync(r => r.CartId == cart.Id, ct));
    }

    /// <summary>Pieces in the cart, for the sign at the top of every page.</summary>
    public async Task<int> CountAsync(CartOwner owner, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.CartsOf(owner).SelectMany(c => c.Lines).SumAsync(l => l.Quantity, ct);
    }

    public async Task<bool> ExistsAsync(CartOwner owner, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.CartsOf(owner).AnyAsync(ct);
    }

    private static CartLineView View(CartLine line, ShelfPacking shelf)
        => new(line.VariantId, shelf.Slug, shelf.ProductName, shelf.Set, shelf.Packing, line.Quantity, line.SeenPrice, line.SeenCertificate, shelf.Offer, shelf.Why, shelf.EndedOn);
}
