using System.Globalization;
using CsvHelper;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Web.Demo;

/// <summary>What an invented product is there to show.</summary>
internal enum DemoState
{
    /// <summary>Certified for years to come.</summary>
    InForce,
    Expired,
    Revoked,

    /// <summary>A higher certificate took the place of the first.</summary>
    Upgraded,
    Extended,
    NoCertificate,
    EndingSoon,
    SuspendedProducer,
}

/// <summary>A product of the demonstration, as the data files hold it.</summary>
internal sealed record DemoProduct(
    string Id, string Name, string Producer, string ProducerType, int? Stars, int Set, string CommuneCode, string ProvinceCode, bool IllustrativeProducer, bool Illustrative,
    IReadOnlyList<PublishListings.Packing> Packings, int? SeasonFrom, int? SeasonThrough, string StoryVi, string StoryEn, bool Gift,
    DemoState State = DemoState.InForce, string? Ground = null, string? Note = null)
{
    /// <summary>Real products of real places, with whatever is invented marked.</summary>
    public static IReadOnlyList<DemoProduct> Real { get; } = DataFile.Read(typeof(DemoProduct).Assembly, "OcopMarket.Web.Demo.demo-products.csv", Read);

    /// <summary>Invented products of invented producers: the only ones that ended, were revoked or suspended.</summary>
    public static IReadOnlyList<DemoProduct> Invented { get; } = DataFile.Read(typeof(DemoProduct).Assembly, "OcopMarket.Web.Demo.demo-extra.csv", row => Read(row) with
    {
        State = row.GetString("state") switch
        {
            "expired" => DemoState.Expired,
            "revoked" => DemoState.Revoked,
            "superseded_upgrade" => DemoState.Upgraded,
            "extended" => DemoState.Extended,
            "no_certificate" => DemoState.NoCertificate,
            "ending_soon" => DemoState.EndingSoon,
            "suspended_producer" => DemoState.SuspendedProducer,
            var other => throw new InvalidOperationException($"demo-extra.csv names the state {other}."),
        },
        Ground = row.GetString("reason_ground"),
        Note = row.GetString("note_vi"),
    });

    private static DemoProduct Read(CsvReader row)
    {
        var season = row.GetString("season").Split('-', StringSplitOptions.RemoveEmptyEntries);
        var id = row.GetString("id");
        return new DemoProduct(
            id, row.GetString("name"), row.GetString("producer"), row.GetString("producer_type"), row.GetString("stars") is { Length: > 0 } stars ? Number(stars) : null,
            row.Parse<int>("set"), row.GetString("commune_code"), row.GetString("province_code"), row.GetString("illustrative_producer") == "1", row.GetString("illustrative_commune") == "1",
            ReadPackings(row.GetString("packings"), id), season.Length == 2 ? Number(season[0]) : null, season.Length == 2 ? Number(season[1]) : null,
            row.GetString("story_vi"), row.GetString("story_en"), row.GetString("gift") == "1");
    }

    /// <summary>Reads <c>label|quantity|price</c> separated by <c>;</c>. Stock is drawn from a fixed seed: most shelves are full, one in twenty is empty.</summary>
    private static List<PublishListings.Packing> ReadPackings(string text, string seed)
        => [.. text.Split(';').Select(packing => packing.Split('|')).Select((parts, i) => new PublishListings.Packing(
            parts[0], new Money(long.Parse(parts[2], CultureInfo.InvariantCulture)), Quantity(parts[1]), DemoDice.Roll(seed, 20) == 0 ? 0 : 3 + DemoDice.Roll($"{seed}/{i}", 60)))];

    private static Measure Quantity(string text)
        => text.EndsWith("ml", StringComparison.Ordinal) ? new Measure(Number(text[..^2]), MeasureUnit.Millilitre)
        : text.EndsWith("pc", StringComparison.Ordinal) ? new Measure(Number(text[..^2]), MeasureUnit.Piece)
        : new Measure(Number(text), MeasureUnit.Gram);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
