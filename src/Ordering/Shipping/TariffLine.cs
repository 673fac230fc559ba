using OcopMarket.Platform;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Shipping;

/// <summary>What a line of a price list is the price of: the way to a zone, or something more.</summary>
public enum TariffItem
{
    SameProvince,
    SameRegion,
    NearRegion,
    FarRegion,

    /// <summary>Packing that keeps goods cold.</summary>
    Cold,
    Fragile,

    /// <summary>Cash on delivery.</summary>
    Cod,
}

/// <summary>The words by which price lists name their lines.</summary>
public static class TariffItems
{
    private static readonly Dictionary<string, TariffItem> Words = new(StringComparer.Ordinal)
    {
        ["same_province"] = TariffItem.SameProvince, ["noi tinh"] = TariffItem.SameProvince,
        ["same_region"] = TariffItem.SameRegion, ["noi mien"] = TariffItem.SameRegion,
        ["near_region"] = TariffItem.NearRegion, ["can mien"] = TariffItem.NearRegion,
        ["far_region"] = TariffItem.FarRegion, ["lien mien"] = TariffItem.FarRegion,
        ["cold"] = TariffItem.Cold, ["hang lanh"] = TariffItem.Cold,
        ["fragile"] = TariffItem.Fragile, ["hang de vo"] = TariffItem.Fragile,
        ["cod"] = TariffItem.Cod, ["thu ho"] = TariffItem.Cod,
    };

    /// <summary>By its word in English or, with or without marks, in Vietnamese.</summary>
    public static TariffItem? Find(string? word) => Words.TryGetValue((word ?? "").Trim(), out var item) || Words.TryGetValue(VietnameseText.Fold(word), out item) ? item : null;

    public static Zone? ZoneOf(TariffItem item) => item switch
    {
        TariffItem.SameProvince => Zone.SameProvince,
        TariffItem.SameRegion => Zone.SameRegion,
        TariffItem.NearRegion => Zone.NearRegion,
        TariffItem.FarRegion => Zone.FarRegion,
        TariffItem.Cold or TariffItem.Fragile or TariffItem.Cod => null,
    };

    public static TariffItem Of(Zone zone) => zone switch
    {
        Zone.SameProvince => TariffItem.SameProvince,
        Zone.SameRegion => TariffItem.SameRegion,
        Zone.NearRegion => TariffItem.NearRegion,
        Zone.FarRegion => TariffItem.FarRegion,
    };
}

/// <summary>A line of a carrier's price list.</summary>
/// <param name="UpToGrams">Chargeable weight that <paramref name="Price"/> covers; several lines of one item cover more and more.</param>
/// <param name="StepPrice">For each further 500 g; only the line that covers the most is stepped beyond.</param>
/// <param name="Percent">Of the goods' value, where that is more.</param>
/// <param name="DaysFrom">Working days on the way, of a zone's line.</param>
public sealed record TariffLine(string Service, TariffItem Item, int UpToGrams, Money Price, Money StepPrice, decimal Percent, int DaysFrom, int DaysThrough);

/// <summary>The lines of price lists that hold on a day.</summary>
public sealed class Tariff(IEnumerable<TariffLine> lines)
{
    private readonly ILookup<(string Service, TariffItem Item), TariffLine> _lines = lines.OrderBy(l => l.UpToGrams).ToLookup(l => (l.Service, l.Item));

    /// <summary>The price of an item for a chargeable weight; null when the service has none.</summary>
    public Money? PriceOf(string service, TariffItem item, int grams, Money value)
    {
        TariffLine? last = null;
        foreach (var line in _lines[(service, item)])
        {
            last = line;
            if (grams <= line.UpToGrams)
            {
                break;
            }
        }

        if (last is null)
        {
            return null;
        }

        var steps = Math.Max(0, ((long)grams - last.UpToGrams + ChargeableWeight.Step - 1) / ChargeableWeight.Step);
        var byWeight = last.Price + (last.StepPrice * (int)steps);
        var byValue = new Money((long)decimal.Ceiling(value.Dong * last.Percent / 100m));
        return byWeight > byValue ? byWeight : byValue;
    }

    /// <summary>Working days on the way; null when the service does not go there.</summary>
    public (int From, int Through)? DaysOf(string service, Zone zone)
        => _lines[(service, TariffItems.Of(zone))].FirstOrDefault() is { } line ? (line.DaysFrom, line.DaysThrough) : null;
}
