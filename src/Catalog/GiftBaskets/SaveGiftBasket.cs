using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.GiftBaskets;

/// <summary>Begins a gift basket or changes one; what is published changes at once.</summary>
public sealed class SaveGiftBasket(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, TimeProvider clock)
{
    /// <summary>Last parts of addresses beside those of baskets.</summary>
    private static readonly string[] Reserved = ["them", "tu-chon", "cua"];

    /// <param name="Id">Null begins one, of the actor's office.</param>
    /// <param name="Version">Of the basket as the page showed it.</param>
    public sealed record Command(Actor Actor, GiftBasketId? Id, uint Version, GiftBasketDraft Draft);

    public async Task<Result<GiftBasketId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.MayCurate())
        {
            return CatalogRefusals.CuratorsOnly();
        }

        var draft = command.Draft.Cleaned();
        if (draft.WhyNot() is { } wrong)
        {
            return wrong;
        }

        var shelf = await offers.FindAsync([.. draft.Lines.Select(l => l.Variant)], ct);
        return await contexts.InTransactionAsync<GiftBasketId>(async db =>
        {
            var found = command.Id is { } id ? await db.HoldBasketAsync(command.Actor, id, command.Version, ct) : await BeginAsync(db, command.Actor, draft.NameVi!, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var basket = found.Value;
            if (WhyNotIn(draft.Lines.ExceptBy(basket.Lines.Select(l => l.Variant), l => l.Variant), shelf) is { } missing)
            {
                return missing;
            }

            var before = command.Id is null ? null : basket.Said();
            (basket.NameVi, basket.NameEn, basket.TextVi, basket.TextEn, basket.Occasions) = (draft.NameVi!, draft.NameEn, draft.TextVi, draft.TextEn, [.. draft.Occasions]);
            (basket.Lines, basket.ShownFrom, basket.ShownThrough, basket.ChangedAt) = (draft.Lines, draft.From, draft.Through, clock.GetUtcNow());
            if (basket.State is GiftBasketState.Published && (basket.WhyNotPublic() ?? basket.WhyNotOfItsOffice(shelf)) is { } lacking)
            {
                return lacking;
            }

            db.Audit(clock, command.Actor, "catalog.basket_saved", basket.Subject(), before: before, after: basket.Said());
            return basket.Id;
        }, ct);
    }

    private async Task<Result<GiftBasket>> BeginAsync(MarketDbContext db, Actor actor, string name, CancellationToken ct)
    {
        var slugs = await db.FreeSlugsAsync("catalog.gift-baskets", db.GiftBaskets.Select(b => b.Slug), "gio-qua", [name], ct, Reserved);
        var basket = new GiftBasket(slugs(name), actor.Area, clock.GetUtcNow());
        db.GiftBaskets.Add(basket);
        return basket;
    }

    /// <summary>What is put in must be on offer and be sent; what lies in it already stays, and is named on its page once it ends.</summary>
    internal static Refusal? WhyNotIn(IEnumerable<StockLine> lines, IReadOnlyDictionary<VariantId, ShelfPacking> shelf)
        => lines.Select(line => !shelf.TryGetValue(line.Variant, out var packing) ? CatalogRefusals.PackingUnknown(line.Variant.ToString())
            : packing.Offer is { Kind: ListingKind.Parcel } ? null : CatalogRefusals.BasketItemNotSent(packing.ProductName)).FirstOrDefault(refusal => refusal is not null);
}
