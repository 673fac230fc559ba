using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Web.Ui;

/// <summary>How booths, fairs and their prices are named on pages of the shop and the desks.</summary>
internal static class BoothWords
{
    public static string Fair(BoothPlace place) => Show.English ? place.NameEn ?? place.NameVi : place.NameVi;

    public static string Fair(DatedOffer price) => Show.English ? price.FairNameEn ?? price.FairName : price.FairName;

    /// <summary>The booth's name and the fair; of a place without a number on the plan the fair alone.</summary>
    public static string At(IStringLocalizer<UiText> text, BoothPlace place)
        => place.Booths.Count == 0 ? Fair(place) : text["BoothAt", string.Join(", ", place.Booths), Fair(place)];

    public static string Where(BoothPlace place) => string.Join(", ", new[] { place.Venue, place.Address }.Where(t => t is { Length: > 0 }));

    /// <summary>The hours of these days: once where they are the same.</summary>
    public static string Hours(BoothPlace place, DateOnly from, DateOnly through)
    {
        var days = place.Days.Where(d => d.Day >= from && d.Day <= through).ToList();
        return days.Select(d => (d.Opens, d.Closes)).Distinct().Count() == 1 ? Hours(days[0]) : string.Join(" · ", days.Select(d => $"{Show.Day(d.Day)} {Hours(d)}"));
    }

    /// <summary>Who bears the difference, as buyers read it.</summary>
    public static string Payer(RefusalTexts words, PricePayer payer) => payer.Name ?? words.Word(payer.Kind);

    private static string Hours(BoothDay day) => string.Create(CultureInfo.InvariantCulture, $"{day.Opens:HH\\:mm}–{day.Closes:HH\\:mm}");
}
