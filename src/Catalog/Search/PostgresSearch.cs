using Npgsql;

namespace OcopMarket.Catalog.Search;

/// <summary>Search inside the market's own database: full text on folded words, trigrams for typing errors.</summary>
internal sealed class PostgresSearch(NpgsqlDataSource database) : ISearchEngine
{
    private const int MostResembling = 200;

    /// <summary>Share of the query's letter triples that must be found side by side in a name. Measured on the development queries (CONTRIBUTING).</summary>
    private const double Resemblance = 0.5;

    public async Task<IReadOnlyList<SearchHit>> MatchAsync(SearchPlan plan, CancellationToken ct)
    {
        // Name as typed, then exact tones, then words side by side, then closeness by field (A name … D set).
        await using var command = database.CreateCommand(
            """
            select no,
              (case when name = $2 then 6 when starts_with(name, $2) then 1.5 else 0 end
              + case when $5 = '' then 0 when exact_words @@ $5::tsquery then 3 else 0 end
              + case when $6 = '' then 0 when exact_words @@ $6::tsquery then 2 else 0 end
              + case when $4 <> '' and words @@ $4::tsquery then 2 else 0 end
              + case when $3 <> '' and words @@ $3::tsquery then 1 else 0 end
              + ts_rank_cd('{0.05, 0.2, 0.4, 1.0}', words, $1::tsquery, 2))::real as score
            from catalog.search_documents
            where words @@ $1::tsquery
            order by score desc, no
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Match });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Literal });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Phrase });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.ExactAll ?? "" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.ExactPhrase ?? "" });
        return await ReadAsync(command, ct);
    }

    public async Task<IReadOnlyList<SearchHit>> ResembleAsync(SearchPlan plan, CancellationToken ct)
    {
        if (plan.Name.Length < 4)
        {
            return []; // too short to tell an error from another word
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FormattableString.Invariant($"set local pg_trgm.word_similarity_threshold = {Resemblance}")));
        var find = new NpgsqlBatchCommand(
            """
            select no, word_similarity($1, haystack)::real as score
            from catalog.search_documents where $1 <% haystack order by score desc, no limit $2
            """);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Name });
        find.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostResembling });
        batch.BatchCommands.Add(find);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await ReadAsync(reader, ct);
    }

    private static async Task<IReadOnlyList<SearchHit>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await ReadAsync(reader, ct);
    }

    private static async Task<List<SearchHit>> ReadAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var hits = new List<SearchHit>();
        while (await reader.ReadAsync(ct))
        {
            hits.Add(new SearchHit(reader.GetInt32(0), reader.GetFloat(1)));
        }

        return hits;
    }
}
