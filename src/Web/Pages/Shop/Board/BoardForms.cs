using System.Globalization;
using OcopMarket.Platform;

namespace OcopMarket.Web.Pages.Shop.Board;

/// <summary>Numbers and days as people type them into the board's forms.</summary>
internal static class BoardForms
{
    /// <summary>Whole đồng, with or without points between the thousands; null for nothing and for what is no amount.</summary>
    public static Money? Dong(string? typed) => Number(typed) is { } number ? new Money(number) : null;

    /// <summary>A whole number, grouped or not.</summary>
    public static long? Number(string? typed)
    {
        var digits = (typed ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).TrimEnd('\u0111', '\u20ab');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
