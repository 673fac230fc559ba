using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Demo;

/// <summary>What is special about demonstration data: certificates whose numbers begin <c>DEMO-</c>, marked as such and removable as a whole.</summary>
public sealed class DemoRegistry : IDemoPresence, IDisposable
{
    public const string Prefix = "DEMO-";

    /// <summary>Of the certificates made by the thousand for trying the market at scale.</summary>
    public const string GeneratedPrefix = "DEMO-G";

    private const string Seeded = "registry.demo_seeded";

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly Kept<Presence> _presence;

    public DemoRegistry(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, TimeProvider clock)
    {
        (_contexts, _clock) = (contexts, clock);
        _presence = new Kept<Presence>(changes, ReadPresenceAsync, TimeSpan.FromSeconds(1));
    }

    /// <summary>Whether demonstration data is in the registry: every page then says so, search engines are kept out, and real payments are refused.</summary>
    public async ValueTask<bool> IsPresentAsync(CancellationToken ct) => (await _presence.GetAsync(null, ct)).IsPresent;

    public void Dispose() => _presence.Dispose();

    /// <summary>Whether demonstration data should be put in: the registry is empty, or an earlier start began it and did not finish.</summary>
    public async Task<bool> IsWantingAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Database.SqlQuery<bool>(
            $"""
            select not exists (select 1 from registry.producers)
              or (exists (select 1 from registry.certificates where starts_with(number, {Prefix}))
                  and not exists (select 1 from platform.audit_entries where action = {Seeded})) as "Value"
            """).SingleAsync(ct);
    }

    public Task<Result> MarkSeededAsync(Actor actor, CancellationToken ct)
        => _contexts.InTransactionAsync(db =>
        {
            db.Audit(_clock, actor, Seeded, "demo");
            return Task.FromResult(Result.Success);
        }, ct);

    /// <summary>The products of demonstration certificates but for generated ones, by certificate number; superseded certificates too.</summary>
    public async Task<IReadOnlyDictionary<string, ProductId>> ProductsAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Certificates.Where(c => c.Number.StartsWith(Prefix) && !c.Number.StartsWith(GeneratedPrefix)).ToDictionaryAsync(c => c.Number, c => c.ProductId, ct);
    }

    /// <summary>The products of all demonstration certificates.</summary>
    public async Task<IReadOnlyList<ProductId>> AllProductsAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Certificates.Where(c => c.Number.StartsWith(Prefix)).Select(c => c.ProductId).Distinct().ToListAsync(ct);
    }

    /// <summary>Marks the producers (by name) and products (by certificate number) whose facts are wholly or partly invented.</summary>
    public Task<Result> MarkIllustrativeAsync(Actor actor, IReadOnlyCollection<string> producerNames, IReadOnlyCollection<string> certificateNumbers, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var marked = await db.Producers.Where(p => producerNames.Contains(p.Name) && !p.Illustrative).ExecuteUpdateAsync(set => set.SetProperty(p => p.Illustrative, true), ct);
            var products = db.Certificates.Where(c => certificateNumbers.Contains(c.Number)).Select(c => c.ProductId);
            marked += await db.Products.Where(p => products.Contains(p.Id) && !p.Illustrative).ExecuteUpdateAsync(set => set.SetProperty(p => p.Illustrative, true), ct);
            db.Audit(_clock, actor, "registry.marked_illustrative", "demo", after: new { marked });
            return Result.Success;
        }, ct);

    /// <summary>The slugs of demonstration producers of products in the given sets that have no demonstration licence yet.</summary>
    public async Task<IReadOnlyList<string>> UnlicensedProducersAsync(IReadOnlyCollection<int> sets, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var products = db.Certificates.Where(c => c.Number.StartsWith(Prefix)).Select(c => c.ProductId);
        var producers = db.Products.Where(p => sets.Contains(p.Set) && products.Contains(p.Id)).Select(p => p.ProducerId);
        var licensed = db.Licences.Where(l => l.Number.StartsWith(Prefix)).Select(l => l.ProducerId);
        return await db.Producers.Where(p => producers.Contains(p.Id) && !licensed.Contains(p.Id)).OrderBy(p => p.Slug).Select(p => p.Slug).ToListAsync(ct);
    }

    /// <summary>Removes demonstration certificates and what hangs on them alone; listings must be gone before.</summary>
    /// <returns>How many products were removed.</returns>
    public Task<Result<int>> ClearAsync(Actor actor, CancellationToken ct)
        => _contexts.InTransactionAsync<int>(async db =>
        {
            var products = await db.Certificates.Where(c => c.Number.StartsWith(Prefix)).Select(c => c.ProductId).Distinct().ToListAsync(ct);
            var producers = await db.Products.Where(p => products.Contains(p.Id)).Select(p => p.ProducerId).Distinct().ToListAsync(ct);
            await db.Certificates.Where(c => c.Number.StartsWith(Prefix)).ExecuteDeleteAsync(ct);
            var certified = db.Certificates.Select(c => c.ProductId);
            var removed = await db.Products.Where(p => products.Contains(p.Id) && !certified.Contains(p.Id)).ExecuteDeleteAsync(ct);
            await db.Licences.Where(l => l.Number.StartsWith(Prefix)).ExecuteDeleteAsync(ct);
            await RemoveBareProducersAsync(db, producers, ct);
            db.Audit(_clock, actor, "registry.demo_cleared", "demo", after: new { removed });
            return removed;
        }, ct);

    private static Task<int> RemoveBareProducersAsync(MarketDbContext db, List<ProducerId> producers, CancellationToken ct)
    {
        var busy = db.Products.Select(p => p.ProducerId).Concat(db.Licences.Select(l => l.ProducerId));
        return db.Producers.Where(p => producers.Contains(p.Id) && !busy.Contains(p.Id)).ExecuteDeleteAsync(ct);
    }

    private async Task<Presence> ReadPresenceAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return new Presence(await db.Certificates.AnyAsync(c => c.Number.StartsWith(Prefix), ct));
    }

    private sealed record Presence(bool IsPresent);
}
