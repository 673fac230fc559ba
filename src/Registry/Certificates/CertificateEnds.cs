using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>
/// Makes ends visible once each: audit entry and event. That nothing is offered after the end does not depend on it
/// (<c>registry.in_force</c> asks the dates); this only tells people.
/// </summary>
internal sealed class CertificateEnds(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock) : ICertificateEnds
{
    private const int Batch = 500;

    public async Task<int> AnnounceAsync(CancellationToken ct)
    {
        for (var announced = 0; ;)
        {
            var batch = (await contexts.InTransactionAsync<int>(async db => await AnnounceAsync(db, ct), ct)).Value;
            announced += batch;
            if (batch < Batch)
            {
                return announced;
            }
        }
    }

    private async Task<int> AnnounceAsync(MarketDbContext db, CancellationToken ct)
    {
        // Two processes at once share the work by skipping what the other holds.
        var today = clock.Today();
        var ended = await db.Certificates.FromSql(
            $"""
            select *, xmin from registry.certificates
            where end_announced_at is null and (isempty(effective) or upper(effective) <= {today})
            order by id limit {Batch} for update skip locked
            """).ToListAsync(ct);
        var products = await db.Products.Where(p => ended.Select(c => c.ProductId).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var productIds = ended.Select(c => c.ProductId.Value).ToArray();
        var stillCertified = await db.Database.SqlQuery<Guid>(
            $"select product_id as \"Value\" from registry.certificates where product_id = any({productIds}) and effective @> {today}").ToListAsync(ct);
        foreach (var certificate in ended)
        {
            certificate.EndAnnouncedAt = clock.GetUtcNow();
            if (stillCertified.Contains(certificate.ProductId.Value))
            {
                continue; // a newer certificate took over; nobody has to be told
            }

            var end = certificate.RevokedFrom <= today ? CertificateEnd.Revoked : CertificateEnd.Expired;
            db.Audit(clock, Actor.System("certificate-clock"), "registry.certificate_ended", $"certificate:{certificate.Id}", end.ToString(), after: certificate.Dates);
            outbox.Add(db, new CertificateEnded(certificate.Id, certificate.ProductId, products[certificate.ProductId].ProducerId, certificate.Number, end, certificate.Dates.LastDay));
        }

        return ended.Count;
    }
}
