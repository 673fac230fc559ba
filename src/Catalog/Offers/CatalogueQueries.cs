using System.Runtime.InteropServices;
using Npgsql;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;

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

    internal CatalogueQueries(OfferIndex index, ISearchEngine engine, SearchWords words, NpgsqlDataSource database, AreaDirectory areas, TimeProvider clock)
        => (_index, _engine, _words, _database, _areas, _clock) = (index, engine, words, database, areas, clock);

    public async Task<CataloguePage> SearchAsync(CatalogueFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var columns = await _index.GetAsync(ct);
        var query = Shorten(VietnameseText.Clean(filter.Query));
        var plan = query.Length == 0 ? null : SearchPlanReader.Read(query, await _words.GetAsync(ct));
        var meant = filter with { GiftOnly = filter.GiftOnly || plan is { Gift: true } };
        var counting = new OfferCounting(columns, meant, _areas, plan?.Sets ?? []);

        if (plan is null || plan.IsEmpty)
        {
            var all = counting.Keep(columns.Newest);
            Sort(all, columns, filter.Sort);
            return await PageAsync(all, columns, filter, counting, SearchNote.None, null, plan is { Gift: true }, ct);
        }

        var hits = await _engine.MatchAsync(plan, ct);
        var rows = Rows(hits, columns);
        var found = counting.Keep(CollectionsMarshal.AsSpan(rows));
        if (found.Count >= Little || filter.AsTyped)
        {
            Sort(found, columns, filter.Sort);
            return await PageAsync(found, columns, filter, counting, SearchNote.None, null, plan.Gift, ct);
        }

        var resembling = Rows(await _engine.ResembleAsync(plan, ct), columns);
        var known = rows.ToHashSet();
        var both = rows.Concat(resembling.Where(r => !known.Contains(r))).ToList();
        var recount = new OfferCounting(columns, meant, _areas, plan.Sets);
        var near = recount.Keep(CollectionsMarshal.AsSpan(both));
        var helped = near.Count > found.Count;
        Sort(near, columns, filter.Sort);
        var page = await PageAsync(near, columns, filter, recount, helped ? SearchNote.Approximate : SearchNote.None, null, plan.Gift, ct);
        return helped && page.Items.Count > found.Count ? page with { Written = NearName.In(page.Items[Math.Min(found.Count, page.Items.Count - 1)].Name, plan.Name) } : page;
    }

    /// <summary>The cards of these listings that can be sold today, in the order given.</summary>
    public Task<IReadOnlyList<OfferCard>> CardsAsync(IReadOnlyList<int> numbers, CancellationToken ct) => _database.ReadCardsAsync(_clock.Today(), numbers, ct);

    private async Task<CataloguePage> PageAsync(
        List<int> rows, OfferColumns columns, CatalogueFilter filter, OfferCounting counting, SearchNote note, string? written, bool giftMeant, CancellationToken ct)
    {
        var size = Math.Clamp(filter.PageSize, 1, 100);
        var pages = Math.Max(1, (rows.Count + size - 1) / size);
        var page = Math.Clamp(filter.Page, 1, pages);
        var numbers = rows.Skip((page - 1) * size).Take(size).Select(row => columns.No[row]).ToArray();
        return new CataloguePage(rows.Count, page, size, await CardsAsync(numbers, ct), counting.Facets(), note, written, giftMeant);
    }

    private static List<int> Rows(IReadOnlyList<SearchHit> hits, OfferColumns columns)
    {
        var rows = new List<int>(hits.Count);
        foreach (var hit in hits)
        {
            if (columns.Rows.TryGetValue(hit.No, out var row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static void Sort(List<int> rows, OfferColumns columns, CatalogueSort sort)
    {
        switch (sort)
        {
            case CatalogueSort.Relevance:
                return; // the order they were found in
            case CatalogueSort.Newest:
                rows.Sort((a, b) => Compare(columns.IssuedOn[b], columns.IssuedOn[a], a, b));
                return;
            case CatalogueSort.PriceUp:
                rows.Sort((a, b) => Compare(columns.Price[a], columns.Price[b], a, b));
                return;
            case CatalogueSort.PriceDown:
                rows.Sort((a, b) => Compare(columns.Price[b], columns.Price[a], a, b));
                return;
            case CatalogueSort.UnitPrice:
                rows.Sort((a, b) => Compare(columns.UnitPrice[a], columns.UnitPrice[b], a, b));
                return;
        }
    }

    private static int Compare(long left, long right, int leftRow, int rightRow) => left.CompareTo(right) is var order && order != 0 ? order : leftRow.CompareTo(rightRow);

    private static string Shorten(string query) => query.Length <= SearchPlanReader.LongestQuery ? query : query[..SearchPlanReader.LongestQuery];
}
