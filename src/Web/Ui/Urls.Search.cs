using System.Globalization;

namespace OcopMarket.Web.Ui;

/// <summary>The search desk, what was looked for in vain, and what somebody wants to hear of.</summary>
public static partial class Urls
{
    public const string SearchDesk = "/quan-tri/tim-kiem";
    public const string Synonyms = "/quan-tri/tim-kiem/tu-dong-nghia";
    public const string DeskDemand = "/can-bo/nhu-cau-tim-kiem";
    public const string ProducerDemand = "/kenh-chu-the/nhu-cau-tim-kiem";

    public static string SynonymGroup(int group) => $"{Synonyms}/{group.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The form for a new group, begun with a word that found nothing.</summary>
    public static string NewSynonyms(string word) => $"{Synonyms}?tu={Uri.EscapeDataString(word)}";

    /// <summary>Where somebody asks to hear when a product can be had again.</summary>
    public static string AwaitProduct(string slug) => $"/san-pham/{slug}/bao-khi-co";

    /// <summary>Where a search is kept.</summary>
    /// <param name="list">Address of its list.</param>
    public static string SaveSearch(string list) => "/luu-tim-kiem" + list[Products.Length..];

    /// <summary>Searches that a member keeps, and the products they wait for.</summary>
    public const string SavedSearches = "/tai-khoan/tim-da-luu";

    /// <summary>Products side by side, by their slugs in the order given: one value, since the output cache sorts the values of a name.</summary>
    public static string Compare(IEnumerable<string> slugs) => string.Join(',', slugs) is { Length: > 0 } list ? $"/so-sanh?sp={list}" : "/so-sanh";
}
