using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Purchases;

/// <summary>Completes parcels whose days for returning are over.</summary>
internal sealed class CloseParcelsJob(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "close-parcels";

    private const int Batch = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (before, closed) = (clock.GetUtcNow().AddDays(-await settings.OfAsync(AfterSalesSettings.DaysToReturn, ct)), 0);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var due = await db.Parcels.Where(p => p.State == ParcelState.Delivered && p.DeliveredAt <= before).OrderBy(p => p.Id).Take(Batch).Select(p => p.Id).ToListAsync(ct);
            foreach (var id in due)
            {
                closed += await CloseAsync(id, before, ct) ? 1 : 0;
            }

            if (due.Count < Batch)
            {
                return $"{closed} parcels closed";
            }
        }
    }

    private async Task<bool> CloseAsync(ParcelId id, DateTimeOffset before, CancellationToken ct)
        => (await contexts.InTransactionAsync<bool>(async db =>
        {
            if (await db.LockParcelAsync(id, ct) is not { State: ParcelState.Delivered } parcel || parcel.DeliveredAt > before)
            {
                return false; // another node was here
            }

            parcel.Close(clock.GetUtcNow());
            db.RecordMove(outbox, clock, Actor.System(Name), parcel, ParcelState.Delivered, null);
            return true;
        }, ct)).Value;
}
