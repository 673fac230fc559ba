using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Every public fair as lists show it on one day.</summary>
/// <param name="All">By first day.</param>
internal sealed record KeptFairs(DateOnly Day, IReadOnlyList<FairCard> All);

/// <summary>Keeps the public fairs in memory until something of this module changes or the day ends, and runs what changes one.</summary>
public sealed class FairIndex : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Kept<KeptFairs> _fairs;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;

    public FairIndex(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, TimeProvider clock)
    {
        (_contexts, _clock) = (contexts, clock);
        _fairs = new(changes, LoadAsync, Patience, PromotionModule.Schema);
    }

    public void Dispose() => _fairs.Dispose();

    internal ValueTask<KeptFairs> GetAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        return _fairs.GetAsync(kept => kept.Day == today, ct);
    }

    /// <summary>One transaction that changes a fair: this node shows it at once, without waiting for the notice of its own change.</summary>
    internal async Task<Result<T>> ChangeAsync<T>(Func<MarketDbContext, Task<Result<T>>> work, CancellationToken ct)
    {
        var changed = await _contexts.InTransactionAsync(work, ct);
        _fairs.Forget();
        return changed;
    }

    /// <inheritdoc cref="ChangeAsync{T}"/>
    internal async Task<Result> ChangeAsync(Func<MarketDbContext, Task<Result>> work, CancellationToken ct)
    {
        var changed = await _contexts.InTransactionAsync(work, ct);
        _fairs.Forget();
        return changed;
    }

    private async Task<KeptFairs> LoadAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return new(today, await FairCards.ReadAsync(db.Fairs.AsNoTracking().Where(f => f.State != FairState.Draft).OrderBy(f => f.From).ThenBy(f => f.Id), today, ct));
    }
}

internal static class FairCards
{
    public static async Task<IReadOnlyList<FairCard>> ReadAsync(IQueryable<Fair> fairs, DateOnly today, CancellationToken ct)
    {
        var rows = await fairs.Select(f => new
        {
            f.Slug, f.Type, f.NameVi, f.NameEn, f.Edition, f.From, f.Through, f.Opens, f.Closes, f.Venue, f.State, f.ApplyFrom, f.ApplyThrough, f.Was, f.Pictures,
        }).ToListAsync(ct);
        return [.. rows.Select(f => new FairCard(
            f.Slug, f.Type, f.NameVi, f.NameEn, f.Edition, f.From, f.Through, f.Opens, f.Closes, f.Venue, Fair.StageOf(f.State, f.From, f.Through, f.ApplyFrom, f.ApplyThrough, today), f.ApplyThrough, f.Was,
            f.Pictures.Count > 0 ? f.Pictures[0] : null))];
    }
}
