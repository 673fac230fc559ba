using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search.Demand;

/// <summary>Counts a search that found nothing, for those who could make or list what was looked for.</summary>
public sealed class NoteUnmetSearch(NpgsqlDataSource database, AreaDirectory areas, TimeProvider clock, ILogger<NoteUnmetSearch> log)
{
    /// <summary>Different queries of a month; whoever sends nonsense by the thousand fills no more than this.</summary>
    internal const int MostQueries = 20_000;

    private const int MarkBytes = 8, KeyBytes = 32, MostMarks = 5000;

    private volatile Known? _key;

    /// <param name="provinceCode">Of the province chosen beside the words; null looks for one in the words.</param>
    /// <param name="visitor">Whatever tells visitors of one day apart; it is not kept.</param>
    public async Task RunAsync(string query, string? provinceCode, string visitor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(visitor);
        var folded = VietnameseText.Fold(query);
        if (folded.Length is < 2 or > UnmetSearch.LongestQuery || !folded.Any(char.IsLetter) || PersonalWords.AreIn(query))
        {
            return;
        }

        try
        {
            var today = clock.Today();
            var mark = HMACSHA256.HashData(await KeyAsync(today, ct), Encoding.UTF8.GetBytes(visitor))[..MarkBytes];
            await using var command = database.CreateCommand(
                """
                insert into catalog.unmet_searches as u (month, province_code, query, count, marked_on, marks)
                select $1, $2, $3, 1, $7, array[$4]
                where (select count(*) from catalog.unmet_searches where month = $1) < $5
                   or exists (select 1 from catalog.unmet_searches where month = $1 and province_code = $2 and query = $3)
                on conflict (month, province_code, query) do update
                  set count = u.count + 1, marked_on = $7, marks = case when u.marked_on = $7 then u.marks || excluded.marks else excluded.marks end
                  where u.marked_on <> $7 or (not u.marks @> excluded.marks and cardinality(u.marks) < $6)
                """);
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = new(today.Year, today.Month, 1) });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provinceCode ?? PlaceWords.ProvinceIn(query, areas) ?? "" });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = folded });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = mark });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostQueries });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostMarks });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException e)
        {
            log.LogWarning(e, "A search without answer was not counted"); // the reader has their page
        }
    }

    private async Task<byte[]> KeyAsync(DateOnly today, CancellationToken ct)
    {
        if (_key is { } known && known.Day == today)
        {
            return known.Key;
        }

        await using var command = database.CreateCommand(
            """
            with made as (insert into catalog.demand_keys (day, key) values ($1, $2) on conflict (day) do nothing returning key)
            select key from made union all select key from catalog.demand_keys where day = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = RandomNumberGenerator.GetBytes(KeyBytes) });
        // Nothing when another node made it at this moment: it is not seen by this statement yet.
        if (await command.ExecuteScalarAsync(ct) is not byte[] key)
        {
            return await KeyAsync(today, ct);
        }

        _key = new(today, key);
        return key;
    }

    private sealed record Known(DateOnly Day, byte[] Key);
}
