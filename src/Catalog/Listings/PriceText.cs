using System.Globalization;
using System.Text.RegularExpressions;
using OcopMarket.Platform;

namespace OcopMarket.Catalog.Listings;

/// <summary>Reads prices and counts as people type and paste them: "1.000.000 đ", "1,000,000", "1 000 000 VND".</summary>
public static partial class PriceText
{
    public const long Highest = 999_999_999;

    public const int MostStock = 1_000_000;

    /// <summary>A price of 1 to 999,999,999 đồng; a comma or a point counts only between groups of three.</summary>
    public static Result<Money> Price(string? text) => Whole(text, Price()) switch
    {
        null => CatalogRefusals.PriceUnreadable(Shown(text)),
        { } dong when dong < 1 || dong > Highest => CatalogRefusals.PriceOutOfRange(Shown(text), Highest),
        { } dong => new Money((long)dong),
    };

    /// <summary>A count of pieces on the shelf.</summary>
    public static Result<int> Stock(string? text) => Whole(text, Count()) switch
    {
        null => CatalogRefusals.StockUnreadable(Shown(text)),
        { } count when count < 0 || count > MostStock => CatalogRefusals.StockOutOfRange(Shown(text), MostStock),
        { } count => (int)count,
    };

    private static decimal? Whole(string? text, Regex form)
    {
        var match = form.Match((text ?? "").Trim());
        return match.Success && decimal.TryParse(string.Concat(match.Groups["n"].Value.Where(c => c is '-' || char.IsAsciiDigit(c))), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    // A refusal repeats what was typed, not a page of it.
    private static string Shown(string? text) => (text ?? "").Trim() is { Length: > 40 } typed ? $"{typed[..40]}\u2026" : (text ?? "").Trim();

    // One kind of separator throughout; spaces may be the narrow or the unbreakable ones that are pasted from pages.
    [GeneratedRegex(@"^(?<n>-?(?:[0-9]{1,27}|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+))(?:[ \u00a0\u202f]*(?:\u0111|\u0110|\u20ab|vn\u0111|vn\u0110|vnd|\u0111\u1ed3ng))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Price();

    [GeneratedRegex(@"^(?<n>-?(?:[0-9]{1,27}|[0-9]{1,3}(?:[.,][0-9]{3})+))$")]
    private static partial Regex Count();
}
