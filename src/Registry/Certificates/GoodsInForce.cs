using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

internal sealed class GoodsInForce(NpgsqlDataSource database, TimeProvider clock) : IGoodsInForce
{
    private const string Columns = "f.product_id, f.product_name, f.\"set\", f.producer_id, f.producer_name, f.producer_slug, f.commune_code, f.province_code, f.certificate_number, f.stars, f.valid_through";

    private const int MostWords = 8;

    public async Task<IReadOnlyDictionary<ProductId, CertifiedGoods>> FindAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        if (products.Count == 0)
        {
            return new Dictionary<ProductId, CertifiedGoods>();
        }

        await using var command = database.CreateCommand($"select {Columns} from registry.in_force_of($2, $1) f");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. products.Select(p => p.Value)] });
        return (await ReadAsync(command, ct)).ToDictionary(g => g.Product);
    }

    public async Task<IReadOnlyList<CertifiedGoods>> SearchAsync(string words, string? provinceCode, int take, CancellationToken ct)
    {
        var folded = VietnameseText.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        if (folded.Length == 0)
        {
            return [];
        }

        await using var command = database.CreateCommand(
            $"""
            select {Columns} from registry.in_force($1) f join registry.products p on p.id = f.product_id join registry.certificates c on c.id = f.certificate_id
            where p.words like all ($2) or c.number_key = $3
            order by f.province_code is distinct from $4, f.product_name, f.product_id limit $5
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. folded.Select(w => $"% {w}%")] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CertificateReading.KeyOf(words) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provinceCode ?? "" });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = take });
        return await ReadAsync(command, ct);
    }

    public async Task<IReadOnlyList<CertifiedGoods>> OfSetsAsync(IReadOnlyCollection<int> sets, int stars, IReadOnlyCollection<ProducerId>? producers, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from registry.in_force($1) f where f.\"set\" = any ($2) and f.stars >= $3 and ($4::uuid[] is null or f.producer_id = any ($4)) order by f.producer_name, f.product_name, f.product_id");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. sets] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = stars });
        command.Parameters.Add(new NpgsqlParameter { Value = producers is null ? DBNull.Value : producers.Select(p => p.Value).ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid });
        return await ReadAsync(command, ct);
    }

    public async Task<IReadOnlyDictionary<ProductId, string>> NamesAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var names = new Dictionary<ProductId, string>();
        await using var command = database.CreateCommand("select id, name from registry.products where id = any ($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. products.Select(p => p.Value)] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            names[new(reader.GetGuid(0))] = reader.GetString(1);
        }

        return names;
    }

    private static async Task<List<CertifiedGoods>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var found = new List<CertifiedGoods>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(
                new(reader.GetGuid(0)), reader.GetString(1), reader.GetInt32(2), new(reader.GetGuid(3)), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.GetString(8),
                reader.GetInt32(9), reader.GetFieldValue<DateOnly>(10)));
        }

        return found;
    }
}
