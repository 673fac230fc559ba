using System.Globalization;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Ui;

/// <summary>How dates, money and names look on pages: numbers and dates the Vietnamese way in both languages.</summary>
public static class Show
{
    /// <summary>The sign of the đồng after a space that does not break; the same in every language.</summary>
    private const string DongSign = "\u00a0\u0111";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The <c>lang</c> of names that stay Vietnamese on an English page; null on a Vietnamese one, which says it already.</summary>
    public static string? ForeignName => English ? "vi" : null;

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The day of a moment in Vietnam.</summary>
    public static string Day(DateTimeOffset moment) => moment.InVietnam().ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day of delivery: people plan by the day of the week.</summary>
    public static string Weekday(DateOnly day)
        => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day.DayOfWeek) + day.ToString(" dd/MM", CultureInfo.InvariantCulture);

    public static string Month(DateOnly month) => month.ToString("MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment in Vietnam.</summary>
    public static string Moment(DateTimeOffset moment) => moment.InVietnam().ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Dong(Money amount) => Dong(amount.Dong);

    public static string Dong(long amount) => Amount(amount) + DongSign;

    /// <summary>Money without its sign, where another amount beside it has one.</summary>
    public static string Amount(long amount) => amount.ToString("N0", Vietnamese);

    /// <summary>A share in hundredths of a per cent: 250 is 2,5 %.</summary>
    public static string PerCent(int hundredths) => (hundredths / 100m).ToString("0.##", Vietnamese) + "\u00a0%";

    public static string Number(long number) => number.ToString("N0", Vietnamese);

    public static string Name(Province province) => English ? province.NameEn : province.Name;

    /// <summary>A name of former days: in English without marks, as English names of today are written.</summary>
    public static string FormerName(string name) => English ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(VietnameseText.Fold(name)) : name;

    public static string Name(Commune commune) => English ? commune.FullNameEn : commune.FullName;

    /// <summary>The name after other words, where the kind of place is written small: "của xã Nhơn Sơn".</summary>
    public static string InSentence(Commune commune)
    {
        var name = Name(commune);
        return English ? name : char.ToLower(name[0], Vietnamese) + name[1..];
    }

    public static string Name(ProductGroup group) => English ? group.NameEn : group.Name;

    public static string ShortName(ProductGroup group) => English ? group.ShortNameEn : group.ShortName;

    public static string ShortName(ProductSet set) => English ? set.ShortNameEn : set.ShortName;

    /// <summary>Commune and province, or the province alone when the commune is not known.</summary>
    public static string Place(AreaDirectory areas, string? communeCode, string? provinceCode)
    {
        ArgumentNullException.ThrowIfNull(areas);
        var province = areas.FindProvince(provinceCode) is { } p ? Name(p) : "";
        return areas.FindCommune(communeCode) is { } commune ? $"{Name(commune)}, {province}" : province;
    }
}
