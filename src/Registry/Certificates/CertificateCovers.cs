using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

internal sealed class CertificateCovers(IDbContextFactory<MarketDbContext> contexts) : ICertificateCover
{
    public async Task<ILookup<ProductId, CertificateCover>> OfAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Certificates.AsNoTracking().Where(c => products.Contains(c.ProductId)).ToListAsync(ct))
            .ToLookup(c => c.ProductId, c => new CertificateCover(c.ValidFrom, c.Dates.LastDay, c.RevokedFrom is { } from && c.EndAnnouncedAt is { } at && DateOnly.FromDateTime(at.InVietnam().DateTime) == from ? from : null));
    }
}
