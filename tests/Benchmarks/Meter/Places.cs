using Npgsql;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>Multiplies the fairs and sales points of a market with demonstration data: a country's calendar and map.</summary>
internal static class Places
{
    // A copy of each row with another key and slug; whatever columns there are. Pins move by up to half a degree, days by up to half a year.
    private const string Fairs =
        """
        insert into promotion.fairs
        select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'slug', f.slug || '-' || n, 'from', f."from" + d, 'through', f.through + d, 'apply_from', f.apply_from + d, 'apply_through', f.apply_through + d,
          'closed_days', '[]'::jsonb, 'other_hours', '[]'::jsonb, 'programme', '[]'::jsonb, 'series', null, 'was', null))).*
        from promotion.fairs f cross join (select n, ((n * 37) % 365 - 182)::int as d from generate_series(1, 1 + @most / (select count(*) from promotion.fairs)) n) copies
        limit greatest(0, @most - (select count(*) from promotion.fairs))
        """;

    private const string Points =
        """
        insert into promotion.sales_points
        select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'slug', p.slug || '-' || n, 'latitude', p.latitude + (n * 31 % 100 - 50) / 100.0, 'longitude', p.longitude + (n * 17 % 100 - 50) / 100.0))).*
        from promotion.sales_points p cross join generate_series(1, 1 + @most / (select count(*) from promotion.sales_points)) n
        limit greatest(0, @most - (select count(*) from promotion.sales_points))
        """;

    private const string Shelves =
        """
        insert into promotion.shelf_items (point_id, product_id, since)
        select p.id, g.product_id, p.created_at
        from promotion.sales_points p cross join lateral (select product_id from catalog.offers(@today) where p.slug is not null order by md5(product_id::text || p.id::text) limit 20) g
        where not exists (select from promotion.shelf_items i where i.point_id = p.id)
        """;

    public static async Task<int> SeedAsync(string connection, int fairs, int points)
    {
        await using var data = NpgsqlDataSource.Create(connection);
        foreach (var (sql, most) in new[] { (Fairs, fairs), (Points, points), (Shelves, 0) })
        {
            await using var command = data.CreateCommand(sql);
            command.CommandTimeout = 600;
            command.Parameters.AddWithValue("most", most);
            command.Parameters.AddWithValue("today", DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)));
            await command.ExecuteNonQueryAsync();
        }

        await using var counts = data.CreateCommand("select (select count(*) from promotion.fairs), (select count(*) from promotion.sales_points), (select count(*) from promotion.shelf_items)");
        await using var reader = await counts.ExecuteReaderAsync();
        await reader.ReadAsync();
        Console.WriteLine($"{reader.GetInt64(0)} fairs, {reader.GetInt64(1)} sales points, {reader.GetInt64(2)} lines on shelves");
        return 0;
    }
}
