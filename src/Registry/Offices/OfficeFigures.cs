using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Offices;

/// <summary>Certificates in force that end in a month.</summary>
/// <param name="Month">Its first day.</param>
public sealed record EndingMonth(DateOnly Month, int Count);

/// <summary>Products in force of a place, by stars.</summary>
/// <param name="Code">Of a province for the ministry, of a commune below.</param>
public sealed record PlaceFigures(string Code, int Three, int Four, int Five)
{
    public int Total => Three + Four + Five;
}

/// <summary>The figures of the first page of the desk: what ends soon, and where products in force are.</summary>
public sealed record DeskFigures(IReadOnlyList<EndingMonth> Ending, IReadOnlyList<PlaceFigures> Places, bool ByProvince);

/// <summary>Counts over the certificates of an office's area.</summary>
public sealed class OfficeFigures(NpgsqlDataSource database, AreaDirectory areas, TimeProvider clock)
{
    private const int Months = 6, MostMonths = 24;

    /// <summary>With a period: what ends in it, and of what is in force what was issued in it, as the table of certificates has it.</summary>
    public async Task<Result<DeskFigures>> ReadAsync(Actor actor, DeskScope asked, CancellationToken ct)
    {
        var scope = DeskScope.For(actor, asked, areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        var (today, byProvince) = (clock.Today(), scope.Value.ProvinceCode is null);
        var (from, through) = (scope.Value.From, scope.Value.Through);
        var first = FirstOf(from > today ? from.Value : today); // what is in force ends today at the earliest
        var months = through is { } last ? Math.Clamp(((last.Year - first.Year) * 12) + last.Month - first.Month + 1, 1, MostMonths) : Months;
        var where = $"c.effective @> $1{(scope.Value.CommuneCode is not null ? " and p.commune_code = $2" : byProvince ? " and $2::text = ''" : " and p.province_code = $2")}";
        var ending = Enumerable.Range(0, months).ToDictionary(i => first.AddMonths(i), _ => 0);
        await using (var command = Command($"select date_trunc('month', upper(c.effective) - 1)::date, count(*)::int from registry.certificates c join registry.products p on p.id = c.product_id where {where} and upper(c.effective) - 1 between $3 and $4 group by 1", from > first ? from.Value : first, through is { } end && end < first.AddMonths(months) ? end : first.AddMonths(months).AddDays(-1)))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                ending[reader.GetFieldValue<DateOnly>(0)] = reader.GetInt32(1);
            }
        }

        var places = new List<PlaceFigures>();
        await using (var command = Command(
            $"""
            select p.{(byProvince ? "province_code" : "commune_code")}, count(*) filter (where c.stars = 3)::int, count(*) filter (where c.stars = 4)::int, count(*) filter (where c.stars = 5)::int
            from registry.certificates c join registry.products p on p.id = c.product_id where {where} and c.issued_on between $3 and $4 group by 1 order by count(*) desc, 1
            """, from ?? DateOnly.MinValue, through ?? DateOnly.MaxValue))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                places.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)));
            }
        }

        return new DeskFigures([.. ending.OrderBy(e => e.Key).Select(e => new EndingMonth(e.Key, e.Value))], places, byProvince);

        NpgsqlCommand Command(string sql, DateOnly since, DateOnly until)
        {
            var made = database.CreateCommand(sql);
            made.Parameters.Add(new() { Value = today });
            made.Parameters.Add(new() { Value = scope.Value.CommuneCode ?? scope.Value.ProvinceCode ?? "" });
            made.Parameters.Add(new() { Value = since });
            made.Parameters.Add(new() { Value = until });
            return made;
        }

        static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
    }
}
