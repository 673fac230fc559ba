using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Text;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>Two communes of Thanh Hóa on 15 May 2026, with one certificate for every case that a report tells apart.</summary>
internal static class ReportWorld
{
    public const string Commune = "16645", Neighbour = "16624", Province = "38";

    public static readonly DateOnly Today = new(2026, 5, 15);

    /// <returns>The product of four stars that began on 29 February.</returns>
    public static async Task<ProductOnSale> FillReportsAsync(this MarketFactory market)
    {
        market.Clock.SetVietnam(Today, new(9, 0));
        var leap = await market.CertifyAsync("Mắm một", 4, new(2027, 2, 28), commune: Commune, issuedOn: new(2024, 2, 29));
        await market.CertifyAsync("Mắm hai", 3, new(2026, 3, 31), set: 6, commune: Commune, issuedOn: new(2023, 3, 31)); // the last day of a quarter
        await market.CertifyAsync("Mắm ba", 3, new(2026, 4, 1), commune: Commune, issuedOn: new(2023, 4, 1)); // the first of the next
        await market.CertifyAsync("Mắm bốn", 5, new(2029, 3, 31), commune: Neighbour, issuedOn: new(2026, 3, 31), producer: "Hộ Lò Thị Mây");
        var revoked = await market.CertifyAsync("Mắm năm", 4, new(2029, 4, 1), commune: Neighbour, issuedOn: new(2026, 4, 1));
        var upgraded = await market.CertifyAsync("Chè sáu", 3, new(2026, 6, 1), commune: Commune, issuedOn: new(2023, 6, 1));
        var back = await market.CertifyAsync("Bánh bảy", 4, new(2026, 1, 10), commune: Commune, issuedOn: new(2023, 1, 10));
        await market.CertifyAsync("Bánh Hà Nội", 4, new(2028, 1, 1), issuedOn: new(2025, 1, 1)); // another province
        await market.IssueAgainAsync(upgraded, 4, new(2026, 5, 1), new(2029, 4, 30)); // before its end
        await market.IssueAgainAsync(back, 4, new(2026, 2, 1), new(2029, 2, 1)); // after it
        await market.RevokeAsync(revoked);
        await using var db = await market.OpenAsync();
        await db.Producers.Where(p => p.Name == "Hộ Lò Thị Mây").ExecuteUpdateAsync(p => p.SetProperty(x => x.Type, ProducerType.Household));
        foreach (var (name, commune, target, producer) in new (string, string, int?, string?)[] { ("Mắm Một", Commune, 4, null), ("Chè sáu", Commune, 5, "HTX Chè sáu"), ("=1+1", Commune, 3, null), ("Mắm bốn", Neighbour, null, "HTX khác") })
        {
            db.PlannedProducts.Add(new() { ImportRunId = ImportRunId.New(), Name = name, NameFolded = VietnameseText.Fold(name), CommuneCode = commune, ProvinceCode = Province, TargetStars = target, ProducerName = producer });
        }

        await db.SaveChangesAsync();
        return leap;
    }

    private static async Task IssueAgainAsync(this MarketFactory market, ProductOnSale product, int stars, DateOnly issuedOn, DateOnly through)
    {
        await using var db = await market.OpenAsync();
        var earlier = await db.Certificates.Where(c => c.ProductId == product.Product).ToListAsync();
        var again = new Certificate(CertificateId.New(), product.Product, new(
            $"{product.Number}-2", "UBND tỉnh Thanh Hóa", AuthorityLevel.Province, stars, "QD148-2023", "200/QĐ-UBND", issuedOn, issuedOn, through, []), null, market.Clock.GetUtcNow());
        db.Certificates.Add(again);
        CertificateTimeline.Settle([.. earlier, again]);
        await db.SaveChangesAsync();
    }
}
