namespace OcopMarket.Catalog.Search;

/// <summary>A listing that answers a query, and how well; a higher score is better.</summary>
internal readonly record struct SearchHit(int No, float Score);

/// <summary>
/// Finds listings by words. It knows nothing of certificates: what it finds is asked against the Offer rule before anyone sees it, so a
/// stale index can hide goods for a moment but never sell them.
/// </summary>
internal interface ISearchEngine
{
    /// <summary>All listings that hold every unit of the plan, best first.</summary>
    Task<IReadOnlyList<SearchHit>> MatchAsync(SearchPlan plan, CancellationToken ct);

    /// <summary>Listings whose names look like the typed words: for typing errors, asked only when too little was found.</summary>
    Task<IReadOnlyList<SearchHit>> ResembleAsync(SearchPlan plan, CancellationToken ct);
}
