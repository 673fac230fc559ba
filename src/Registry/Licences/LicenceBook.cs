using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Licences;

internal sealed class LicenceBook(IDbContextFactory<MarketDbContext> contexts) : ILicenceBook
{
    public async Task<IReadOnlyList<LicenceInForce>> InForceAsync(ProducerId producer, DateOnly day, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var licences = await db.Licences.AsNoTracking().Where(l => l.ProducerId == producer && l.ValidFrom <= day && (l.ValidThrough == null || l.ValidThrough >= day) && (l.RevokedFrom == null || l.RevokedFrom > day))
            .OrderBy(l => l.Kind).ThenBy(l => l.Number).ToListAsync(ct);
        return [.. licences.Select(l => new LicenceInForce(l.Kind.ToString(), l.Number, l.Issuer, l.ValidFrom, l.ValidThrough))];
    }
}
