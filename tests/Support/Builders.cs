using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Products;

namespace OcopMarket.Tests.Support;

/// <summary>A product as a test put it into the market.</summary>
public sealed record ProductOnSale(ListingId Listing, string Slug, ProductId Product, ProducerId Producer, CertificateId Certificate, string Number)
{
    public string Name { get; init; } = "";
    public string ProducerSlug { get; init; } = "";
    public int Set { get; init; }
    public string CommuneCode { get; init; } = "";
}

/// <summary>Puts goods into the market for tests; a test names only what it is about.</summary>
public static class Builders
{
    private static readonly Actor Tester = Actor.Operator("test");

    private static int _number;

    /// <summary>A product with a certificate in force and a published listing.</summary>
    /// <param name="set">Product set 1 to 26; 14 and 15 are alcohol and bring the licence they need.</param>
    /// <param name="validThrough">Last day of the certificate; else three years from today.</param>
    public static async Task<ProductOnSale> PutOnSaleAsync(
        this MarketFactory market, string name, int stars = 4, long price = 100_000, int stock = 10, DateOnly? validThrough = null,
        int set = 12, string? commune = null, string? producer = null, string packing = "500 g", int grams = 500, bool gift = false, DateOnly? issuedOn = null,
        string? story = null, (int From, int Through)? season = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        var certified = await market.CertifyAsync(name, stars, validThrough, set, commune, producer, [packing], issuedOn);
        var listing = (await market.Get<PublishListings>().RunAsync(
            Tester, [new(certified.Product, [new(packing, new Money(price), new Measure(grams, MeasureUnit.Gram), stock)], story, Gift: gift, SeasonFrom: season?.From, SeasonThrough: season?.Through)], CancellationToken.None))[0].Value;
        await using var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();
        return certified with { Listing = listing, Slug = (await db.Listings.SingleAsync(l => l.Id == listing)).Slug };
    }

    /// <summary>The first packing of a product on sale.</summary>
    public static async Task<VariantId> VariantOfAsync(this MarketFactory market, ProductOnSale product)
    {
        ArgumentNullException.ThrowIfNull(market);
        await using var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();
        return await db.Variants.Where(v => v.ListingId == product.Listing).OrderBy(v => v.Position).Select(v => v.Id).FirstAsync();
    }

    /// <summary>Withdraws the certificate, from now on.</summary>
    public static async Task RevokeAsync(this MarketFactory market, ProductOnSale product)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(product);
        var result = await market.Get<RevokeCertificate>().RunAsync(
            new(Tester, new CertificateName(product.Number), RevocationGround.CriteriaNotMet, "Không còn đạt tiêu chí.", "12/QĐ-UBND"), CancellationToken.None);
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The revocation was refused: {refusal.Code}");
        }
    }

    /// <summary>A product with a certificate, not yet listed.</summary>
    public static async Task<ProductOnSale> CertifyAsync(
        this MarketFactory market, string name, int stars = 4, DateOnly? validThrough = null, int set = 12, string? commune = null,
        string? producer = null, IReadOnlyList<string>? packings = null, DateOnly? issuedOn = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        var (no, now) = (Interlocked.Increment(ref _number), market.Clock.GetUtcNow());
        var place = commune is null ? AreaDirectory.Instance.CommunesOf("01")[0] : AreaDirectory.Instance.FindCommune(commune)!;
        var producerName = producer ?? $"HTX {name}";
        var issued = issuedOn ?? market.Clock.Today().AddMonths(-1);
        await using var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();

        var holder = await db.Producers.FirstOrDefaultAsync(p => p.Name == producerName);
        if (holder is null)
        {
            holder = new Producer(ProducerId.New(), producerName, ProducerType.Cooperative, $"{VietnameseText.Slug(producerName)}-{no}", place.Code, place.ProvinceCode, now) { Email = $"producer-{no}@example.vn" };
            db.Producers.Add(holder);
        }

        if (ProductSets.Get(set).Adult && !await db.Licences.AnyAsync(l => l.ProducerId == holder.Id))
        {
            db.Licences.Add(new Licence { ProducerId = holder.Id, Kind = LicenceKind.Alcohol, Number = $"GP-{no}", ValidFrom = issued.AddYears(-1) });
        }

        var product = new CertifiedProduct(ProductId.New(), holder.Id, name, set, place.Code, place.ProvinceCode, now);
        var number = $"{no:000}/GCN-OCOP";
        var certificate = new Certificate(CertificateId.New(), product.Id, new CertificatePaper(
            number, "UBND thành phố Hà Nội", AuthorityLevel.Province, stars, "QD148-2023", "100/QĐ-UBND", issued,
            issued, validThrough ?? market.Clock.Today().AddYears(3), packings ?? []), null, now);
        db.Products.Add(product);
        db.Certificates.Add(certificate);
        await db.SaveChangesAsync();
        return new(default, "", product.Id, holder.Id, certificate.Id, number) { Name = name, ProducerSlug = holder.Slug, Set = set, CommuneCode = place.Code };
    }
}
