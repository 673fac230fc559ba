using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Certificates;

/// <summary>A certificate with its product and holder, before it is projected.</summary>
internal sealed class CertificateRow
{
    public required Certificate Certificate { get; init; }
    public required CertifiedProduct Product { get; init; }
    public required Producer Producer { get; init; }
}

/// <summary>What the reading queries share: the join, the words, the states and the projection.</summary>
internal static class CertificateReading
{
    private const int MostWords = 12;

    private static readonly int[] AdultSets = [.. ProductSets.All.Where(s => s.Adult).Select(s => s.Number)];

    public static IQueryable<CertificateRow> CertificateRows(this MarketDbContext db)
        => from certificate in db.Certificates.AsNoTracking()
           join product in db.Products on certificate.ProductId equals product.Id
           join producer in db.Producers on product.ProducerId equals producer.Id
           select new CertificateRow { Certificate = certificate, Product = product, Producer = producer };

    /// <summary>Without the confirmation of being 18, alcohol is left out.</summary>
    public static IQueryable<CertificateRow> ForReader(this IQueryable<CertificateRow> rows, bool adult)
        => adult ? rows : rows.Where(r => !AdultSets.Contains(r.Product.Set));

    /// <summary>Those whose product or holder has all the typed words, or with <paramref name="begun"/> words that begin like them.</summary>
    public static IQueryable<CertificateRow> Named(this IQueryable<CertificateRow> rows, string folded, bool begun = true)
    {
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var part = begun ? " " + word : " " + word + " ";
            rows = rows.Where(r => (" " + r.Product.NameFolded + " " + r.Producer.NameFolded + " ").Contains(part));
        }

        return rows;
    }

    /// <summary>The same order of questions as <see cref="CertificateDates.StateOn"/>, for the database.</summary>
    public static Expression<Func<CertificateRow, bool>> Stands(CertificateState state, DateOnly day) => state switch
    {
        CertificateState.Revoked => r => r.Certificate.RevokedFrom <= day,
        CertificateState.Superseded => r => !(r.Certificate.RevokedFrom <= day) && r.Certificate.SupersededFrom <= day,
        CertificateState.NotYet => r => !(r.Certificate.RevokedFrom <= day) && !(r.Certificate.SupersededFrom <= day) && r.Certificate.ValidFrom > day,
        CertificateState.Expired => r => !(r.Certificate.RevokedFrom <= day) && !(r.Certificate.SupersededFrom <= day)
            && (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) < day,
        CertificateState.Extended => r => !(r.Certificate.RevokedFrom <= day) && !(r.Certificate.SupersededFrom <= day)
            && r.Certificate.ValidThrough < day && r.Certificate.ExtendedTo >= day,
        CertificateState.InForce => r => !(r.Certificate.RevokedFrom <= day) && !(r.Certificate.SupersededFrom <= day)
            && r.Certificate.ValidFrom <= day && r.Certificate.ValidThrough >= day,
    };

    /// <summary>In force on a day, by term or extension.</summary>
    public static Expression<Func<CertificateRow, bool>> Covers(DateOnly day)
        => r => !(r.Certificate.RevokedFrom <= day) && !(r.Certificate.SupersededFrom <= day) && r.Certificate.ValidFrom <= day && (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) >= day;

    public static IQueryable<CertificateView> Views(this IQueryable<CertificateRow> rows, MarketDbContext db)
    {
        var entries = db.CertificateEntries.AsNoTracking();
        return rows.Select(r => new CertificateView(
            r.Certificate.Id, r.Certificate.Number, r.Certificate.Issuer, r.Certificate.Level, r.Certificate.Stars, r.Certificate.CriteriaVersion,
            r.Certificate.DecisionNumber, r.Certificate.DecisionDate, r.Certificate.IssuedOn, r.Certificate.ValidFrom, r.Certificate.ValidThrough,
            new CertificateDates(r.Certificate.ValidFrom, r.Certificate.ValidThrough, r.Certificate.ExtendedTo, r.Certificate.RevokedFrom, r.Certificate.SupersededFrom),
            r.Certificate.Packings,
            r.Product.Id, r.Product.Name, r.Product.Set, r.Product.CommuneCode, r.Product.ProvinceCode, r.Product.PlaceWritten, r.Product.OcopCode,
            r.Producer.Id, r.Producer.Name, r.Producer.Slug, r.Producer.SuspendedFrom, r.Product.Illustrative || r.Producer.Illustrative,
            entries.Where(e => e.CertificateId == r.Certificate.Id && e.Kind == CertificateEntryKind.Extended).OrderByDescending(e => e.At)
                .Select(e => new CertificateExtension(e.EffectiveOn, e.Reason, e.Document, e.DocumentDate)).FirstOrDefault(),
            entries.Where(e => e.CertificateId == r.Certificate.Id && e.Kind == CertificateEntryKind.Revoked).OrderByDescending(e => e.At)
                .Select(e => new CertificateRevocation(e.EffectiveOn, e.Ground, e.Reason, e.Document, e.DocumentDate)).FirstOrDefault()));
    }

    /// <summary>The typed text as a number's key; empty when no letter or digit is left.</summary>
    public static string KeyOf(string? text) => Certificate.Key(VietnameseText.Clean(text));
}
