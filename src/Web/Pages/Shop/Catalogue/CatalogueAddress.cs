using System.Globalization;
using System.Text;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Pages.Shop.Catalogue;

/// <summary>
/// The address of a list of products: everything a shopper has chosen, in the words of the address bar. What cannot be read is left out and
/// named in <see cref="Ignored"/>, never an error.
/// </summary>
public sealed record CatalogueAddress
{
    public const int LongestQuery = 200;

    private const int MostIgnored = 5;
    private const int LongestShown = 40;
    private const int LongestSlug = 120;
    private const int LastPage = 100_000;
    private const long HighestPrice = 10_000_000_000;

    public static class Keys
    {
        public const string Query = "q", Group = "nhom", Set = "bo", Stars = "sao", Province = "tinh", Commune = "xa", From = "gia-tu", To = "gia-den",
            Producer = "chu-the", Gift = "qua", Sort = "sap-xep", Page = "trang", AsTyped = "dung", Filters = "loc";
    }

    private static readonly Dictionary<string, CatalogueSort> Sorts = new()
    {
        ["phu-hop"] = CatalogueSort.Relevance,
        ["moi"] = CatalogueSort.Newest,
        ["don-gia"] = CatalogueSort.UnitPrice,
        ["gia-tang"] = CatalogueSort.PriceUp,
        ["gia-giam"] = CatalogueSort.PriceDown,
    };

    public string Query { get; init; } = "";

