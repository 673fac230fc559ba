using Npgsql;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search;

/// <summary>Search inside the market's own database: full text on folded words, trigrams for typing errors.</summary>
internal sealed class PostgresSearch(PageLines lines) : ISearchEngine
{
    /// <summary>Four pages of a list; further down the rough order does.</summary>
    private const int MostWeighed = 100;

    /// <summary>Among a million names two letters begin a word of some hundred thousand: so many of them are read to find the shortest, not all.</summary>
    private const int MostBegun = 4_000;

    /// <summary>In one number with its place in the rough order above it, a listing's number has 27 bits.</summary>
    private const int LargestNo = (1 << 27) - 1;

    public async Task<IReadOnlyList<int>> MatchAsync(SearchPlan plan, CancellationToken ct)
    {
        // A word like "hợp tác" is in thousands of documents, and weighing one costs several times what finding it does. So all are put in a
        // rough order by what the name says (and the typed marks, where the name can hold them), and only the first of it are weighed: name
        // as typed, exact tones, words side by side, then closeness by field (A name … D set).
        await using var command = lines.Database.CreateCommand(
            """
            with matched as materialized (
              select ctid as place, no,
                case when strpos(name, $7) = 0 then 0 else
                  case when name = $2 then 6 when starts_with(name, $2) then 4 when strpos(name, $2) > 0 then 2 else 1 end
                  + case when $5 = '' then 0 when exact_words @@ $5::tsquery then 3 else 0 end end as rough
              from catalog.search_documents
              where words @@ $1::tsquery)
            select
              array(
                select no from catalog.search_documents
                where ctid = any (array(select place from matched order by rough desc, no limit $8))
                order by (case when name = $2 then 6 when starts_with(name, $2) then 1.5 else 0 end
                  + case when $5 = '' then 0 when exact_words @@ $5::tsquery then 3 else 0 end
                  + case when $6 = '' then 0 when exact_words @@ $6::tsquery then 2 else 0 end
                  + case when $4 <> '' and words @@ $4::tsquery then 2 else 0 end
                  + case when $3 <> '' and words @@ $3::tsquery then 1 else 0 end
                  + ts_rank_cd('{0.05, 0.2, 0.4, 1.0}', words, $1::tsquery, 2)) desc, no),
              array(select (15 - rough) << 27 | no from matched)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Tsquery.Match(plan) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Tsquery.Literal(plan) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Tsquery.Phrase(plan) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Tsquery.ExactAll(plan) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Tsquery.ExactPhrase(plan) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Name.Split(' ')[0] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostWeighed });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (weighed, all) = (reader.GetFieldValue<int[]>(0), reader.GetFieldValue<int[]>(1));
        if (all.Length == weighed.Length)
        {
            return weighed;
        }

        Array.Sort(all); // here, where ten thousand numbers take a fraction of what they take as rows
        var first = weighed.ToHashSet();
        return [.. weighed, .. all.Select(key => key & LargestNo).Where(no => !first.Contains(no))];
    }

    public async Task<IReadOnlyList<int>> ResembleAsync(SearchPlan plan, CancellationToken ct)
    {
        if (plan.Name.Length < ISearchEngine.ShortestResembled)
        {
            return [];
        }

        // Names alone are short and tell most errors apart; comparing with names and producers together takes fifteen times as long.
        var names = await ResembleAsync("name", plan.Name, ct);
        var alike = names is [var nearest, ..] && nearest.Closeness >= ISearchEngine.Sure ? names : await ResembleAsync("haystack", plan.Name, ct);
        return alike.ConvertAll(a => a.No);
    }

    public async Task<IReadOnlyList<int>> CompleteAsync(IReadOnlyList<string> words, CompletedField field, CancellationToken ct)
    {
        await using var command = lines.Database.CreateCommand(
            """
            select array(
              select no from (select no, length(name) as letters from catalog.search_documents where words @@ $1::tsquery limit $3) as begun
              order by letters, no limit $2)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Tsquery.Begun(words, field is CompletedField.Name ? 'A' : 'B') });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ISearchEngine.MostCompleted });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostBegun });
        return (int[])(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<List<(int No, float Closeness)>> ResembleAsync(string column, string typed, CancellationToken ct)
    {
        await using var connection = await lines.Database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FormattableString.Invariant($"set local pg_trgm.word_similarity_threshold = {ISearchEngine.Resemblance}")));
        var find = new NpgsqlBatchCommand($"select no, word_similarity($1, {column}) as closeness from catalog.search_documents where $1 <% {column} order by closeness desc, no limit $2");
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = typed });
        find.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ISearchEngine.MostResembling });
        batch.BatchCommands.Add(find);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var alike = new List<(int, float)>();
        while (await reader.ReadAsync(ct))
        {
            alike.Add((reader.GetInt32(0), reader.GetFloat(1)));
        }

        return alike;
    }
}
