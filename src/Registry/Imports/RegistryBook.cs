using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Imports;

/// <summary>What a file can say about a producer.</summary>
internal sealed record ProducerFacts(string Name, ProducerType Type, string? TaxCode, string? Address, string? Phone, string? Email);

/// <summary>What a file can say about a product.</summary>
internal sealed record ProductFacts(string Name, int Set, string? OcopCode, string CommuneCode, string ProvinceCode, string? PlaceWritten);

/// <summary>A producer in the registry or on its way there.</summary>
internal sealed class BookProducer(ProducerId id, ProducerFacts facts, string communeCode, string provinceCode, bool stored)
{
    public ProducerId Id => id;

    public ProducerFacts Facts { get; set; } = facts;

    public ProducerFacts Stored { get; } = facts;

    public bool IsStored => stored;

    public string CommuneCode => communeCode;

    public string ProvinceCode => provinceCode;

    public string Exact { get; } = VietnameseText.Exact(facts.Name);

    public List<BookProduct> Products { get; } = [];

    /// <summary>Row that changed <see cref="Facts"/>, or brought the producer.</summary>
    public int Row { get; set; }
}

/// <summary>A product in the registry or on its way there.</summary>
internal sealed class BookProduct(ProductId id, BookProducer producer, ProductFacts facts, bool stored)
{
    public ProductId Id => id;

    public BookProducer Producer { get; } = producer;

    public ProductFacts Facts { get; set; } = facts;

    public ProductFacts Stored { get; } = facts;

    public bool IsStored => stored;

    public string Exact { get; } = VietnameseText.Exact(facts.Name);

    public string Folded { get; } = VietnameseText.Fold(facts.Name);

    public string? CodeStem { get; } = CertifiedProduct.Stem(facts.OcopCode);

    public List<BookCertificate> Certificates { get; } = [];

    public int Row { get; set; }
}

/// <summary>A certificate in the registry or on its way there.</summary>
internal sealed class BookCertificate(CertificateId id, BookProduct product, CertificatePaper? stored, CertificateDates dates, string? note)
{
    public CertificateId Id => id;

    public BookProduct Product => product;

    /// <summary>As the registry has it; null for a new one.</summary>
    public CertificatePaper? Stored { get; } = stored;

    public CertificatePaper? Paper { get; set; } = stored;

    public string? StoredNote { get; } = note;

    public string? Note { get; set; } = note;

    public CertificateDates Dates => dates;

    public int Row { get; set; }

    /// <summary>Withdrawn before it counted: it takes no place in the order of certificates.</summary>
    public bool NeverCounted => dates.RevokedFrom is { } revoked && revoked <= Paper!.IssuedOn;
}

/// <summary>
/// The registry in memory for the length of one import, with an answer to "is this one we know?". The answer is sure, none, or a doubt
/// that a person must decide; it is never a guess.
/// </summary>
internal sealed class RegistryBook
{
    private readonly List<BookProducer> _producers = [];
    private readonly Dictionary<string, BookProducer> _byTaxCode = [];
    private readonly Dictionary<string, List<BookProducer>> _byName = [];
    private readonly Dictionary<(string Issuer, string Number), BookCertificate> _certificates = [];

    public IReadOnlyList<BookProducer> Producers => _producers;

    public HashSet<string> Slugs { get; } = [];

    /// <summary>So few rows are looked up one by one instead of reading the whole registry.</summary>
    private const int Few = 100;

