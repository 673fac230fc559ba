using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Producers;

/// <summary>A producer's public page.</summary>
/// <param name="SuspendedFrom">First day its goods may not be offered, if a decision says so.</param>
/// <param name="Since">First day any of its certificates counted; null without one.</param>
/// <param name="InForce">How many of its products the register lets it offer today.</param>
public sealed record ProducerView(
    ProducerId Id, string Slug, string Name, ProducerType Type, string? TaxCode, string CommuneCode, string ProvinceCode, string? Address, string? Phone, string? Email,
    DateOnly? SuspendedFrom, string? SuspensionReason, bool Illustrative, DateOnly? Since, int InForce);

/// <summary>A line of the list of producers.</summary>
/// <param name="InForce">How many of its products the register lets it offer today.</param>
public sealed record ProducerRow(ProducerId Id, string Slug, string Name, ProducerType Type, string CommuneCode, string ProvinceCode, int InForce);

/// <summary>Reads producers for their public pages.</summary>
public sealed class ProducerQueries
{
    private static readonly int[] AdultSets = [.. ProductSets.All.Where(s => s.Adult).Select(s => s.Number)];

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ProducerOrder _order;
    private readonly TimeProvider _clock;

    internal ProducerQueries(IDbContextFactory<MarketDbContext> contexts, ProducerOrder order, TimeProvider clock) => (_contexts, _order, _clock) = (contexts, order, clock);

    public async Task<ProducerView?> FindAsync(string slug, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Producers.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug, ct) is { } producer ? await ViewAsync(db, producer, ct) : null;
    }

    /// <summary>The producers of these keys, by name; a handful, such as those a person works for.</summary>
    public async Task<IReadOnlyList<ProducerView>> FindManyAsync(IReadOnlyCollection<ProducerId> ids, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var views = new List<ProducerView>();
        foreach (var producer in await db.Producers.AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.NameFolded).ToListAsync(ct))
        {
            views.Add(await ViewAsync(db, producer, ct));
        }

        return views;
    }

    private async Task<ProducerView> ViewAsync(MarketDbContext db, Producer producer, CancellationToken ct)
    {
        var today = _clock.Today();
        var since = await db.CertificateRows().Where(r => r.Producer.Id == producer.Id).MinAsync(r => (DateOnly?)r.Certificate.ValidFrom, ct);
        var inForce = await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from registry.in_force({today}) where producer_id = {producer.Id.Value}").SingleAsync(ct);
        return new(
            producer.Id, producer.Slug, producer.Name, producer.Type, producer.TaxCode, producer.CommuneCode, producer.ProvinceCode, producer.Address, producer.Phone, producer.Email,
            producer.SuspendedFrom, producer.SuspensionReason, producer.Illustrative, since, inForce);
    }

    /// <summary>Producers in order of their names, those with something in force today first.</summary>
    /// <param name="adult">Without it, who makes alcohol only is left out and alcohol is not counted.</param>
    public async Task<ListPage<ProducerRow>> ListAsync(string? provinceCode, ProducerType? type, bool adult, int page, int size, CancellationToken ct)
    {
        var (ids, total) = await _order.PageAsync(provinceCode, type, adult, page, size, ct);
        var (today, hidden) = (_clock.Today(), adult ? [] : AdultSets);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select r.id as "Id", r.slug as "Slug", r.name as "Name", r.type as "Type", r.commune_code as "CommuneCode", r.province_code as "ProvinceCode",
                   (select count(*) from registry.in_force({today}) f where f.producer_id = r.id and not f.set = any({hidden}))::int as "InForce"
            from unnest({ids}) with ordinality as listed (id, no) join registry.producers r on r.id = listed.id
            order by listed.no
            """).ToListAsync(ct);
        return new(
            [.. rows.Select(r => new ProducerRow(new ProducerId(r.Id), r.Slug, r.Name, Enum.Parse<ProducerType>(r.Type), r.CommuneCode, r.ProvinceCode, r.InForce))],
            total, page, size);
    }

    /// <summary>All certificates of a producer's products: product by product, each newest first.</summary>
    public async Task<IReadOnlyList<CertificateView>> CertificatesOfAsync(ProducerId producer, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.CertificateRows().Where(r => r.Producer.Id == producer)
            .OrderBy(r => r.Product.NameFolded).ThenBy(r => r.Product.Id).ThenByDescending(r => r.Certificate.ValidFrom).Views(db).ToListAsync(ct);
    }

    private sealed record Row(Guid Id, string Slug, string Name, string Type, string CommuneCode, string ProvinceCode, int InForce);
}
