using System.Globalization;

namespace OcopMarket.Web.Ui;

/// <summary>What people type into forms.</summary>
internal static class Typed
{
    /// <summary>A whole number, with or without points between thousands and the letter of the dong; null for anything else.</summary>
    public static long? Dong(string? text)
        => long.TryParse((text ?? "").Replace(".", "", StringComparison.Ordinal).Replace("\u0111", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
