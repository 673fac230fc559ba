using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>A purchase holds a product that, as it turned out afterwards, no certificate covered that day. Found and told once.</summary>
internal sealed class WrongSale
{
    public required PurchaseId PurchaseId { get; init; }
    public required ProductId ProductId { get; init; }
    public required string ProductName { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
}

internal sealed class WrongSaleConfiguration : IEntityTypeConfiguration<WrongSale>
{
    public void Configure(EntityTypeBuilder<WrongSale> sale)
    {
        sale.ToTable("wrong_sales", OrderingModule.Schema);
        sale.HasKey(s => new { s.PurchaseId, s.ProductId });
        sale.Property(s => s.ProductName).HasMaxLength(300);
        sale.HasOne<Purchase>().WithMany().HasForeignKey(s => s.PurchaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class WrongSales
{
    /// <summary>Lines of the parcel that were sold without certificate: their buyer may cancel or return them whatever the days say.</summary>
    public static async Task<IReadOnlySet<ParcelLineId>> WronglySoldAsync(this MarketDbContext db, Parcel parcel, CancellationToken ct)
    {
        var products = await db.WrongSales.Where(s => s.PurchaseId == parcel.PurchaseId).Select(s => s.ProductId).ToListAsync(ct);
        return parcel.Lines.Where(l => products.Contains(l.ProductId)).Select(l => l.Id).ToHashSet();
    }
}

/// <summary>Looks for what was sold without certificate: when a certificate ends, and each night, since corrections tell nobody.</summary>
internal sealed class FindWrongSalesJob(IDbContextFactory<MarketDbContext> contexts, ICertificateCover cover, EventOutbox outbox, TimeProvider clock) : IMarketJob, IOutboxHandler<CertificateEnded>
{
    public const string Name = "find-wrong-sales";

    /// <summary>How far back it looks.</summary>
    private const int Days = 400;

    public async Task<string> RunAsync(CancellationToken ct) => $"{await FindAsync(null, ct)} purchases found";

    public Task HandleAsync(CertificateEnded happened, long delivery, CancellationToken ct) => FindAsync(happened.Product, ct);

    private async Task<int> FindAsync(ProductId? only, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (since, known) = (clock.GetUtcNow().AddDays(-Days), db.WrongSales);
        var sold = db.Parcels.AsNoTracking().Where(p => p.PlacedAt > since && p.State != ParcelState.Cancelled && p.State != ParcelState.Returned && p.State != ParcelState.Refunded)
            .SelectMany(p => p.Lines.Where(l => (only == null || l.ProductId == only) && l.Cancelled + l.Returned < l.Quantity && !known.Any(s => s.PurchaseId == p.PurchaseId && s.ProductId == l.ProductId))
                .Select(l => new { p.PurchaseId, p.PlacedAt, l.ProductId, l.ProductName }));

        // A year's sales are many, the days of each product few: first the days that nothing covered, then what was sold on them.
        var days = await sold.GroupBy(s => new { s.ProductId, Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(s.PlacedAt.UtcDateTime, VietnamTime.ZoneName)) }).Select(g => g.Key).ToListAsync(ct);
        var covers = await cover.OfAsync([.. days.Select(d => d.ProductId).Distinct()], ct);
        var uncovered = days.Where(d => !covers[d.ProductId].Any(c => c.Covers(d.Day))).Select(d => (d.ProductId, d.Day)).ToHashSet();
        var products = uncovered.Select(d => d.ProductId).Distinct().ToList();
        var wrong = (await sold.Where(s => products.Contains(s.ProductId)).ToListAsync(ct))
            .Where(s => uncovered.Contains((s.ProductId, DateOnly.FromDateTime(s.PlacedAt.InVietnam().DateTime)))).DistinctBy(s => (s.PurchaseId, s.ProductId)).ToList();
        foreach (var sale in wrong)
        {
            await contexts.InTransactionAsync(async own =>
            {
                await own.LockAsync($"wrong-sale:{sale.PurchaseId}", ct);
                if (!await own.WrongSales.AnyAsync(s => s.PurchaseId == sale.PurchaseId && s.ProductId == sale.ProductId, ct)) // another node was not here
                {
                    own.WrongSales.Add(new WrongSale { PurchaseId = sale.PurchaseId, ProductId = sale.ProductId, ProductName = sale.ProductName, FoundAt = clock.GetUtcNow() });
                    outbox.Add(own, new WrongSaleFound(sale.PurchaseId, sale.ProductId));
                }

                return Result.Success;
            }, ct);
        }

        return wrong.Count;
    }
}

/// <summary>Parcels of a product that have been sold and have not left the house.</summary>
internal sealed class ParcelsOfEnding : IEffectsOfEnding
{
    public async Task<IReadOnlyList<(EndingEffect Effect, int Count)>> OfAsync(MarketDbContext db, ProductId product, CancellationToken ct)
    {
        var waiting = await db.Parcels.CountAsync(p => (p.State == ParcelState.AwaitingPayment || p.State == ParcelState.Placed || p.State == ParcelState.Confirmed || p.State == ParcelState.Packed)
            && p.Lines.Any(l => l.ProductId == product && l.Cancelled + l.Returned < l.Quantity), ct);
        return waiting == 0 ? [] : [(EndingEffect.Parcels, waiting)];
    }
}
