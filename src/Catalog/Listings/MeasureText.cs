using System.Globalization;
using System.Text.RegularExpressions;
using OcopMarket.Catalog.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>Reads how much is in a packing from its name, to spare typing: "Hộp 500 g", "Chai 1,5 lít". A person confirms it.</summary>
public static partial class MeasureText
{
    /// <returns>Null where the name does not say.</returns>
    public static Measure? Guess(string? packing)
    {
        var match = Pattern().Match(packing ?? "");
        if (!match.Success || !decimal.TryParse(match.Groups[1].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var (factor, unit) = char.ToLowerInvariant(match.Groups[2].Value[0]) switch
        {
            'k' => (1000, MeasureUnit.Gram),
            'g' => (1, MeasureUnit.Gram),
            'm' => (1, MeasureUnit.Millilitre),
            _ => (1000, MeasureUnit.Millilitre),
        };
        var amount = number * factor;
        return amount is >= 1 and <= PriceListing.MostAmount && amount == decimal.Truncate(amount) ? new Measure((int)amount, unit) : null;
    }

    [GeneratedRegex(@"(?<![\p{N}.,])([0-9]{1,5}(?:[.,][0-9]{1,2})?)\s*(kg|gam|gram|g|ml|l(?:\u00edt|it)?)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
