using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Catalog.Alerts;

/// <summary>Finds products that can be had again and puts their letters on the way, each once; forgets whoever was told, waited in vain or never answered.</summary>
internal sealed class ProductAlertJob(IDbContextFactory<MarketDbContext> contexts, IOfferedProducts offers, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "product-alerts";

    private const int Batch = 500;

    /// <summary>So long the link of a letter that was sent still says what it was about.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var awaited = await db.ProductAlerts.Where(a => a.ConfirmedAt != null && a.ToldAt == null && a.Through >= today).Select(a => a.ProductId).Distinct().ToListAsync(ct);
        var back = (await offers.OfAsync(awaited, ct)).Values.Where(o => o.CanBeHad).Select(o => o.Product).ToList();
        var told = 0;
        for (var found = Batch; found == Batch && back.Count > 0; told += found)
        {
            found = (await contexts.InTransactionAsync<int>(async at =>
            {
                await at.LockAsync("catalog.product-alerts", ct); // one node after the other, so that nobody is told twice
                var due = await at.ProductAlerts.Where(a => back.Contains(a.ProductId) && a.ConfirmedAt != null && a.ToldAt == null && a.Through >= today).OrderBy(a => a.AskedAt).ThenBy(a => a.Id).Take(Batch).ToListAsync(ct);
                foreach (var alert in due)
                {
                    alert.ToldAt = now;
                    outbox.Add(at, new ProductBack(alert.Id));
                }

                return due.Count;
            }, ct)).Value;
        }

        var (oldest, settled) = (now - Alert.Waiting, now - Kept);
        var forgotten = await db.ProductAlerts.Where(a => (a.ConfirmedAt == null && a.AskedAt <= oldest) || a.ToldAt <= settled || (a.ToldAt == null && a.ConfirmedAt != null && a.Through < today)).ExecuteDeleteAsync(ct);
        return $"{told} told that a product is back, {forgotten} alerts forgotten";
    }
}
