using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Shipping;

/// <summary>The price lists and holidays of today, kept in memory until any node changes one.</summary>
public sealed class ShippingBooks : IDisposable
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly Kept<Dated> _kept;

    public ShippingBooks(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, TimeProvider clock)
        => (_contexts, _clock, _kept) = (contexts, clock, new(changes, ReadAsync, patience: TimeSpan.Zero, OrderingModule.Schema));

    internal async ValueTask<ShippingBook> TodayAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        return (await _kept.GetAsync(dated => dated.Day == today, ct)).Book;
    }

    /// <summary>This node need not wait for the notice of its own change.</summary>
    internal void Forget() => _kept.Forget();

    public void Dispose() => _kept.Dispose();

    private async Task<Dated> ReadAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var rows = await db.Tariffs.AsNoTracking().Where(r => r.ValidFrom <= today).ToListAsync(ct);
        var holidays = await db.Holidays.AsNoTracking().ToListAsync(ct);
        return new(today, new ShippingBook(
            new Tariff(rows.GroupBy(r => r.Service).SelectMany(own => own.Where(r => r.ValidFrom == own.Max(o => o.ValidFrom))).Select(r => r.Line)),
            [.. holidays.SelectMany(h => Enumerable.Range(0, h.Through.DayNumber - h.From.DayNumber + 1).Select(h.From.AddDays))]));
    }

    private sealed record Dated(DateOnly Day, ShippingBook Book);
}
