using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Offers;

namespace OcopMarket.Web.Ui;

/// <summary>Months and seasons in words.</summary>
public static class Months
{
    private static readonly DateTimeFormatInfo English = CultureInfo.GetCultureInfo("en").DateTimeFormat;

    public static bool InSeason(int month, int from, int through) => ShowcaseQueries.IsSeason(month, from, through);

    /// <summary>"3" in Vietnamese, where the sentence says tháng; "March" in English.</summary>
    public static string Name(int month) => Show.English ? English.GetMonthName(month) : month.ToString(CultureInfo.InvariantCulture);

    public static string Season(IStringLocalizer<UiText> text, int from, int through)
    {
        ArgumentNullException.ThrowIfNull(text);
        return from == through ? text["SeasonMonth", Name(from)] : text["SeasonMonths", Name(from), Name(through)];
    }
}
