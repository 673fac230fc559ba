using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Demo;

/// <summary>A certificate made up for trying the market at scale, with its product and its producer.</summary>
/// <param name="Producer">Tells producers apart: one name is one producer.</param>
public sealed record GeneratedCertificate(
    string Producer, ProducerType ProducerType, string Email, string Product, int Set, string CommuneCode, string ProvinceCode, CertificatePaper Paper);

/// <summary>
/// Writes generated certificates by the thousand. They go past the import, which asks about every name that resembles another; what is made up resembles
/// on purpose.
/// </summary>
public sealed class GeneratedCertificates(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Certificates that are there already stay as they are.</summary>
    /// <param name="licenceIssuer">Of the licence that producers of alcohol get.</param>
    /// <returns>The product of each certificate, in order.</returns>
    public async Task<IReadOnlyList<ProductId>> AddAsync(Actor actor, IReadOnlyList<GeneratedCertificate> certificates, string licenceIssuer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(certificates);
        return (await contexts.InTransactionAsync<IReadOnlyList<ProductId>>(async db =>
        {
            var keys = certificates.Select(c => Certificate.Key(c.Paper.Number)).ToArray();
            var products = await db.CertificatesNumbered(keys).Select(c => new { c.NumberKey, c.ProductId }).ToDictionaryAsync(c => c.NumberKey, c => c.ProductId, ct);
            var slugs = certificates.Select(c => VietnameseText.Slug(c.Producer)).Distinct().ToArray();
            var producers = await db.Producers.Where(p => slugs.Contains(p.Slug)).ToDictionaryAsync(p => p.Slug, p => p.Id, ct);
            var licensed = await LicensedAsync(db, producers.Values, ct);
            foreach (var (key, certificate) in keys.Zip(certificates).Where(c => !products.ContainsKey(c.First)))
            {
                var producer = ProducerOf(db, certificate, producers);
                if (ProductSets.Get(certificate.Set).Adult && licensed.Add(producer))
                {
                    var (number, today) = (DemoRegistry.Prefix + VietnameseText.Slug(certificate.Producer), clock.Today());
                    db.Licences.Add(new Licence { ProducerId = producer, Kind = LicenceKind.Alcohol, Number = number, Issuer = licenceIssuer, ValidFrom = today.AddYears(-1), ValidThrough = today.AddYears(4) });
                }

                products[key] = Add(db, actor, producer, certificate);
            }

            db.Audit(clock, actor, "registry.certificates_generated", "demo", after: new { First = certificates[0].Paper.Number, certificates.Count });
            await db.SaveByCopyAsync(ct);
            return keys.Select(key => products[key]).ToList();
        }, ct)).Value;
    }

    private static async Task<HashSet<ProducerId>> LicensedAsync(MarketDbContext db, IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
        => [.. await db.Licences.Where(l => l.Kind == LicenceKind.Alcohol && producers.Contains(l.ProducerId)).Select(l => l.ProducerId).ToListAsync(ct)];

    private ProducerId ProducerOf(MarketDbContext db, GeneratedCertificate certificate, Dictionary<string, ProducerId> producers)
    {
        var slug = VietnameseText.Slug(certificate.Producer);
        if (!producers.TryGetValue(slug, out var id))
        {
            producers[slug] = id = ProducerId.New();
            db.Producers.Add(new Producer(id, certificate.Producer, certificate.ProducerType, slug, certificate.CommuneCode, certificate.ProvinceCode, clock.GetUtcNow()) { Email = certificate.Email, Illustrative = true });
        }

        return id;
    }

    private ProductId Add(MarketDbContext db, Actor actor, ProducerId producer, GeneratedCertificate row)
    {
        var now = clock.GetUtcNow();
        var product = new CertifiedProduct(ProductId.New(), producer, row.Product, row.Set, row.CommuneCode, row.ProvinceCode, now) { Illustrative = true };
        var certificate = new Certificate(CertificateId.New(), product.Id, row.Paper, null, now);
        db.Products.Add(product);
        db.Certificates.Add(certificate);
        db.CertificateEntries.Add(new CertificateEntry { CertificateId = certificate.Id, Kind = CertificateEntryKind.Issued, EffectiveOn = row.Paper.IssuedOn, Actor = actor.ToString(), At = now });
        return product.Id;
    }
}
