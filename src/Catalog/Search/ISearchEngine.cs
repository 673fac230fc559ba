namespace OcopMarket.Catalog.Search;

/// <summary>Which of a listing's words are completed.</summary>
internal enum CompletedField
{
    Name,
    Producer,
}

/// <summary>
/// Finds listings by words. It knows nothing of certificates: what it finds is asked against the Offer rule before anyone sees it, so a
/// stale index can hide goods for a moment but never sell them. Every engine gives the same answers (SearchEngineContract among the tests).
/// </summary>
internal interface ISearchEngine
{
    /// <summary>Share of the query's letter triples that must be found side by side in a name. Measured on the development queries (CONTRIBUTING).</summary>
    const float Resemblance = 0.5f;

    /// <summary>A name that resembles the words this much is what was meant; nobody looks for a producer of that name beside it.</summary>
    const float Sure = 0.7f;

    /// <summary>Fewer letters are too short to tell an error from another word.</summary>
    const int ShortestResembled = 4;

    const int MostResembling = 200;

    /// <summary>More than is shown: some of them cannot be sold today.</summary>
    const int MostCompleted = 400;

    /// <summary>Numbers of all listings that hold every unit of the plan, each once, best first. Far down the order may be rougher.</summary>
    Task<IReadOnlyList<int>> MatchAsync(SearchPlan plan, CancellationToken ct);

    /// <summary>Numbers of listings whose names look like the typed words: for typing errors, asked only when too little was found.</summary>
    Task<IReadOnlyList<int>> ResembleAsync(SearchPlan plan, CancellationToken ct);

    /// <summary>Numbers of listings that hold these folded words in the field, the last of them only begun; shortest product names first.</summary>
    Task<IReadOnlyList<int>> CompleteAsync(IReadOnlyList<string> words, CompletedField field, CancellationToken ct);
}