    /// <summary>The query was longer than the search reads.</summary>
    public bool QueryCut { get; init; }
    public bool AsTyped { get; init; }
    public IReadOnlyList<int> Groups { get; init; } = [];
    public IReadOnlyList<int> Sets { get; init; } = [];
    public IReadOnlyList<int> Stars { get; init; } = [];
    public IReadOnlyList<Province> Provinces { get; init; } = [];
    public Commune? Commune { get; init; }
    public long? MinPrice { get; init; }
    public long? MaxPrice { get; init; }
    public string? Producer { get; init; }
    public bool Gift { get; init; }
    public CatalogueSort Sort { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>The sheet of filters is open on a phone: the shopper is still choosing.</summary>
    public bool FiltersOpen { get; init; }

    /// <summary>What could not be read, shortened.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public bool HasFilters => Filters > 0;

    /// <summary>How many choices narrow the list, words and order not counted.</summary>
    public int Filters => Groups.Count + Sets.Count + Stars.Count + Provinces.Count + (Commune is null ? 0 : 1) + (MinPrice is null && MaxPrice is null ? 0 : 1)
        + (Producer is null ? 0 : 1) + (Gift ? 1 : 0);

    public static CatalogueAddress Read(IQueryCollection query, AreaDirectory areas)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(areas);
        var ignored = new List<string>();
        var words = VietnameseText.Clean(query[Keys.Query].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)));
        var (from, to) = (One(Keys.From, ReadPrice), One(Keys.To, ReadPrice));
        return new CatalogueAddress
        {
            Query = Cut(words, LongestQuery),
            QueryCut = words.Length > LongestQuery,
            AsTyped = One(Keys.AsTyped, ReadFlag) ?? false,
            Groups = Many(Keys.Group, v => ProductSets.FindGroup(v)?.Number ?? ReadNumber(v, 1, ProductSets.Groups.Count)),
            Sets = Many(Keys.Set, v => ReadNumber(v, 1, ProductSets.All.Count)),
            Stars = Many(Keys.Stars, v => ReadNumber(v, 3, 5)),
            Provinces = ManyOf(Keys.Province, v => areas.FindProvinceBySlug(v) ?? areas.FindProvince(v)),
            Commune = OneOf(Keys.Commune, areas.FindCommune),
            MinPrice = from > to ? to : from,
            MaxPrice = from > to ? from : to,
            Producer = OneOf(Keys.Producer, v => IsSlug(v) ? v : null),
            Gift = One(Keys.Gift, ReadFlag) ?? false,
            Sort = One(Keys.Sort, v => Sorts.TryGetValue(v, out var sort) ? sort : (CatalogueSort?)null) ?? CatalogueSort.Relevance,
            Page = One(Keys.Page, v => ReadNumber(v, 1, LastPage)) ?? 1,
            FiltersOpen = query[Keys.Filters] == "1",
            Ignored = ignored,
        };

        // A field left empty in a form is no choice and no mistake.
        IEnumerable<string> Values(string key) => query[key].Select(v => (v ?? "").Trim()).Where(v => v.Length > 0);

        List<T> Read<T>(string key, Func<string, (bool Good, T Value)> read)
        {
            var found = new List<T>();
            foreach (var text in Values(key))
            {
                var (good, value) = read(text);
                if (!good)
                {
                    Ignore(key, text);
                }
                else if (!found.Contains(value))
                {
                    found.Add(value);
                }
            }

            return found;
        }

        void Ignore(string key, string text)
        {
            if (ignored.Count < MostIgnored)
            {
                ignored.Add($"{key}={Cut(VietnameseText.Clean(text), LongestShown)}");
            }
        }

        List<int> Many(string key, Func<string, int?> read) => Read(key, v => read(v) is { } value ? (true, value) : (false, 0));
        List<T> ManyOf<T>(string key, Func<string, T?> read) where T : class => Read(key, v => read(v) is { } value ? (true, value) : (false, default!));
        T? One<T>(string key, Func<string, T?> read) where T : struct => Read(key, v => read(v) is { } value ? (true, value) : (false, default)) is [var first, ..] ? first : null;
        T? OneOf<T>(string key, Func<string, T?> read) where T : class => ManyOf(key, read).FirstOrDefault();
    }

    /// <summary>The address of a search that was kept. Places that are no more are left out.</summary>
    public static CatalogueAddress Of(CatalogueFilter filter, AreaDirectory areas)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(areas);
        return new()
        {
            Query = filter.Query, AsTyped = filter.AsTyped, Groups = filter.Groups, Sets = filter.Sets, Stars = filter.Stars, Provinces = [.. filter.Provinces.Select(areas.FindProvince).OfType<Province>()],
            Commune = filter.CommuneCode is { } commune ? areas.FindCommune(commune) : null, MinPrice = filter.MinPrice, MaxPrice = filter.MaxPrice, Producer = filter.ProducerSlug, Gift = filter.GiftOnly, Sort = filter.Sort, Page = filter.Page,
        };
    }

    public CatalogueFilter ToFilter(bool adult) => new()
    {
        Query = Query, AsTyped = AsTyped, Groups = Groups, Sets = Sets, Stars = Stars, Provinces = [.. Provinces.Select(p => p.Code)], CommuneCode = Commune?.Code,
        MinPrice = MinPrice, MaxPrice = MaxPrice, ProducerSlug = Producer, GiftOnly = Gift, Adult = adult, Sort = Sort, Page = Page,
    };

    /// <summary>The shortest address that reads back as this.</summary>
    public string ToUrl() => Write(null).ToString() is { Length: > 1 } query ? Ui.Urls.Products + query : Ui.Urls.Products;

    /// <summary>Links of one filter: each adds its choice or takes it away, and all go to the first page. What does not change is written once.</summary>
    public ChoiceLinks Links(string key)
    {
        var rest = (this with { Page = 1, FiltersOpen = true }).Write(key);
        return new ChoiceLinks(Ui.Urls.Products + rest.Append(rest.Length == 0 ? '?' : '&').Append(key).Append('='), [.. Chosen(key)], key);
    }

    /// <summary>Names and values of everything chosen, for forms that change one of them.</summary>
    public IEnumerable<(string Key, string Value)> Fields(params IReadOnlyCollection<string> but)
        => new[] { Keys.Query, Keys.Group, Keys.Set, Keys.Stars, Keys.Province, Keys.Commune, Keys.From, Keys.To, Keys.Producer, Keys.Gift, Keys.Sort, Keys.AsTyped }
            .Where(key => !but.Contains(key)).SelectMany(Chosen, (key, value) => (key, value));

    public static string SortWord(CatalogueSort sort) => Sorts.First(s => s.Value == sort).Key;

    private StringBuilder Write(string? but)
    {
        var url = new StringBuilder();
        foreach (var (key, value) in Fields(but is null ? [] : [but]))
        {
            Add(key, value);
        }

        if (Page > 1)
        {
            Add(Keys.Page, Text(Page));
        }

        if (FiltersOpen)
        {
            Add(Keys.Filters, "1");
        }

        return url;

        void Add(string key, string value) => url.Append(url.Length == 0 ? '?' : '&').Append(key).Append('=').Append(key == Keys.Query ? Uri.EscapeDataString(value) : value);
    }

    private IEnumerable<string> Chosen(string key) => key switch
    {
        Keys.Query => Query.Length > 0 ? [Query] : [],
        Keys.Group => Groups.Select(g => ProductSets.GetGroup(g).Slug),
        Keys.Set => Sets.Select(Text),
        Keys.Stars => Stars.Select(Text),
        Keys.Province => Provinces.Select(p => p.Slug),
        Keys.Commune => Commune is { } commune ? [commune.Code] : [],
        Keys.From => MinPrice is { } from ? [from.ToString(CultureInfo.InvariantCulture)] : [],
        Keys.To => MaxPrice is { } to ? [to.ToString(CultureInfo.InvariantCulture)] : [],
        Keys.Producer => Producer is { } producer ? [producer] : [],
        Keys.Gift => Gift ? ["1"] : [],
        Keys.Sort => Sort is CatalogueSort.Relevance ? [] : [SortWord(Sort)],
        Keys.AsTyped => AsTyped ? ["1"] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text, int length)
        => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static bool? ReadFlag(string text) => text switch { "1" => true, "0" => false, _ => null };

    private static int? ReadNumber(string text, int lowest, int highest)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest ? number : null;

    /// <summary>Whole amounts as people write them: 250000, 250.000, 250 000.</summary>
    private static long? ReadPrice(string text)
        => text.Length <= LongestShown && long.TryParse(string.Concat(text.Where(c => c is not ('.' or ',') && !char.IsWhiteSpace(c))), NumberStyles.None, CultureInfo.InvariantCulture, out var price)
            && price <= HighestPrice ? price : null;

    private static bool IsSlug(string text) => text.Length <= LongestSlug && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
