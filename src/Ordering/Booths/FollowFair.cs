using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Notices;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Booths;

/// <summary>
/// What is to be collected at a fair goes where the fair goes: its days are promised anew, and where it has none or the producer no place,
/// nothing is promised. Buyer and producer are told, and the buyer may cancel without cost.
/// </summary>
internal sealed class FollowFair(IDbContextFactory<MarketDbContext> contexts, IBoothPlaces booths, EventOutbox outbox, TimeProvider clock) : IOutboxHandler<FairChanged>, IOutboxHandler<PlaceLeft>
{
    /// <summary>Comes after whatever may befall the fair.</summary>
    private const int PlaceGone = int.MaxValue;

    public Task HandleAsync(FairChanged happened, long delivery, CancellationToken ct)
        => happened.Kind is FairChangeKind.Moved or FairChangeKind.Resumed or FairChangeKind.Postponed or FairChangeKind.Cancelled ? FollowAsync(happened.Fair, null, happened.Sequence, ct) : Task.CompletedTask;

    public Task HandleAsync(PlaceLeft happened, long delivery, CancellationToken ct) => FollowAsync(happened.Fair, happened.Producer, PlaceGone, ct);

    private async Task FollowAsync(FairId fair, ProducerId? producer, int sequence, CancellationToken ct)
    {
        var service = ShippingOption.AtBooth(fair);
        List<(ParcelId Id, ProducerId Producer)> waiting;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            waiting = [.. (await db.Parcels.Where(p => p.Service == service && (producer == null || p.ProducerId == producer)
                && (p.State == ParcelState.AwaitingPayment || p.State == ParcelState.Placed || p.State == ParcelState.Confirmed || p.State == ParcelState.Packed))
                .OrderBy(p => p.Id).Select(p => new { p.Id, p.ProducerId }).ToListAsync(ct)).Select(p => (p.Id, p.ProducerId))];
        }

        var places = await booths.OfAsync([.. waiting.Select(w => (fair, w.Producer)).Distinct()], ct);
        foreach (var (id, seller) in waiting)
        {
            await contexts.InTransactionAsync(async db =>
            {
                if (await db.LockParcelAsync(id, ct) is { HoldsStock: true } parcel && parcel.Service == service && (parcel.FairSequence ?? -1) < sequence) // else it was followed before
                {
                    Follow(db, parcel, places.GetValueOrDefault((fair, seller)), sequence);
                }

                return Result.Success;
            }, ct);
        }
    }

    private void Follow(MarketDbContext db, Parcel parcel, BoothPlace? place, int sequence)
    {
        var today = clock.Today();
        var days = sequence == PlaceGone || place is null ? [] : place.Days.Where(d => d.Day >= today).ToList();
        parcel.FairSequence = sequence;
        (parcel.ExpectedFrom, parcel.ExpectedThrough) = (days.FirstOrDefault()?.Day, days.LastOrDefault()?.Day);
        outbox.Add(db, new CollectionMoved(parcel.Id, parcel.PurchaseId, parcel.ProducerId));
        db.Audit(clock, Actor.System("follow-fair"), "ordering.collection_moved", $"parcel:{parcel.Id}", after: new { parcel.ExpectedFrom, parcel.ExpectedThrough });
    }
}

/// <summary>Tells buyer and producer what became of collecting at a fair, and what the buyer can do.</summary>
internal sealed class TellOfCollection(IDbContextFactory<MarketDbContext> contexts, IBoothPlaces booths, OrderPost post) : IOutboxHandler<CollectionMoved>
{
    public async Task HandleAsync(CollectionMoved happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcel = await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == happened.Parcel, ct);
        if (parcel.CollectedAt is not { } fair || (await booths.OfAsync([(fair, parcel.ProducerId)], ct)).GetValueOrDefault((fair, parcel.ProducerId)) is not { } place)
        {
            return; // another way was chosen meanwhile
        }

        var name = parcel.ExpectedFrom is null ? "CollectionOff" : "CollectionMoved";
        object?[] values = [parcel.Number, parcel.ProducerName, place.NameVi, parcel.ExpectedFrom, parcel.ExpectedThrough, place.Venue ?? place.Address ?? "–"];
        await post.ToBuyerAsync(happened.Purchase, name, $"collection-{parcel.Id}-{delivery}", $"/{parcel.Id}", ct, values);
        await post.ToProducerAsync(happened.Producer, ProducerRights.Orders, name + "Desk", $"collection-desk-{parcel.Id}-{delivery}", $"/kenh-chu-the/don-hang/{parcel.Id}", ct, values);
    }
}
