using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Reviews;

internal static class ReceivedLines
{
    /// <summary>
    /// The line under the giver's or the receiver's secret, with its parcel; null for any other. The secret says who speaks: nobody reviews
    /// for the other.
    /// </summary>
    public static async Task<(Parcel Parcel, ParcelLine Line, ReviewerRole Role)?> LineUnderAsync(this MarketDbContext db, string? secret, ParcelLineId line, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var (hash, purchases) = (Secrets.Hash(secret!), db.Purchases);
        var parcel = await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleOrDefaultAsync(p => p.Lines.Any(l => l.Id == line)
            && (p.ReceiverTokenHash == hash || purchases.Any(b => b.Id == p.PurchaseId && b.TokenHash == hash)), ct);
        return parcel is null ? null : (parcel, parcel.Lines.Single(l => l.Id == line), parcel.ReceiverTokenHash == hash ? ReviewerRole.Receiver : ReviewerRole.Buyer);
    }

    /// <summary>What arrived may be reviewed, also when it was sent back later; what was cancelled before never came.</summary>
    public static Result<ReceivedLine> Received(Parcel parcel, ParcelLine line, ReviewerRole role)
        => parcel.DeliveredAt is { } at && line.Cancelled < line.Quantity
            ? new ReceivedLine(line.Id.Value, role, line.ProductId, parcel.ProducerId, line.Packing, DateOnly.FromDateTime(at.InVietnam().DateTime))
            : ReceivedRefusals.NotReceivedYet();
}
