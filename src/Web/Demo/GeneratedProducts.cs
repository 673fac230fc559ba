using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Demo;

/// <summary>Products for trying the market at scale: names combined from real ones, every one marked as generated. The same number gives the same product.</summary>
internal sealed class GeneratedProducts(AreaDirectory areas, IStringLocalizer<DemoText> text)
{
    /// <summary>One producer makes about this many products.</summary>
    public const int ProductsPerProducer = 3;

    private static readonly (string Type, string Name)[] ProducerKinds =
        [("cooperative", "GeneratedProducerCooperative"), ("enterprise", "GeneratedProducerEnterprise"), ("household", "GeneratedProducerHousehold")];

    private static readonly List<NamePart> Parts = DataFile.Read(typeof(GeneratedProducts).Assembly, "OcopMarket.Web.Demo.name-parts.csv",
        row => new NamePart(row.GetString("kind"), row.Parse<int>("set"), row.GetString("text")));

    private readonly NamePart[] _heads = [.. Parts.Where(p => p.Kind == "head")];
    private readonly ILookup<int, NamePart> _qualifiers = Parts.Where(p => p.Kind == "qualifier").ToLookup(p => p.Set);
    private readonly Commune[] _communes = [.. areas.Provinces.SelectMany(p => areas.CommunesOf(p.Code))];

    public DemoProduct Make(int number)
    {
        var seed = FormattableString.Invariant($"G{number:D7}");
        var producer = number / ProductsPerProducer;
        var commune = _communes[DemoDice.Roll($"commune {producer}", _communes.Length)];
        var (type, kind) = ProducerKinds[DemoDice.Roll($"kind {producer}", ProducerKinds.Length)];
        var head = _heads[DemoDice.Roll(seed + " head", _heads.Length)];
        var qualifiers = _qualifiers[head.Set].ToArray();
        var qualifier = qualifiers.Length == 0 ? "" : " " + qualifiers[DemoDice.Roll(seed + " qualifier", qualifiers.Length)].Text;
        return new DemoProduct(
            seed, $"{head.Text}{qualifier} {commune.Name}", text[kind, commune.Name, producer.ToString(CultureInfo.InvariantCulture)], type,
            Stars(seed), head.Set, commune.Code, commune.ProvinceCode, true, true,
            Packings(seed, head.Set), null, null, text["Generated"], text["Generated"], DemoDice.Roll(seed + " gift", 3) == 0);
    }

    /// <summary>As in the country: three in four have three stars, one in a hundred five (domain reference 3.8).</summary>
    private static int Stars(string seed) => DemoDice.Roll(seed + " stars", 100) switch
    {
        < 76 => 3,
        < 99 => 4,
        _ => 5,
    };

    private List<PublishListings.Packing> Packings(string seed, int set)
    {
        var price = 20_000 + (DemoDice.Roll(seed + " price", 480) * 1000);
        if (ProductSets.Get(set).Group >= 4)
        {
            return [new PublishListings.Packing(text["GeneratedPackingPiece"], new Money(price * 2L), new Measure(1, MeasureUnit.Piece), Stock(seed))];
        }

        var grams = (1 + DemoDice.Roll(seed + " grams", 10)) * 100;
        return
        [
            new PublishListings.Packing(text["GeneratedPackingSmall", grams], new Money(price), new Measure(grams, MeasureUnit.Gram), Stock(seed)),
            new PublishListings.Packing(text["GeneratedPackingLarge", grams * 2], new Money((price * 19L / 10 / 1000 * 1000) + 1000), new Measure(grams * 2, MeasureUnit.Gram), Stock(seed + " large")),
        ];
    }

    private static int Stock(string seed) => DemoDice.Roll(seed, 20) == 0 ? 0 : 3 + DemoDice.Roll(seed + " stock", 60);

    private sealed record NamePart(string Kind, int Set, string Text);
}
