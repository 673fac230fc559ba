using System.Runtime.InteropServices;
using Npgsql;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

/// <summary>The catalogue: words, filters, counts and pages over what can be sold today.</summary>
public sealed class CatalogueQueries
{
    /// <summary>With fewer hits than this the search also looks for names that resemble the words.</summary>
    internal const int Little = 3;

    private readonly OfferIndex _index;
    private readonly ISearchEngine _engine;
    private readonly SearchWords _words;
    private readonly NpgsqlDataSource _database;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    internal CatalogueQueries(OfferIndex index, ISearchEngine engine, SearchWords words, PageLines lines, AreaDirectory areas, TimeProvider clock)
        => (_index, _engine, _words, _database, _areas, _clock) = (index, engine, words, lines.Database, areas, clock);

    /// <summary>The same catalogue, asked by another engine.</summary>
    internal CatalogueQueries With(ISearchEngine engine, PageLines lines) => new(_index, engine, _words, lines, _areas, _clock);

    /// <summary>Waits for the first reading of what is on offer, which takes a minute for a million listings; at once when that is behind.</summary>
    public async Task BeReadyAsync(CancellationToken ct)
    {
        if (!_index.HasColumns)
        {
            await _index.GetAsync(ct);
        }
    }

    public async Task<CataloguePage> SearchAsync(CatalogueFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var found = await FindAsync(filter, ct);
        var page = await PageAsync(found.Counted, found.Columns, filter, found.Note, found.Written, found.GiftMeant, ct);
        return page with { HiddenResembles = found.HiddenResembles, NothingHolds = found.NothingHolds };
    }

    /// <summary>Numbers of all that a search holds as typed, in the order of its list; what only looks like the words, or lies near the place, is left out.</summary>
    internal async Task<IReadOnlyList<int>> NumbersAsync(CatalogueFilter filter, CancellationToken ct)
    {
        var found = await FindAsync(filter with { AsTyped = true }, ct);
        return Ordered(found.Counted, found.Columns, filter.Sort).ConvertAll(row => found.Columns.No[row]);
    }

    private async Task<Found> FindAsync(CatalogueFilter filter, CancellationToken ct)
    {
        var columns = await _index.GetAsync(ct);
        var query = Shorten(VietnameseText.Clean(filter.Query));
        var plan = query.Length == 0 ? null : SearchPlanReader.Read(query, await _words.GetAsync(ct));
        var meant = filter with { GiftOnly = filter.GiftOnly || plan is { Gift: true } };
        var counting = new OfferCounting(columns, meant, _areas, plan?.Sets ?? []);

        if (plan is null || plan.IsEmpty)
        {
            var all = meant.IsOpen && plan is null or { Sets.Length: 0 } ? columns.All(filter.Adult, _areas) : counting.Counted(counting.Keep(columns.Newest));
            return new(all, columns, SearchNote.None, null, plan is { Gift: true }, false, false);
        }

        // Where to look is decided by the words and the age alone, so that a filter chosen then shows exactly what its count said.
        var matched = Rows(await _engine.MatchAsync(plan, ct), columns, adult: true);
        var rows = filter.Adult ? matched : matched.FindAll(row => !ProductSets.Get(columns.Set[row]).Adult);
        var hidden = filter.Adult ? [] : matched.FindAll(row => ProductSets.Get(columns.Set[row]).Adult); // never shown, but counted: the page offers to confirm the age
        var (note, written, hiddenResembles) = (SearchNote.None, (string?)null, false);
        if (rows.Count < Little && !filter.AsTyped)
        {
            if (await WiderPlaceAsync(query, columns, rows, filter.Adult, ct) is { } wider)
            {
                (rows, note, written) = (wider.Rows, SearchNote.WiderPlace, wider.Provinces);
            }
            else if (await ResemblingAsync(plan, columns, matched, filter.Adult, ct) is { } alike)
            {
                written = alike.Shown is [var nearest, ..] ? await WrittenAsync(plan, nearest, columns, ct) : null;
                (rows, hidden, note, hiddenResembles) = ([.. rows, .. alike.Shown], [.. hidden, .. alike.Hidden], SearchNote.Approximate, alike.Hidden.Count > 0);
            }
        }

        return new(counting.Counted(counting.Keep([.. rows, .. hidden])), columns, note, written, plan.Gift, hiddenResembles, matched.Count == 0);
    }

