using System.Globalization;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Ordering.Shipping;

/// <summary>A company that carries parcels.</summary>
/// <param name="Divisor">Cubic centimetres that it counts as a kilogram.</param>
/// <param name="WorksSundays">Collects and delivers on Sundays.</param>
/// <param name="CollectsUntil">What is ordered later on a day counts as the next day's.</param>
/// <param name="IslandDays">Days more to a special zone (đặc khu); null where it does not go there.</param>
/// <param name="Tracking">Address of its page about a parcel, with {0} for the number, or of the page where people type it.</param>
public sealed record Carrier(string Code, string Name, string NameEn, int Divisor, bool WorksSundays, TimeOnly CollectsUntil, int? IslandDays, string Tracking)
{
    public IReadOnlyList<CarrierService> Services => Carriers.ServicesOf(Code);
}

/// <summary>A speed at which a carrier carries.</summary>
/// <param name="MaxGrams">Chargeable weight it takes at most.</param>
/// <param name="ColdZones">Zones to which it takes what must stay cold.</param>
public sealed record CarrierService(string Code, string Carrier, string Name, string NameEn, int MaxGrams, IReadOnlyList<Zone> ColdZones, bool Fragile, bool Cod);

/// <summary>The carriers and what they take, read from the data files beside this one.</summary>
public static partial class Carriers
{
    /// <summary>Whom a producer sends with that has chosen nothing: they reach every commune.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["vnpost", "viettel-post"];

    public static IReadOnlyList<Carrier> All { get; } = DataFile.Read(typeof(Carriers).Assembly, "OcopMarket.Ordering.Shipping.Data.carriers.csv", row => new Carrier(
        row.GetString("code"), row.GetString("name_vi"), row.GetString("name_en"), row.Parse<int>("divisor"), row.GetString("works_sundays") == "1",
        TimeOnly.ParseExact(row.GetString("collects_until"), "HH:mm", CultureInfo.InvariantCulture),
        row.GetString("island_days") is { Length: > 0 } days ? int.Parse(days, CultureInfo.InvariantCulture) : null, row.GetString("tracking")));

    public static IReadOnlyList<CarrierService> Services { get; } = DataFile.Read(typeof(Carriers).Assembly, "OcopMarket.Ordering.Shipping.Data.services.csv", row => new CarrierService(
        row.GetString("code"), row.GetString("carrier"), row.GetString("name_vi"), row.GetString("name_en"), row.Parse<int>("max_grams"),
        [.. row.GetString("cold_zones").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(zone => TariffItems.ZoneOf(TariffItems.Find(zone)!.Value)!.Value)],
        row.GetString("fragile") == "1", row.GetString("cod") == "1"));

    public static Carrier? Find(string? code) => All.FirstOrDefault(c => c.Code == code);

    public static CarrierService? FindService(string? code) => Services.FirstOrDefault(s => s.Code == code);

    public static IReadOnlyList<CarrierService> ServicesOf(string carrier) => [.. Services.Where(s => s.Carrier == carrier)];

    /// <summary>The carrier's own page about a parcel; null where nobody but the producer knows, or the number is none.</summary>
    public static Uri? TrackingLink(string? service, string? number)
        => Find(FindService(service)?.Carrier) is { } carrier && number is not null && TrackingNumber().IsMatch(number)
            ? new Uri(string.Format(CultureInfo.InvariantCulture, carrier.Tracking, Uri.EscapeDataString(number)))
            : null;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{3,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex TrackingNumber();
}
