using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

internal sealed class ProductForces(NpgsqlDataSource database) : IProductForce
{
    // The first day that nothing covers; then what the register knows about it.
    private const string Columns =
        """
        p.id, p.name, p.set, p.commune_code, p.province_code, p.producer_id, f.certificate_number, f.stars, f.valid_through, gap.day,
        r.suspended_from <= gap.day,
        exists (select 1 from registry.certificates c where c.product_id = p.id and c.effective @> gap.day),
        (select min(c.revoked_from) from registry.certificates c where c.product_id = p.id and c.revoked_from <= gap.day and c.valid_from <= gap.day and coalesce(c.extended_to, c.valid_through) >= gap.day),
        (select max(upper(c.effective) - 1) from registry.certificates c where c.product_id = p.id and upper(c.effective) <= gap.day),
        (select min(lower(c.effective)) from registry.certificates c where c.product_id = p.id and lower(c.effective) > gap.day)
        """;

    public async Task<IReadOnlyDictionary<ProductId, ProductForce>> OfAsync(IReadOnlyCollection<ProductId> products, DateOnly from, DateOnly through, CancellationToken ct)
        => (await ReadAsync("p.id = any($1)", [.. products.Select(p => p.Value)], from, through, ct)).ToDictionary(p => p.Product);

    public Task<IReadOnlyList<ProductForce>> OfProducerAsync(ProducerId producer, DateOnly from, DateOnly through, CancellationToken ct)
        => ReadAsync("p.producer_id = any($1)", [producer.Value], from, through, ct);

    public async Task<IReadOnlyDictionary<ForceDays, ProductForce>> OfEachAsync(IReadOnlyCollection<ForceDays> asked, CancellationToken ct)
    {
        var found = new Dictionary<ForceDays, ProductForce>();
        await using var command = database.CreateCommand(
            $"""
            select {Columns}, w.first_day, w.last_day
            from unnest($1, $2, $3) w(product_id, first_day, last_day) join registry.products p on p.id = w.product_id {Joins("w.first_day", "w.last_day")}
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. asked.Select(a => a.Product.Value)] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [.. asked.Select(a => a.From)] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [.. asked.Select(a => a.Through)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var force = Read(row);
            found[new(force.Product, row.GetFieldValue<DateOnly>(15), row.GetFieldValue<DateOnly>(16))] = force;
        }

        return found;
    }

    private async Task<IReadOnlyList<ProductForce>> ReadAsync(string which, Guid[] ids, DateOnly from, DateOnly through, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from registry.products p {Joins("$2", "$3")} where {which} order by p.name_folded, p.id");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = through });
        var found = new List<ProductForce>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            found.Add(Read(row));
        }

        return found;
    }

    private static ProductForce Read(NpgsqlDataReader row)
    {
        var (gap, day) = GapOf(row);
        return new(new(row.GetGuid(0)), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), new(row.GetGuid(5)), row.TextOrNull(6), row.NumberOrNull(7), row.DayOrNull(8), gap, day);
    }

    private static (ForceGap? Gap, DateOnly? Day) GapOf(NpgsqlDataReader row)
        => row.DayOrNull(9) is not { } gap ? (null, null)
            : !row.IsDBNull(10) && row.GetBoolean(10) ? (ForceGap.Suspended, gap)
            : row.GetBoolean(11) ? (ForceGap.LicenceMissing, gap)
            : row.DayOrNull(12) is { } revoked ? (ForceGap.Revoked, revoked)
            : row.DayOrNull(13) is { } last ? (ForceGap.Ends, last)
            : row.DayOrNull(14) is { } next ? (ForceGap.NotYet, next)
            : (ForceGap.NeverCertified, null);

    private static string Joins(string from, string through) =>
        $"""
        join registry.producers r on r.id = p.producer_id
        left join lateral (select f.* from registry.in_force({from}) f where f.product_id = p.id) f on true
        left join lateral (
          select d::date as day from generate_series({from}::timestamp, {through}::timestamp, interval '1 day') d
          where not exists (select 1 from registry.in_force(d::date) i where i.product_id = p.id) order by d limit 1) gap on true
        """;
}
