using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Hall;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Hall;

/// <summary>The hall of a fair as its address says it.</summary>
public sealed record HallAddress(string Fair, Province? Province, ProductGroup? Group, string? Words, int Page)
{
    public const int LongestWords = 80;

    private const int LastPage = 10_000;

    public HallFilter Filter(bool adult) => new(Province?.Code, Group?.Slug, Words, adult);

    public string Url => UrlOfPage(Page);

    public static HallAddress Read(string fair, IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = VietnameseText.Clean(query["q"].ToString());
        return new(
            fair, AreaDirectory.Instance.FindProvinceBySlug(query["tinh"].ToString()), ProductSets.FindGroup(query["nhom"].ToString()), words.Length == 0 ? null : words[..Math.Min(words.Length, LongestWords)],
            int.TryParse(query["trang"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= LastPage ? page : 1);
    }

    public string UrlOfPage(int page)
    {
        (string Key, string? Value)[] values = [("q", Words), ("tinh", Province?.Slug), ("nhom", Group?.Slug), ("trang", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null)];
        return Urls.Hall(Fair) + QueryString.Create(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value))).ToUriComponent();
    }
}
