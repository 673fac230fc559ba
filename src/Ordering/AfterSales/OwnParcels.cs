using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>Parcels are reached by the secret of their purchase: who holds it is the giver.</summary>
internal static class OwnParcels
{
    /// <summary>As <see cref="ParcelMoves.LockParcelAsync"/>; null for any other secret, and for a parcel of another purchase.</summary>
    public static async Task<Parcel?> LockOwnParcelAsync(this MarketDbContext db, string? secret, ParcelId id, CancellationToken ct)
        => await db.IsOwnParcelAsync(secret, id, ct) ? await db.LockParcelAsync(id, ct) : null;

    public static async Task<bool> IsOwnParcelAsync(this MarketDbContext db, string? secret, ParcelId id, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return false;
        }

        var (hash, purchases) = (Secrets.Hash(secret!), db.Purchases);
        return await db.Parcels.AnyAsync(p => p.Id == id && purchases.Any(u => u.Id == p.PurchaseId && u.TokenHash == hash), ct);
    }

    /// <summary>What was proposed before is overtaken by what happens now.</summary>
    public static Task<int> WithdrawProposalsAsync(this MarketDbContext db, ParcelId parcel, DateTimeOffset now, CancellationToken ct)
        => db.Proposals.Where(p => p.ParcelId == parcel && p.State == ProposalState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ProposalState.Withdrawn).SetProperty(p => p.AnsweredAt, now), ct);
}
