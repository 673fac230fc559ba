using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Demo;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Web.Demo;

/// <summary>Writes demonstration products as a registry file, so that they come in by the same door as real ones.</summary>
internal sealed class DemoCertificates(AreaDirectory areas, IStringLocalizer<DemoText> text)
{
    private static readonly string[] Header =
    [
        "certificate_number", "product_name", "subgroup", "stars", "producer_name", "producer_type", "commune_code", "email",
        "issued_by", "authority_level", "issued_on", "valid_through", "packings",
    ];

    public static string Number(DemoProduct product) => DemoRegistry.Prefix + product.Id;

    /// <summary>The number of the certificate that an upgraded product had before.</summary>
    public static string FormerNumber(DemoProduct product) => Number(product) + "-1";

    /// <param name="today">First start: all dates lie around it.</param>
    public async Task<MemoryStream> WriteAsync(IEnumerable<DemoProduct> products, DateOnly today, CancellationToken ct)
    {
        var file = new MemoryStream();
        await using (var table = await TableWriter.CreateAsync(file, TableFormat.Csv, Header, ct))
        {
            foreach (var product in products.Where(p => p.State is not DemoState.NoCertificate))
            {
                if (product.State is DemoState.Upgraded)
                {
                    await table.WriteAsync(Row(product, FormerNumber(product), product.Stars!.Value, today.AddMonths(-30), null), ct);
                }

                var (issued, through) = Term(product, today);
                await table.WriteAsync(Row(product, Number(product), product.Stars!.Value + (product.State is DemoState.Upgraded ? 1 : 0), issued, through), ct);
            }
        }

        file.Position = 0;
        return file;
    }

    /// <summary>The certificate of a generated product, for which nobody writes a file.</summary>
    public GeneratedCertificate Generated(DemoProduct product, DateOnly today)
    {
        var (issued, through) = Term(product, today);
        var rule = RuleSets.Instance.InForceOn(issued);
        var paper = new CertificatePaper(
            Number(product), Issuer(product, product.Stars), product.Stars == 5 ? AuthorityLevel.Ministry : AuthorityLevel.Province, product.Stars!.Value, rule.Key, null, null, issued, through ?? rule.LastDay(issued),
            [.. product.Packings.Select(p => p.Name)]);
        return new(product.Producer, Enum.Parse<ProducerType>(product.ProducerType, ignoreCase: true), Email(product), product.Name, product.Set, product.CommuneCode, product.ProvinceCode, paper);
    }

    /// <summary>The day an expired product was still certified: its listing is put out as of that day.</summary>
    public static DateOnly LastDayOfExpired(DemoProduct product, DateOnly today) => today.AddDays(-7 - DemoDice.Roll(product.Id, 150));

    /// <summary>When it was issued, and its last day where that is not 36 months later. One in twenty was issued in the last month, the others in the last year.</summary>
    private static (DateOnly Issued, DateOnly? Through) Term(DemoProduct product, DateOnly today) => product.State switch
    {
        DemoState.Expired => (LastDayOfExpired(product, today).AddMonths(-36), LastDayOfExpired(product, today)),
        DemoState.Extended => (today.AddMonths(-36).AddDays(-20), today.AddDays(-20)),
        DemoState.EndingSoon => Ending(today.AddDays(2 + DemoDice.Roll(product.Id, 30))),
        DemoState.InForce or DemoState.Revoked or DemoState.Upgraded or DemoState.NoCertificate or DemoState.SuspendedProducer
            => (today.AddDays(DemoDice.Roll(product.Id + " new", 20) == 0 ? -1 - DemoDice.Roll(product.Id, 28) : -31 - DemoDice.Roll(product.Id, 330)), null),
    };

    private static (DateOnly, DateOnly?) Ending(DateOnly last) => (last.AddMonths(-36), last);

    private string[] Row(DemoProduct product, string number, int stars, DateOnly issued, DateOnly? through) =>
    [
        number, product.Name, product.Set.ToString(CultureInfo.InvariantCulture), stars.ToString(CultureInfo.InvariantCulture), product.Producer, product.ProducerType, product.CommuneCode,
        Email(product), Issuer(product, stars), stars == 5 ? "ministry" : "province",
        Day(issued), through is { } last ? Day(last) : "", string.Join("; ", product.Packings.Select(p => p.Name)),
    ];

    private string Issuer(DemoProduct product, int? stars) => stars == 5 ? text["IssuerMinistry"] : text["IssuerProvince", InSentence(areas.FindProvince(product.ProvinceCode)!.FullName)];

    private static string Email(DemoProduct product) => VietnameseText.Slug(product.Producer, 60) + "@demo.example";

    /// <summary>The kind of a place is a common noun after other words: "UBND tỉnh Khánh Hòa".</summary>
    private static string InSentence(string fullName) => char.ToLower(fullName[0], CultureInfo.InvariantCulture) + fullName[1..];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
