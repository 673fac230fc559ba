using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Gifts;

public enum AddressAskState
{
    /// <summary>The gift is not paid yet: too early to ask.</summary>
    Unpaid,
    Open,
    Answered,

    /// <summary>Sent, cancelled or lapsed: nothing can be changed.</summary>
    Over,
}

/// <summary>What a receiver is asked: nothing of the goods, of money, or of the address that was given.</summary>
public sealed record AddressQuestion(string Recipient, string? SenderName, string ProvinceCode, DateOnly? DueOn, AddressAskState State);

/// <summary>The same for the giver, with the secret to pass on.</summary>
/// <param name="OutsideProvince">Code of where the receiver lives, when the paid shipping does not reach there.</param>
public sealed record AddressAskedView(string Recipient, string Secret, DateOnly? DueOn, AddressAskState State, string? OutsideProvince);

/// <summary>Reads questions for addresses: for receivers by their secret, for givers by theirs.</summary>
public sealed class AddressAskQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PrivateLinks _links;

    internal AddressAskQueries(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links) => (_contexts, _links) = (contexts, links);

    /// <summary>Null for a secret that opens nothing.</summary>
    public async Task<AddressQuestion?> FindAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.AddressAsks.AsNoTracking().SingleOrDefaultAsync(a => a.TokenHash == hash, ct) is not { } ask)
        {
            return null;
        }

        var parcels = await db.Parcels.AsNoTracking().Where(p => p.AddressAskId == ask.Id).ToListAsync(ct);
        return new(ask.RecipientName, parcels[0].SenderName, ask.ProvinceCode, ask.DueOn, StateOf(ask, parcels));
    }

    /// <summary>Of the purchase that this secret opens; empty for any other.</summary>
    public async Task<IReadOnlyList<AddressAskedView>> OfPurchaseAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return [];
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var purchase = await db.Purchases.Where(p => p.TokenHash == hash).Select(p => (PurchaseId?)p.Id).SingleOrDefaultAsync(ct);
        var asks = await db.AddressAsks.AsNoTracking().Where(a => a.PurchaseId == purchase).OrderBy(a => a.Id).ToListAsync(ct);
        var ids = asks.Select(a => (Guid?)a.Id).ToList();
        var parcels = (await db.Parcels.AsNoTracking().Where(p => ids.Contains(p.AddressAskId)).ToListAsync(ct)).ToLookup(p => p.AddressAskId);
        return [.. asks.Select(a => new AddressAskedView(a.RecipientName, _links.Open(a.TokenSeal), a.DueOn, StateOf(a, [.. parcels[a.Id]]), a.OutsideProvince))];
    }

    private static AddressAskState StateOf(AddressAsk ask, List<Parcel> parcels)
        => parcels.TrueForAll(p => !p.AddressCanChange) || parcels.Exists(p => p.State is ParcelState.Packed or ParcelState.HandedOver or ParcelState.Delivered) ? AddressAskState.Over
            : ask.FilledAt is not null ? AddressAskState.Answered
            : ask.AskedAt is null && parcels.TrueForAll(p => p.State is ParcelState.AwaitingPayment or ParcelState.Cancelled) ? AddressAskState.Unpaid
            : AddressAskState.Open;
}
