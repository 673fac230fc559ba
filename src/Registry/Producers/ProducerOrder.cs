using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Producers;

/// <summary>
/// The order of the public list of producers, kept in memory (about 60 bytes each) until the market or the day changes: who has something
/// in force comes first, and finding that out anew for each page cost a pass over everything in force.
/// </summary>
internal sealed class ProducerOrder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly int[] AdultSets = [.. ProductSets.All.Where(s => s.Adult).Select(s => s.Number)];

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly Kept<Order> _order;

    public ProducerOrder(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, TimeProvider clock)
    {
        (_contexts, _clock) = (contexts, clock);
        _order = new Kept<Order>(changes, LoadAsync, Patience);
    }

    /// <summary>A page of ids and how many there are in all.</summary>
    /// <param name="adult">Without it, who makes alcohol only is left out and alcohol in force does not count.</param>
    public async Task<(Guid[] Page, int Total)> PageAsync(string? provinceCode, ProducerType? type, bool adult, int page, int size, CancellationToken ct)
    {
        var today = _clock.Today();
        var order = await _order.GetAsync(o => o.Day == today, ct);
        var typeName = type?.ToString();
        var found = (adult ? order.ForAdults : order.ForAll).Where(p => (provinceCode is null || p.ProvinceCode == provinceCode) && (typeName is null || p.Type == typeName)).ToList();
        return ([.. found.Skip((int)Math.Min((long)(page - 1) * size, found.Count)).Take(size).Select(p => p.Id)], found.Count);
    }

    public void Dispose() => _order.Dispose();

    private async Task<Order> LoadAsync(CancellationToken ct)
    {
        var (today, adult) = (_clock.Today(), AdultSets);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var places = await db.Database.SqlQuery<Place>(
            $"""
            select r.id as "Id", r.province_code as "ProvinceCode", r.type as "Type",
                   exists (select 1 from registry.products p where p.producer_id = r.id and not p.set = any({adult})) as "Shown",
                   coalesce(f.in_force, 0)::int as "InForce", coalesce(f.shown_in_force, 0)::int as "ShownInForce"
            from registry.producers r
            left join (select producer_id, count(*) as in_force, count(*) filter (where not "set" = any({adult})) as shown_in_force from registry.in_force({today}) group by producer_id) f on f.producer_id = r.id
            where exists (select 1 from registry.products p where p.producer_id = r.id)
            order by r.name_folded, r.id
            """).ToListAsync(ct);
        // Names in the order of the database; sorting by a truth value keeps it.
        return new(today, [.. places.OrderBy(p => p.InForce == 0).Select(Slim)], [.. places.Where(p => p.Shown).OrderBy(p => p.ShownInForce == 0).Select(Slim)]);

        static Listed Slim(Place place) => new(place.Id, string.Intern(place.ProvinceCode), string.Intern(place.Type));
    }

    private readonly record struct Listed(Guid Id, string ProvinceCode, string Type);

    private sealed record Order(DateOnly Day, Listed[] ForAdults, Listed[] ForAll);

    private sealed record Place(Guid Id, string ProvinceCode, string Type, bool Shown, int InForce, int ShownInForce);
}
