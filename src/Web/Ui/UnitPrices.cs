using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Web.Ui;

/// <summary>Says the price of a measure, so that packings can be compared; made once a page.</summary>
public sealed class UnitPrices(IStringLocalizer<UiText> text)
{
    /// <summary>Packings smaller than this, in grams or millilitres, are compared by the hundred.</summary>
    public const int Small = 250;

    private readonly string _kilo = text["PerKilo"], _100Gram = text["Per100Gram"], _litre = text["PerLitre"], _100Millilitre = text["Per100Millilitre"];

    /// <summary>Price of 100 g or 100 ml for small packings, else of a kilogram or litre; null for goods by the piece.</summary>
    public string? Say(Money price, Measure measure) => measure.Amount < Small ? SayHundred(price, measure) : SayWhole(price, measure);

    public string? SayWhole(Money price, Measure measure)
        => measure.PerKiloOrLitre(price) is { } unit ? Format(measure.Unit is MeasureUnit.Gram ? _kilo : _litre, unit) : null;

    /// <summary>Price of 100 g or 100 ml, rounded half up; null for goods by the piece.</summary>
    public string? SayHundred(Money price, Measure measure)
        => measure.Unit is MeasureUnit.Piece || measure.Amount <= 0 ? null
            : Format(measure.Unit is MeasureUnit.Gram ? _100Gram : _100Millilitre, new Money(((price.Dong * 100) + (measure.Amount / 2)) / measure.Amount));

    private static string Format(string pattern, Money amount) => string.Format(CultureInfo.InvariantCulture, pattern, Show.Dong(amount));
}
