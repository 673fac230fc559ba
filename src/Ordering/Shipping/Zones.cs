using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Ordering.Shipping;

/// <summary>How far a parcel goes, as carriers' price lists say it.</summary>
public enum Zone
{
    /// <summary>Nội tỉnh.</summary>
    SameProvince,

    /// <summary>Nội miền.</summary>
    SameRegion,

    /// <summary>Cận miền.</summary>
    NearRegion,

    /// <summary>Liên miền.</summary>
    FarRegion,
}

public static class Zones
{
    private static readonly Dictionary<(AreaRegion, AreaRegion), Zone> Near = DataFile.Read(
        typeof(Zones).Assembly, "OcopMarket.Ordering.Shipping.Data.zones.csv",
        row => (A: Enum.Parse<AreaRegion>(row.GetString("a")), B: Enum.Parse<AreaRegion>(row.GetString("b")), Zone: TariffItems.ZoneOf(TariffItems.Find(row.GetString("zone"))!.Value)!.Value))
        .SelectMany(row => new[] { (Pair: (row.A, row.B), row.Zone), (Pair: (row.B, row.A), row.Zone) }).ToDictionary(row => row.Pair, row => row.Zone);

    /// <summary>The zone between two provinces; null when one of them is none.</summary>
    public static Zone? Between(string? fromProvince, string? toProvince)
        => (AreaDirectory.Instance.FindProvince(fromProvince), AreaDirectory.Instance.FindProvince(toProvince)) is not ({ } from, { } to) ? null
            : from == to ? Zone.SameProvince
            : from.Region == to.Region ? Zone.SameRegion
            : Near.GetValueOrDefault((from.Region, to.Region), Zone.FarRegion);
}
