using OcopMarket.Platform;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Demo;

/// <summary>Participants of an invented fair of the past, with invented numbers: illustrative producers only, since nobody real is said to have sold anything.</summary>
internal sealed class DemoResults(WriteDownParticipants write, IGoodsInForce goods, ILogger<DemoResults> log)
{
    private const string Fair = "hoi-cho-ocop-mien-tay-cuoi-mua-nuoc-noi-minh-hoa";

    private const long Million = 1_000_000;

    /// <summary>How many come from which province: that of the fair, and two from afar.</summary>
    private static readonly (string Province, int Producers)[] From = [("92", 7), ("38", 3), ("42", 2)];

    /// <param name="known">Products by the number of their demonstration certificate.</param>
    public async Task EnsureAsync(Actor actor, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        var products = DemoProduct.Real.Where(p => p.IllustrativeProducer && known.ContainsKey(DemoCertificates.Number(p))).Select(p => known[DemoCertificates.Number(p)]).ToList();
        var certified = (await goods.FindAsync(products, ct)).Values.OrderBy(g => g.ProducerSlug, StringComparer.Ordinal).ThenBy(g => g.Product.Value).ToList();
        var participants = From.SelectMany(from => certified.Where(g => g.ProvinceCode == from.Province).GroupBy(g => g.Producer).Take(from.Producers)).Select(Participant).ToList();
        if ((await write.RunAsync(new(actor, Fair, participants), ct)).Refusal is { } refusal)
        {
            log.LogWarning("The results of the demo fair are not shown: {Refusal}", refusal);
        }
    }

    private static PastParticipant Participant(IGrouping<ProducerId, CertifiedGoods> of)
    {
        var first = of.First();
        var revenue = (12 + Roll("revenue", 40)) * Million;
        var contracts = Roll("contracts", 4);
        var supported = Roll("support", 2) == 0;
        return new(
            of.Key, first.CommuneCode, first.ProvinceCode, [.. of.Select(g => g.Product)],
            new(revenue, revenue * (60 + Roll("share", 40)) / 100, 80 + Roll("visitors", 300), 5 + Roll("contacts", 30), contracts, contracts * (15 + Roll("worth", 60)) * Million),
            supported ? new Money(3 * Million) : null, supported ? "DEMO-HT-01" : null);

        int Roll(string what, int sides) => DemoDice.Roll(first.ProducerSlug + " " + what, sides);
    }
}
