using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Producers;

internal sealed class ProducerBook(IDbContextFactory<MarketDbContext> contexts) : IProducerBook
{
    public async Task<IReadOnlyDictionary<ProducerId, ProducerCard>> FindAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, producers, ct);
    }

    public async Task<IReadOnlyDictionary<ProducerId, ProducerCard>> FindAsync(MarketDbContext db, IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
        => await db.Producers.AsNoTracking().Where(p => producers.Contains(p.Id)).Select(p => new ProducerCard(p.Id, p.Name, p.Type, p.TaxCode, p.Address, p.Phone, p.CommuneCode, p.ProvinceCode, p.Slug)).ToDictionaryAsync(p => p.Id, ct);
}
