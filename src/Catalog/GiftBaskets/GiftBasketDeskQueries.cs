using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.GiftBaskets;

/// <summary>A basket in the list of those who keep it.</summary>
public sealed record GiftBasketRow(GiftBasketId Id, string Slug, string Name, GiftBasketState State, DateOnly? From, DateOnly? Through, OfficeArea Office, DateTimeOffset ChangedAt, BasketContents Contents);

public sealed record GiftBasketRows(int Total, int Page, int PageSize, IReadOnlyList<GiftBasketRow> Items)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>A basket for changing.</summary>
/// <param name="Id">Null of one that has not begun.</param>
/// <param name="Version">Goes into the form: what somebody else changed meanwhile is not written over.</param>
public sealed record GiftBasketFile(GiftBasketId? Id, uint Version, string Slug, GiftBasketState State, OfficeArea Office, GiftBasketDraft Draft);

/// <summary>Reads baskets for those who keep them, and finds goods to put in.</summary>
public sealed class GiftBasketDeskQueries(IDbContextFactory<MarketDbContext> contexts, CatalogueQueries catalogue, IOfferDesk offers)
{
    private const int PageSize = 20, MostFound = 6;

    /// <summary>Those that the actor may change, last changed first; null for who may keep none.</summary>
    public async Task<GiftBasketRows?> ListAsync(Actor actor, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayCurate())
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var baskets = (actor.Kind, actor.Area) switch
        {
            (ActorKind.Officer, { Level: OfficeLevel.Commune, CommuneCode: var commune }) => db.GiftBaskets.Where(b => b.CommuneCode == commune),
            (ActorKind.Officer, { Level: OfficeLevel.Province, ProvinceCode: var province }) => db.GiftBaskets.Where(b => b.ProvinceCode == province),
            _ => db.GiftBaskets,
        };
        var total = await baskets.CountAsync(ct);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var found = await baskets.AsNoTracking().OrderByDescending(b => b.ChangedAt).ThenBy(b => b.Id).Skip((at - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var shelf = await offers.FindAsync([.. found.SelectMany(b => b.Lines).Select(l => l.Variant).Distinct()], ct);
        return new(total, at, PageSize, [.. found.Select(b => new GiftBasketRow(b.Id, b.Slug, b.NameVi, b.State, b.ShownFrom, b.ShownThrough, b.Office, b.ChangedAt, BasketContents.Of(b.Lines, shelf, adult: true)))]);
    }

    /// <summary>Null for what is unknown or another office's, and for who may keep none.</summary>
    /// <param name="id">Null for a new one.</param>
    public async Task<GiftBasketFile?> FindAsync(Actor actor, GiftBasketId? id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (id is null)
        {
            return actor.MayCurate() ? new(null, 0, "", GiftBasketState.Draft, actor.Area ?? new(OfficeLevel.Ministry), new(null, null, null, null, [], [], null, null)) : null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.GiftBaskets.AsNoTracking().Where(b => b.Id == id).Select(b => new { Basket = b, Version = EF.Property<uint>(b, "xmin") }).SingleOrDefaultAsync(ct);
        return found is { Basket: var b } && actor.MayCurate(b.Office)
            ? new(b.Id, found.Version, b.Slug, b.State, b.Office, new(b.NameVi, b.NameEn, b.TextVi, b.TextEn, b.Occasions, b.Lines, b.ShownFrom, b.ShownThrough))
            : null;
    }

    /// <summary>Packings that are on offer and are sent, by words of product, producer or place, with or without tones; null for who may keep no basket.</summary>
    public async Task<IReadOnlyList<OfferedPacking>?> SearchAsync(Actor actor, string words, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayCurate())
        {
            return null;
        }

        var cards = (await catalogue.SearchAsync(new() { Query = words, Adult = true, PageSize = MostFound }, ct)).Items;
        var listings = cards.Select(c => c.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var variants = await db.Variants.Where(v => listings.Contains(v.ListingId) && !v.Withdrawn).OrderBy(v => v.Position).Select(v => new { v.Id, v.ListingId }).ToListAsync(ct);
        var shelf = await offers.FindAsync([.. variants.Select(v => v.Id)], ct);
        return [.. listings.SelectMany(listing => variants.Where(v => v.ListingId == listing)).Select(v => shelf.GetValueOrDefault(v.Id)?.Offer).OfType<OfferedPacking>().Where(o => o.Kind is ListingKind.Parcel)];
    }
}
