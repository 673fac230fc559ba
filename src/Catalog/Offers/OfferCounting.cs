using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

/// <summary>Rows in their order, the counts of every choice, and how many rows only the visitor's age keeps away.</summary>
internal sealed record Counted(List<int> Rows, CatalogueFacets Facets, int HiddenForAge);

/// <summary>
/// Filters rows and counts every choice in one pass. A choice's count keeps all other filters and leaves out its own, so that a second
/// star or province can be added; a row that fails exactly one filter counts for the choices of that filter.
/// </summary>
internal sealed class OfferCounting
{
    private const int Group = 1, Set = 2, Stars = 4, Province = 8, Price = 16, Other = 32, Age = 64;

    private static readonly int[] StarsInOrder = [5, 4, 3];

    private readonly OfferColumns _columns;
    private readonly CatalogueFilter _filter;
    private readonly bool[] _adultSets = [false, .. ProductSets.All.Select(s => s.Adult)];
    private readonly bool[] _groups = new bool[7];
    private readonly bool[] _sets = new bool[27];
    private readonly bool[] _stars = new bool[6];
    private readonly bool[] _provinces;
    private readonly int[] _groupCounts = new int[7];
    private readonly int[] _setCounts = new int[27];
    private readonly int[] _starCounts = new int[6];
    private readonly int[] _provinceCounts;
    private readonly int[] _priceCounts = new int[6];
    private readonly AreaDirectory _areas;
    private readonly int _commune;
    private readonly int _producer;
    private readonly bool[]? _meantSets;

    /// <param name="meantSets">Sets the words of the query ask for; empty for any.</param>
    public OfferCounting(OfferColumns columns, CatalogueFilter filter, AreaDirectory areas, IReadOnlyCollection<int> meantSets)
    {
        (_columns, _filter, _areas) = (columns, filter, areas);
        (_provinces, _provinceCounts) = (new bool[areas.Provinces.Count], new int[areas.Provinces.Count]);
        Mark(_groups, filter.Groups);
        Mark(_sets, filter.Sets);
        Mark(_stars, filter.Stars);
        for (var i = 0; i < areas.Provinces.Count; i++)
        {
            _provinces[i] = filter.Provinces.Contains(areas.Provinces[i].Code);
        }

        _commune = filter.CommuneCode is null ? 0 : OfferIndex.CommuneNumber(filter.CommuneCode);
        _producer = filter.ProducerSlug is null ? 0 : columns.Producers.GetValueOrDefault(filter.ProducerSlug, -1);
        if (meantSets.Count > 0)
        {
            _meantSets = new bool[27];
            Mark(_meantSets, meantSets);
        }
    }

    /// <summary>Everything, with its counts: the catalogue's first page, asked for more often than all others.</summary>
    public static Counted All(OfferColumns columns, bool adult, AreaDirectory areas)
    {
        var counting = new OfferCounting(columns, new CatalogueFilter { Adult = adult }, areas, []);
        return counting.Counted(counting.Keep(columns.Newest));
    }

    /// <summary>What was kept, with the counts made on the way.</summary>
    public Counted Counted(List<int> rows) => new(rows, Facets(), HiddenForAge);

    /// <summary>Rows that only the visitor's age keeps away: alcohol.</summary>
    private int HiddenForAge { get; set; }

    /// <summary>Keeps the rows that pass every filter, in their order, and counts on the way.</summary>
    public List<int> Keep(ReadOnlySpan<int> rows)
    {
        var kept = new List<int>(Math.Min(rows.Length, 4096));
        foreach (var row in rows)
        {
            var failed = Failed(row);
            if (failed == 0)
            {
                kept.Add(row);
            }
            else if (failed == Age)
            {
                HiddenForAge++;
            }

            Count(row, failed);
        }

        return kept;
    }

    public CatalogueFacets Facets() => new(
        [.. ProductSets.Groups.Select(g => new FacetCount(Text(g.Number), _groupCounts[g.Number], _groups[g.Number]))],
        [.. ProductSets.All.Select(s => new FacetCount(Text(s.Number), _setCounts[s.Number], _sets[s.Number]))],
        [.. StarsInOrder.Select(s => new FacetCount(Text(s), _starCounts[s], _stars[s]))],
        [.. _areas.Provinces.Select((p, i) => new FacetCount(p.Code, _provinceCounts[i], _provinces[i]))],
        [.. PriceBand.All.Select(b => new FacetCount(Text(b.Number), _priceCounts[b.Number], _filter.MinPrice == b.From && _filter.MaxPrice == b.To))]);

    private int Failed(int row)
    {
        var failed = 0;
        if (_filter.Groups.Count > 0 && !_groups[_columns.Group[row]])
        {
            failed |= Group;
        }

        if (_filter.Sets.Count > 0 && !_sets[_columns.Set[row]])
        {
            failed |= Set;
        }

        if (_filter.Stars.Count > 0 && !_stars[_columns.Stars[row]])
        {
            failed |= Stars;
        }

        if ((_filter.Provinces.Count > 0 && !_provinces[_columns.Province[row]]) || (_filter.CommuneCode is not null && _columns.Commune[row] != _commune))
        {
            failed |= Province;
        }

        if (_columns.Price[row] < (_filter.MinPrice ?? 0) || _columns.Price[row] > (_filter.MaxPrice ?? long.MaxValue))
        {
            failed |= Price;
        }

        if (!_filter.Adult && _adultSets[_columns.Set[row]])
        {
            failed |= Age;
        }

        if ((_filter.GiftOnly && !_columns.Gift[row])
            || (_filter.ProducerSlug is not null && _columns.Producer[row] != _producer)
            || (_meantSets is not null && !_meantSets[_columns.Set[row]]))
        {
            failed |= Other;
        }

        return failed;
    }

    private void Count(int row, int failed)
    {
        if ((failed & ~Group) == 0)
        {
            _groupCounts[_columns.Group[row]]++;
        }

        if ((failed & ~Set) == 0)
        {
            _setCounts[_columns.Set[row]]++;
        }

        if ((failed & ~Stars) == 0)
        {
            _starCounts[_columns.Stars[row]]++;
        }

        if ((failed & ~Province) == 0)
        {
            _provinceCounts[_columns.Province[row]]++;
        }

        if ((failed & ~Price) == 0)
        {
            _priceCounts[PriceBand.Of(_columns.Price[row])]++;
        }
    }

    private static void Mark(bool[] marks, IEnumerable<int> values)
    {
        foreach (var value in values.Where(v => v > 0 && v < marks.Length))
        {
            marks[value] = true;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
