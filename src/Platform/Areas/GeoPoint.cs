using System.Globalization;

namespace OcopMarket.Platform.Areas;

/// <summary>A point on the earth, in degrees (WGS 84).</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>How far from the middle of its commune a place may lie, in metres: the largest communes reach about 35 km, special zones are archipelagos.</summary>
    private const double FarInCommune = 40_000, FarInWard = 20_000, FarInZone = 400_000;

    private static readonly char[] Between = [',', ';', ' ', '\t'];

    /// <summary>Reads what maps give to copy: "21.0285, 105.8542"; with decimal commas "21,0285; 105,8542" or "21,0285 105,8542".</summary>
    public static bool TryParse(string? text, out GeoPoint point)
    {
        point = default;
        var written = text?.Trim() ?? "";
        var comma = written.Count(c => c is ',');
        var parts = comma > 1 || (comma is 1 && written.Contains(';'))
            ? written.Replace(", ", ";", StringComparison.Ordinal).Split([';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : written.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [var first, var second] || !TryDegrees(first, out var latitude) || !TryDegrees(second, out var longitude) || Math.Abs(latitude) > 180 || Math.Abs(longitude) > 180)
        {
            return false;
        }

        point = new(latitude, longitude);
        return true;
    }

    /// <summary>A place in the commune, as somebody wrote it; refused when it cannot be read or lies elsewhere.</summary>
    public static Result<GeoPoint> Read(string? text, Commune commune)
        => !TryParse(text, out var point) ? PlatformRefusals.PinUnreadable() : point.WhyNotIn(commune) is { } elsewhere ? elsewhere : point;

    /// <summary>Along the surface of the earth, in metres.</summary>
    public double MetresTo(GeoPoint other)
    {
        const double Radius = 6_371_000;
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var (up, across) = (Math.Sin((b - a) / 2), Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2));
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt((up * up) + (Math.Cos(a) * Math.Cos(b) * across * across))));
    }

    /// <summary>Why this cannot be a place in the commune: numbers the wrong way round, the sea, another province. Null when it may be.</summary>
    public Refusal? WhyNotIn(Commune commune)
    {
        ArgumentNullException.ThrowIfNull(commune);
        var middle = new GeoPoint(commune.Lat, commune.Lon);
        var most = commune.Kind switch { AreaKind.Commune => FarInCommune, AreaKind.Ward => FarInWard, AreaKind.SpecialZone => FarInZone };
        return MetresTo(middle) <= most ? null
            : new GeoPoint(Longitude, Latitude).MetresTo(middle) <= most ? PlatformRefusals.PinSwapped(new GeoPoint(Longitude, Latitude))
            : PlatformRefusals.PinElsewhere((int)Math.Round(MetresTo(middle) / 1000), commune.FullName);
    }

    /// <summary>As it is written for machines and copied from maps: latitude first, five decimals (a metre).</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.#####}, {Longitude:0.#####}");

    private static bool TryDegrees(string text, out double degrees)
        => double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out degrees);
}
