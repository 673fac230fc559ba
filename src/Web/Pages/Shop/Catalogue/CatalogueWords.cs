using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Offers;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Catalogue;

/// <summary>Says what a shopper has chosen.</summary>
public sealed class CatalogueWords(IStringLocalizer<CatalogueText> text, IStringLocalizer<UiText> shared)
{
    public static IReadOnlyList<CatalogueSort> Sorts { get; } =
        [CatalogueSort.Relevance, CatalogueSort.Newest, CatalogueSort.UnitPrice, CatalogueSort.PriceUp, CatalogueSort.PriceDown];

    /// <summary>A choice and the address of the list without it.</summary>
    public sealed record Chip(string Name, string Without);

    /// <summary>What the list shows, as a heading.</summary>
    public string Title(CatalogueAddress address, string? producer)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Query.Length > 0)
        {
            return text["TitleQuery", address.Query];
        }

        string subject = producer is not null ? text["TitleProducer", producer]
            : address.Sets is [var set] ? Show.ShortName(ProductSets.Get(set))
            : address.Groups is [var group] && address.Sets.Count == 0 ? Show.ShortName(ProductSets.GetGroup(group))
            : address.Gift ? text["TitleGift"] : text["Title"];
        return address.Commune is { } commune ? text["TitleIn", subject, Show.Name(commune)]
            : address.Provinces is [var province] ? text["TitleIn", subject, Show.Name(province)]
            : subject;
    }

    public IEnumerable<Chip> Chips(CatalogueAddress address, string? producer)
    {
        ArgumentNullException.ThrowIfNull(address);
        var start = address with { Page = 1, FiltersOpen = false };
        return
        [
            .. address.Groups.Select(g => new Chip(Show.ShortName(ProductSets.GetGroup(g)), (start with { Groups = Without(address.Groups, g) }).ToUrl())),
            .. address.Sets.Select(s => new Chip(Show.ShortName(ProductSets.Get(s)), (start with { Sets = Without(address.Sets, s) }).ToUrl())),
            .. address.Stars.Select(s => new Chip(StarsName(s), (start with { Stars = Without(address.Stars, s) }).ToUrl())),
            .. address.Provinces.Select(p => new Chip(Show.Name(p), (start with { Provinces = Without(address.Provinces, p) }).ToUrl())),
            .. One(address.Commune, c => new Chip(Show.Name(c), (start with { Commune = null }).ToUrl())),
            .. One(address.MinPrice is null && address.MaxPrice is null ? null : Band(address.MinPrice, address.MaxPrice), name => new Chip(name, (start with { MinPrice = null, MaxPrice = null }).ToUrl())),
            .. One(address.Producer, p => new Chip(producer ?? p, (start with { Producer = null }).ToUrl())),
            .. One(address.Gift ? text["GiftOnly"].Value : null, name => new Chip(name, (start with { Gift = false }).ToUrl())),
        ];
    }

    public string StarsName(int stars) => shared["StarsCount", stars];

    /// <summary>A range of prices; either end may be open.</summary>
    public string Band(long? from, long? to) => (from, to) switch
    {
        (null or 0, { } high) => text["BandUnder", Show.Dong(IsEdge(high) ? high + 1 : high)],
        ({ } low, null) => text["BandOver", Show.Dong(low)],
        ({ } low, { } high) => text["BandBetween", Show.Amount(low), Show.Dong(IsEdge(high) ? high + 1 : high)],
        (null, null) => "",
    };

    public string SortName(CatalogueSort sort) => text[$"Sort.{sort}"];

    // The bands end one short of a round price; people say the round one.
    private static bool IsEdge(long price) => PriceBand.All.Any(b => b.To == price);

    private static List<T> Without<T>(IReadOnlyList<T> values, T one) => [.. values.Where(v => !EqualityComparer<T>.Default.Equals(v, one))];

    private static IEnumerable<Chip> One<T>(T? value, Func<T, Chip> make) where T : class => value is null ? [] : [make(value)];
}
