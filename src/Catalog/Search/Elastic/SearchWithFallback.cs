namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>Asks the cluster while it can be trusted, else the database: a reader always gets an answer.</summary>
internal sealed class SearchWithFallback(ElasticEngine elastic, PostgresSearch postgres, ElasticGuard guard) : ISearchEngine
{
    public Task<IReadOnlyList<int>> MatchAsync(SearchPlan plan, CancellationToken ct) => AskAsync(engine => engine.MatchAsync(plan, ct));

    public Task<IReadOnlyList<int>> ResembleAsync(SearchPlan plan, CancellationToken ct) => AskAsync(engine => engine.ResembleAsync(plan, ct));

    public Task<IReadOnlyList<int>> CompleteAsync(IReadOnlyList<string> words, CompletedField field, CancellationToken ct) => AskAsync(engine => engine.CompleteAsync(words, field, ct));

    private async Task<IReadOnlyList<int>> AskAsync(Func<ISearchEngine, Task<IReadOnlyList<int>>> ask)
    {
        if (guard.MayAsk())
        {
            try
            {
                var found = await ask(elastic);
                guard.Answered();
                return found;
            }
            catch (ElasticException e)
            {
                guard.Failed(e);
            }
        }

        return await ask(postgres);
    }
}