    /// <summary>The same words in the province of a place that has too little; null when that helps nothing.</summary>
    private async Task<(List<int> Rows, string Provinces)?> WiderPlaceAsync(string query, OfferColumns columns, List<int> rows, bool adult, CancellationToken ct)
    {
        if (PlaceWords.Find(query, _areas) is not { Rest.Length: > 0 } place)
        {
            return null;
        }

        var plan = SearchPlanReader.Read(place.Rest, await _words.GetAsync(ct));
        if (plan.IsEmpty)
        {
            return null;
        }

        // First what holds every word and lies there, then the rest of the province, then what holds the words elsewhere.
        var around = new OfferCounting(columns, new() { Provinces = [.. place.Provinces.Select(p => p.Code)], Adult = adult }, _areas, plan.Sets);
        var nearby = around.Keep(CollectionsMarshal.AsSpan(Rows(await _engine.MatchAsync(plan, ct), columns, adult)));
        var inside = nearby.ToHashSet();
        var ordered = rows.Where(inside.Contains).Concat(nearby).Concat(rows).Distinct().ToList();
        return ordered.Count <= rows.Count ? null : (ordered, string.Join(", ", place.Provinces.Select(p => p.Name)));
    }

    /// <summary>What looks like the words beside what holds them; null when nothing does. Alcohol is counted only when nothing holds the words and it is the nearest, so that a slip of the pen for something else does not ask for an age.</summary>
    private async Task<(List<int> Shown, List<int> Hidden)?> ResemblingAsync(SearchPlan plan, OfferColumns columns, List<int> matched, bool adult, CancellationToken ct)
    {
        var known = matched.ToHashSet();
        var alike = Rows(await _engine.ResembleAsync(plan, ct), columns, adult: true).FindAll(row => !known.Contains(row));
        if (alike.Count == 0)
        {
            return null;
        }

        var shown = adult ? alike : alike.FindAll(row => !ProductSets.Get(columns.Set[row]).Adult);
        var hidden = matched.Count == 0 && ProductSets.Get(columns.Set[alike[0]]).Adult ? alike.Except(shown).ToList() : [];
        return shown.Count + hidden.Count == 0 ? null : (shown, hidden);
    }

    /// <summary>The name that mistyped words were taken for.</summary>
    private async Task<string?> WrittenAsync(SearchPlan plan, int nearest, OfferColumns columns, CancellationToken ct)
        => await CardsAsync([columns.No[nearest]], ct) is [var card] ? NearName.In(card.Name, plan.Name) : null;

    /// <summary>The cards of these listings that can be sold today, in the order given.</summary>
    public Task<IReadOnlyList<OfferCard>> CardsAsync(IReadOnlyList<int> numbers, CancellationToken ct) => _database.ReadCardsAsync(_clock.Today(), numbers, ct);

    private async Task<CataloguePage> PageAsync(
        Counted found, OfferColumns columns, CatalogueFilter filter, SearchNote note, string? written, bool giftMeant, CancellationToken ct)
    {
        var rows = Ordered(found, columns, filter.Sort);
        var size = Math.Clamp(filter.PageSize, 1, 100);
        var pages = Math.Max(1, (rows.Count + size - 1) / size);
        var page = Math.Clamp(filter.Page, 1, pages);
        var numbers = rows.Skip((page - 1) * size).Take(size).Select(row => columns.No[row]).ToArray();
        return new CataloguePage(rows.Count, page, size, await CardsAsync(numbers, ct), found.Facets, note, written, giftMeant, found.HiddenForAge);
    }

    private static List<int> Ordered(Counted found, OfferColumns columns, CatalogueSort sort) => sort is CatalogueSort.Relevance ? found.Rows : Sorted(found.Rows, columns, sort);

    private static List<int> Rows(IReadOnlyList<int> hits, OfferColumns columns, bool adult)
    {
        var rows = new List<int>(hits.Count);
        foreach (var hit in hits)
        {
            if (columns.TryFind(hit, out var row) && (adult || !ProductSets.Get(columns.Set[row]).Adult))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static List<int> Sorted(List<int> found, OfferColumns columns, CatalogueSort sort)
    {
        var rows = new List<int>(found); // the list found may be kept for others
        switch (sort)
        {
            case CatalogueSort.Relevance:
                break; // the order they were found in
            case CatalogueSort.Newest:
                rows.Sort((a, b) => Compare(columns.IssuedOn[b], columns.IssuedOn[a], a, b));
                break;
            case CatalogueSort.PriceUp:
                rows.Sort((a, b) => Compare(columns.Price[a], columns.Price[b], a, b));
                break;
            case CatalogueSort.PriceDown:
                rows.Sort((a, b) => Compare(columns.Price[b], columns.Price[a], a, b));
                break;
            case CatalogueSort.UnitPrice:
                rows.Sort((a, b) => Compare(columns.UnitPrice[a], columns.UnitPrice[b], a, b));
                break;
        }

        return rows;
    }

    private static int Compare(long left, long right, int leftRow, int rightRow) => left.CompareTo(right) is var order && order != 0 ? order : leftRow.CompareTo(rightRow);

    /// <summary>All that a search found, before a page of it is read.</summary>
    private sealed record Found(Counted Counted, OfferColumns Columns, SearchNote Note, string? Written, bool GiftMeant, bool HiddenResembles, bool NothingHolds);

    private static string Shorten(string query) => query.Length <= SearchPlanReader.LongestQuery ? query : query[..SearchPlanReader.LongestQuery];
}
