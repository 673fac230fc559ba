using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Certificates;

/// <summary>A certificate as a decision names it: by number, and by issuer where the number alone is not enough.</summary>
public sealed record CertificateName(string Number, string? Issuer = null);

internal static class CertificateLookup
{
    /// <summary>Finds the one certificate a decision means, locked for the change, and its product.</summary>
    public static async Task<Result<(Certificate Certificate, CertifiedProduct Product)>> FindForChangeAsync(this MarketDbContext db, CertificateName name, CancellationToken ct)
    {
        var (number, issuer) = (Certificate.Key(name.Number), name.Issuer is null ? null : VietnameseText.Fold(name.Issuer));
        var found = await db.Certificates.FromSql($"select *, xmin from registry.certificates where number_key = {number} and ({issuer}::text is null or issuer_key = {issuer}) order by id for update").ToListAsync(ct);
        return found switch
        {
            [] => RegistryRefusals.CertificateUnknown(name.Number),
            [var one] => (one, await db.Products.SingleAsync(p => p.Id == one.ProductId, ct)),
            _ => RegistryRefusals.NumberIsAmbiguous(name.Number, string.Join("; ", found.Select(c => c.Issuer))),
        };
    }
}
