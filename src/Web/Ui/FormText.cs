using System.Globalization;

namespace OcopMarket.Web.Ui;

/// <summary>What people type into forms.</summary>
internal static class FormText
{
    /// <summary>A whole number, with or without points between thousands and the letter of the dong; null for anything else.</summary>
    public static long? Dong(string? text)
        => long.TryParse((text ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).TrimEnd('\u0111', '\u20ab'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day as browsers send it, or as people type it; null for anything else.</summary>
    public static DateOnly? Day(string? text)
        => DateOnly.TryParseExact(text?.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2200 ? day : null;

    /// <summary>A day as fields and addresses hold it.</summary>
    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
