namespace OcopMarket.Catalog.Search;

/// <summary>
/// Finds listings by words. It knows nothing of certificates: what it finds is asked against the Offer rule before anyone sees it, so a
/// stale index can hide goods for a moment but never sell them.
/// </summary>
internal interface ISearchEngine
{
    /// <summary>Numbers of all listings that hold every unit of the plan, each once, best first. Far down the order may be rougher.</summary>
    Task<IReadOnlyList<int>> MatchAsync(SearchPlan plan, CancellationToken ct);

    /// <summary>Numbers of listings whose names look like the typed words: for typing errors, asked only when too little was found.</summary>
    Task<IReadOnlyList<int>> ResembleAsync(SearchPlan plan, CancellationToken ct);
}
