namespace OcopMarket.Catalog.Offers;

public enum CatalogueSort
{
    /// <summary>Best match first; without words, newest certificates first.</summary>
    Relevance,
    Newest,
    PriceUp,
    PriceDown,

    /// <summary>Price per kilogram or litre; goods sold by the piece come last.</summary>
    UnitPrice,
}

/// <summary>What a shopper asks of the catalogue. Values that do not exist match nothing; the edges have already said so.</summary>
public sealed record CatalogueFilter
{
    public const int DefaultPageSize = 24;

    public string Query { get; init; } = "";

    /// <summary>Only what holds the words as typed: no second pass for typing errors.</summary>
    public bool AsTyped { get; init; }

    /// <summary>Groups 1 to 6.</summary>
    public IReadOnlyList<int> Groups { get; init; } = [];

    /// <summary>Sets 1 to 26.</summary>
    public IReadOnlyList<int> Sets { get; init; } = [];
    public IReadOnlyList<int> Stars { get; init; } = [];

    /// <summary>Province codes.</summary>
    public IReadOnlyList<string> Provinces { get; init; } = [];
    public string? CommuneCode { get; init; }

    /// <summary>Đồng, both ends included.</summary>
    public long? MinPrice { get; init; }
    public long? MaxPrice { get; init; }
    public string? ProducerSlug { get; init; }
    public bool GiftOnly { get; init; }

    /// <summary>The visitor has said to be 18: alcohol may be shown.</summary>
    public bool Adult { get; init; }
    public CatalogueSort Sort { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>Nothing is asked for but a page of everything.</summary>
    internal bool IsOpen => Groups.Count + Sets.Count + Stars.Count + Provinces.Count == 0
        && CommuneCode is null && MinPrice is null && MaxPrice is null && ProducerSlug is null && !GiftOnly;
}

/// <summary>One choice of a filter and how many offers it would show, the other filters staying as they are.</summary>
/// <param name="Value">Group or set number, stars, province code, or the price band's number.</param>
public readonly record struct FacetCount(string Value, int Count, bool Chosen);

/// <summary>Counts for every choice, in an order that never changes; those with nothing keep their place with a zero.</summary>
public sealed record CatalogueFacets(
    IReadOnlyList<FacetCount> Groups, IReadOnlyList<FacetCount> Sets, IReadOnlyList<FacetCount> Stars, IReadOnlyList<FacetCount> Provinces, IReadOnlyList<FacetCount> Prices);

/// <summary>A range of prices, both ends included; null is open.</summary>
public sealed record PriceBand(int Number, long? From, long? To)
{
    /// <summary>The bands of the price filter (domain reference 10.2).</summary>
    public static IReadOnlyList<PriceBand> All { get; } =
    [
        new(1, null, 99_999), new(2, 100_000, 199_999), new(3, 200_000, 499_999), new(4, 500_000, 999_999), new(5, 1_000_000, null),
    ];

    public static int Of(long price) => price < 100_000 ? 1 : price < 200_000 ? 2 : price < 500_000 ? 3 : price < 1_000_000 ? 4 : 5;
}

/// <summary>What the search did beside what was asked.</summary>
public enum SearchNote
{
    None,

    /// <summary>Hardly anything holds the words as typed; what looks like them is shown.</summary>
    Approximate,

    /// <summary>The place named has hardly anything of it on offer; the same from its province is shown.</summary>
    WiderPlace,
}

/// <summary>A page of the catalogue.</summary>
/// <param name="Total">Offers in all pages.</param>
/// <param name="Written">With <see cref="SearchNote.Approximate"/> the name that the words were taken for, null when none stands out; with <see cref="SearchNote.WiderPlace"/> the provinces.</param>
/// <param name="GiftMeant">The words asked for gifts, so only gifts are shown.</param>
/// <param name="HiddenForAge">Alcohol that would be here, had the visitor said to be 18.</param>
public sealed record CataloguePage(
    int Total, int Page, int PageSize, IReadOnlyList<OfferCard> Items, CatalogueFacets Facets, SearchNote Note, string? Written, bool GiftMeant, int HiddenForAge)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Nothing on offer, alcohol included, holds the words as typed, whatever the filters.</summary>
    public bool NothingHolds { get; init; }

    /// <summary>What is hidden for age does not hold the words: it only looks like them.</summary>
    public bool HiddenResembles { get; init; }
}