    /// <param name="rows">What the book will be asked about.</param>
    public static async Task<RegistryBook> LoadAsync(MarketDbContext db, IReadOnlyCollection<CertificateRow> rows, CancellationToken ct)
    {
        var book = new RegistryBook();
        var near = rows.Count <= Few ? await NearAsync(db, rows, book.Slugs, ct) : null;
        var producers = new Dictionary<ProducerId, BookProducer>();
        await foreach (var p in db.Producers.AsNoTracking().Where(p => near == null || near.Contains(p.Id)).OrderBy(p => p.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            book.Slugs.Add(p.Slug);
            producers.Add(p.Id, book.Add(new BookProducer(p.Id, FactsOf(p), p.CommuneCode, p.ProvinceCode, stored: true)));
        }

        var products = new Dictionary<ProductId, BookProduct>();
        await foreach (var p in db.Products.AsNoTracking().Where(p => near == null || near.Contains(p.ProducerId)).OrderBy(p => p.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            products.Add(p.Id, Add(new BookProduct(p.Id, producers[p.ProducerId], FactsOf(p), stored: true)));
        }

        var known = db.Products;
        var certificates = db.Certificates.AsNoTracking().Where(c => near == null || known.Any(p => p.Id == c.ProductId && near.Contains(p.ProducerId)));
        var notes = new Dictionary<CertificateId, string?>();
        await foreach (var entry in db.CertificateEntries.Where(NoteOfPaper.IsIn).Where(e => near == null || certificates.Any(c => c.Id == e.CertificateId)).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new { e.CertificateId, e.Reason }).AsAsyncEnumerable().WithCancellation(ct))
        {
            notes[entry.CertificateId] = entry.Reason;
        }

        await foreach (var c in certificates.OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            var certificate = new BookCertificate(c.Id, products[c.ProductId], c.Paper, c.Dates, notes.GetValueOrDefault(c.Id));
            certificate.Product.Certificates.Add(certificate);
            book._certificates.Add((c.IssuerKey, c.NumberKey), certificate);
        }

        return book;
    }

    /// <summary>The producers that a row could mean: by tax code, by name, or by a certificate it names; and the slugs that a new one could meet.</summary>
    private static async Task<List<ProducerId>> NearAsync(MarketDbContext db, IReadOnlyCollection<CertificateRow> rows, HashSet<string> slugs, CancellationToken ct)
    {
        var taxCodes = rows.Select(r => r.TaxCode).OfType<string>().ToList();
        var names = rows.Select(r => VietnameseText.Fold(r.Producer)).ToList();
        var numbers = rows.Select(r => Certificate.Key(r.Number)).Distinct().ToArray();
        foreach (var slug in rows.Select(r => VietnameseText.Slug(r.Producer)).Distinct())
        {
            slugs.UnionWith(await db.Producers.Where(p => p.Slug.StartsWith(slug.Length == 0 ? "chu-the" : slug)).Select(p => p.Slug).ToListAsync(ct));
        }

        return await db.Producers.Where(p => (p.TaxCode != null && taxCodes.Contains(p.TaxCode)) || names.Contains(p.NameFolded)).Select(p => p.Id)
            .Union(from c in db.CertificatesNumbered(numbers) join p in db.Products on c.ProductId equals p.Id select p.ProducerId).ToListAsync(ct);
    }

    public static ProducerFacts FactsOf(Producers.Producer p) => new(p.Name, p.Type, p.TaxCode, p.Address, p.Phone, p.Email);

    public static ProductFacts FactsOf(CertifiedProduct p) => new(p.Name, p.Set, p.OcopCode, p.CommuneCode, p.ProvinceCode, p.PlaceWritten);

    public BookCertificate? Find(CertificateRow row) => _certificates.GetValueOrDefault(KeyOf(row));

    public void Add(CertificateRow row, BookCertificate certificate)
    {
        _certificates.Add(KeyOf(row), certificate);
        certificate.Product.Certificates.Add(certificate);
    }

    public static (string Issuer, string Number) KeyOf(CertificateRow row) => (VietnameseText.Fold(row.Issuer), Certificate.Key(row.Number));

    public BookProducer Add(BookProducer producer)
    {
        _producers.Add(producer);
        if (producer.Facts.TaxCode is { } taxCode)
        {
            _byTaxCode.TryAdd(taxCode, producer);
        }

        var name = VietnameseText.Fold(producer.Facts.Name);
        (_byName.TryGetValue(name, out var same) ? same : _byName[name] = []).Add(producer);
        return producer;
    }

    public static BookProduct Add(BookProduct product)
    {
        product.Producer.Products.Add(product);
        return product;
    }

    /// <summary>Whether a row may speak of a certificate we have: the same number under another product or producer is a slipped cell more often than a correction.</summary>
    public bool Fits(CertificateRow row, BookCertificate certificate)
    {
        var (product, producer) = (certificate.Product, certificate.Product.Producer);
        var sameProducer = row.TaxCode is { } taxCode && _byTaxCode.TryGetValue(taxCode, out var owner) ? owner == producer
            : AreAlike(VietnameseText.Fold(row.Producer), VietnameseText.Fold(producer.Stored.Name));
        var sameProduct = (row.OcopCode is { } code && CertifiedProduct.Stem(code) == product.CodeStem) || AreAlike(VietnameseText.Fold(row.Product), product.Folded);
        return sameProducer && sameProduct;
    }

    /// <summary>Tax code, else name and commune, else (not for households, whose names repeat) name and province.</summary>
    public (BookProducer? Known, Refusal? Doubt) FindProducer(CertificateRow row, Func<string, string> placeOf)
    {
        var name = VietnameseText.Fold(row.Producer);
        if (row.TaxCode is { } taxCode && _byTaxCode.TryGetValue(taxCode, out var owner))
        {
            return AreAlike(name, VietnameseText.Fold(owner.Facts.Name)) ? (owner, null) : (owner, RegistryRefusals.ImportTaxCodeIsAnothers(taxCode, owner.Facts.Name));
        }

        var namesakes = _byName.GetValueOrDefault(name) ?? [];
        var here = namesakes.Where(p => p.CommuneCode == row.Place.CommuneCode).ToList();
        var exact = VietnameseText.Exact(row.Producer);
        if (here.Find(p => p.Exact == exact && !Differ(p.Facts.TaxCode, row.TaxCode)) is { } known)
        {
            return (known, null);
        }

        if (here.Find(p => p.Exact == exact || !Differ(p.Facts.TaxCode, row.TaxCode)) is { } doubtful)
        {
            return (null, RegistryRefusals.ImportProducerDoubtful(row.Producer, doubtful.Facts.Name, placeOf(doubtful.CommuneCode)));
        }

        var nearby = row.Type is ProducerType.Household ? [] : namesakes
            .Where(p => p.ProvinceCode == row.Place.ProvinceCode && p.Facts.Type is not ProducerType.Household && p.Exact == exact && !Differ(p.Facts.TaxCode, row.TaxCode)).ToList();
        return nearby switch
        {
            [] => (null, null),
            [var one] => (one, null),
            _ => (null, RegistryRefusals.ImportProducerDoubtful(row.Producer, nearby[0].Facts.Name, string.Join("; ", nearby.Select(p => placeOf(p.CommuneCode))))),
        };
    }

    /// <summary>OCOP code without its year, else name and commune; a name that only resembles one of the same producer is a doubt.</summary>
    public static (BookProduct? Known, Refusal? Doubt) FindProduct(CertificateRow row, BookProducer producer, Func<string, string> placeOf)
    {
        var (stem, folded, exact) = (CertifiedProduct.Stem(row.OcopCode), VietnameseText.Fold(row.Product), VietnameseText.Exact(row.Product));
        if (stem is not null && producer.Products.Find(p => p.CodeStem == stem) is { } coded)
        {
            return AreAlike(folded, coded.Folded) ? (coded, null) : (coded, Doubt(coded));
        }

        var sameName = producer.Products.Where(p => p.Exact == exact && p.Facts.CommuneCode == row.Place.CommuneCode).ToList();
        if (sameName.Find(p => !AreOfOneKindAndDiffer(stem, p.CodeStem)) is { } known)
        {
            return (known, null);
        }

        var doubtful = sameName.FirstOrDefault()
            ?? producer.Products.Find(p => (p.Folded == folded || AreNear(p.Folded, folded)) && !AreOfOneKindAndDiffer(stem, p.CodeStem));
        return (null, doubtful is null ? null : Doubt(doubtful));

        Refusal Doubt(BookProduct other) => RegistryRefusals.ImportProductDoubtful(row.Product, other.Facts.Name, placeOf(other.Facts.CommuneCode));
    }

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    // Codes of one form (until 2025 they had a part for the district) with other digits stand for other products.
    private static bool AreOfOneKindAndDiffer(string? stem, string? other) => Differ(stem, other) && stem!.Count(c => c == '-') == other!.Count(c => c == '-');

    /// <summary>Whether two folded names can be two spellings of one thing.</summary>
    internal static bool AreAlike(string one, string other)
        => one == other || $" {one} ".Contains($" {other} ", StringComparison.Ordinal) || $" {other} ".Contains($" {one} ", StringComparison.Ordinal)
            || (SameDigits(one, other) && Distance(one, other, Math.Max(2, one.Length / 5)) is not null);

    /// <summary>Whether two folded names differ by what looks like a slip of the fingers.</summary>
    internal static bool AreNear(string one, string other)
        => Math.Min(one.Length, other.Length) >= 8 && SameDigits(one, other) && Distance(one, other, Math.Min(one.Length, other.Length) >= 16 ? 2 : 1) is not null;

    private static bool SameDigits(string one, string other) => one.Where(char.IsAsciiDigit).SequenceEqual(other.Where(char.IsAsciiDigit));

    /// <summary>Levenshtein's distance; null when it is more than <paramref name="most"/>.</summary>
    private static int? Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return null;
        }

        var (above, current) = (new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            }

            (above, current) = (current, above);
        }

        return above[other.Length] <= most ? above[other.Length] : null;
    }
}
