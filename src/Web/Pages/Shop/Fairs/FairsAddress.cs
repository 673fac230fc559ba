using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Fairs;

/// <summary>How the calendar is looked at.</summary>
public enum FairsLook
{
    List,
    Month,
    Map,
}

/// <summary>The calendar of fairs as its address says it.</summary>
/// <param name="Month">The first day of the month looked at.</param>
/// <param name="Ignored">What could not be read and is left out.</param>
public sealed record FairsAddress(Province? Province, FairType? Type, bool Online, bool Open, bool Past, DateOnly? Month, FairsLook Look, int Page, IReadOnlyList<string> Ignored)
{
    private const int LastPage = 10_000, LongestShown = 40, FirstYear = 2000, LastYear = 2198;

    private static readonly Dictionary<string, FairsLook> Looks = new() { ["danh-sach"] = FairsLook.List, ["luoi"] = FairsLook.Month, ["ban-do"] = FairsLook.Map };

    public FairFilter Filter => new(Province?.Code, Type, Online, Open, Past, Month);

    /// <summary>Whether anything is left out of the calendar.</summary>
    public bool IsFiltered => Province is not null || Type is not null || Online || Open || Month is not null;

    public static FairsAddress Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<string> ignored = [];
        return new(
            One("tinh", text => AreaDirectory.Instance.FindProvinceBySlug(text)), One("loai", FairTypeSlugs.Find), One("truc-tuyen", Flag) is true, One("con-nhan", Flag) is true, One("da-qua", Flag) is true,
            One("thang", MonthOf), One("xem", text => Looks.TryGetValue(text, out var look) ? (FairsLook?)look : null) ?? FairsLook.List,
            One("trang", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= LastPage ? (int?)page : null) ?? 1, ignored);

        T? One<T>(string key, Func<string, T?> read)
        {
            var text = query[key].ToString().Trim();
            var value = text.Length == 0 ? default : read(text);
            if (text.Length > 0 && value is null)
            {
                var shown = VietnameseText.Clean(text);
                ignored.Add($"{key}={shown[..Math.Min(shown.Length, LongestShown)]}");
            }

            return value;
        }
    }

    public string Url => UrlOf(this);

    public string UrlOfPage(int page) => UrlOf(this with { Page = page });

    public string UrlOfMonth(DateOnly? month) => UrlOf(this with { Month = month, Page = 1 });

    public string UrlOfLook(FairsLook look) => UrlOf(this with { Look = look, Page = 1, Past = look is FairsLook.List && Past, Month = look is FairsLook.Map ? null : Month });

    public string UrlOfPast(bool past) => UrlOf(this with { Past = past, Page = 1, Month = null, Look = FairsLook.List });

    public string UrlOfProvince(Province? province) => UrlOf(this with { Province = province, Page = 1, Look = FairsLook.List });

    /// <summary>As <c>thang</c> says a month.</summary>
    public static string Write(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>As <c>xem</c> says a look.</summary>
    public static string Key(FairsLook look) => Looks.First(l => l.Value == look).Key;

    private static string UrlOf(FairsAddress address)
    {
        (string Key, string? Value)[] values =
        [
            ("xem", address.Look is FairsLook.List ? null : Key(address.Look)), ("tinh", address.Province?.Slug), ("loai", address.Type is { } type ? FairTypeSlugs.Of(type) : null), ("truc-tuyen", One(address.Online)),
            ("con-nhan", One(address.Open)), ("da-qua", One(address.Past)), ("thang", address.Month is { } month ? Write(month) : null), ("trang", address.Page > 1 ? address.Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return Urls.Fairs + QueryString.Create(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value))).ToUriComponent();

        static string? One(bool set) => set ? "1" : null;
    }

    private static bool? Flag(string text) => text == "1" ? true : null;

    private static DateOnly? MonthOf(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= FirstYear and <= LastYear ? month : null;
}
