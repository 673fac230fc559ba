using Npgsql;
using NpgsqlTypes;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reports;

/// <summary>
/// Counts the register for an office's reports. What a certificate is on a day comes from <see cref="CertificateSql"/>, as in the officers' table:
/// every number here has its rows there.
/// </summary>
public sealed class ReportQueries(NpgsqlDataSource database, AreaDirectory areas, TimeProvider clock, IEnumerable<IReportSource> sources)
{
    private const int ForecastYears = 3, LongestForecastYears = 5;

    public async Task<Result<ReportFigures>> ReadAsync(Actor actor, ReportQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var allowed = DeskScope.For(actor, question.Scope, areas);
        if (allowed.Refusal is { } refusal)
        {
            return refusal;
        }

        var scope = allowed.Value;
        return question.Kind switch
        {
            ReportKind.Annex => await AnnexAsync(scope, ct),
            ReportKind.Movement => await MovementAsync(scope, question.Step, ct),
            ReportKind.Producers => await ProducersAsync(scope, ct),
            ReportKind.Forecast => await ForecastAsync(scope, ct),
            ReportKind.Plan => await PlanAsync(scope, question.Result, ct),
            ReportKind.Participation => await sources.Single(s => s.Kind == question.Kind).ReadAsync(actor, scope, question.Only, ct),
        };
    }

    private async Task<AnnexFigures> AnnexAsync(DeskScope scope, CancellationToken ct)
    {
        var day = scope.Through ?? clock.Today();
        var counts = await ReadAsync(
            scope, $"select p.{Place(scope)}, p.set, c.stars, count(*)::int from registry.certificates c join registry.products p on p.id = c.product_id where {In(scope, "p")} and {CertificateSql.InForce("$2")} group by 1, 2, 3",
            r => new AnnexCount(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)), ct, day);
        return new(scope with { From = null }, day, counts);
    }

    // Issued through the last day of the period; what ran out and was revoked only as far as it has come to pass.
    private async Task<MovementFigures> MovementAsync(DeskScope scope, ReportStep asked, CancellationToken ct)
    {
        var today = clock.Today();
        var through = scope.Through is { } last && last < today ? last : today;
        var from = scope.From is { } first && first <= through ? first : new DateOnly(through.Year, 1, 1);
        var step = ReportPeriods.Fitting(from, through, asked);
        var unit = step switch { ReportStep.Month => "month", ReportStep.Quarter => "quarter", ReportStep.Year => "year" };
        const string Table = "registry.certificates c join registry.products p on p.id = c.product_id";
        var issued = await ReadAsync(
            scope,
            $"""
            select i.start, (count(*) filter (where i.before is null))::int, (count(*) filter (where i.before >= i.stars))::int, (count(*) filter (where i.before < i.stars))::int
            from (select date_trunc('{unit}', c.issued_on)::date as start, c.stars, {CertificateSql.StarsBefore} as before from {Table} where {In(scope, "p")} and c.issued_on between $2 and $3) i group by 1
            """,
            r => (Start: r.GetFieldValue<DateOnly>(0), First: r.GetInt32(1), Renewed: r.GetInt32(2), Upgraded: r.GetInt32(3)), ct, from, through);
        var ended = await ReadAsync(
            scope,
            $"""
            select date_trunc('{unit}', {CertificateSql.Term})::date, count(*)::int, (count(*) filter (where {CertificateSql.Turned(CertificateTurn.Lapsed)}))::int
            from {Table} where {In(scope, "p")} and {CertificateSql.Term} between $2 and $3 and {CertificateSql.Turned(CertificateTurn.RanOut)} group by 1
            """,
            r => (Start: r.GetFieldValue<DateOnly>(0), Count: r.GetInt32(1), Lapsed: r.GetInt32(2)), ct, from, through < today ? through : today.AddDays(-1));
        var revoked = await ReadAsync(
            scope, $"select date_trunc('{unit}', c.revoked_from)::date, count(*)::int from {Table} where {In(scope, "p")} and c.revoked_from between $2 and $3 group by 1",
            r => (Start: r.GetFieldValue<DateOnly>(0), Count: r.GetInt32(1)), ct, from, through);
        return new(scope with { From = from, Through = through }, step, [.. ReportPeriods.Cut(from, through, step).Select(period =>
        {
            var start = ReportPeriods.First(period.From, step);
            var (_, one, again, up) = issued.FirstOrDefault(i => i.Start == start);
            var (_, out_, lapsed) = ended.FirstOrDefault(e => e.Start == start);
            return new MovementLine(period.From, period.Through, one, again, up, out_, lapsed, revoked.FirstOrDefault(r => r.Start == start).Count);
        })]);
    }

    private async Task<ProducersFigures> ProducersAsync(DeskScope scope, CancellationToken ct)
    {
        var day = scope.Through ?? clock.Today();
        var holds = $"exists (select from registry.products h join registry.certificates c on c.product_id = h.id where h.producer_id = r.id and {CertificateSql.InForce("$2")})";
        var forms = await ReadAsync(
            scope, $"select r.type, count(*)::int, (count(*) filter (where {holds}))::int from registry.producers r where {In(scope, "r")} group by 1",
            r => new FormCount(Form(r.GetString(0)), r.GetInt32(1), r.GetInt32(2)), ct, day);
        var places = await ReadAsync(
            scope, $"select r.{Place(scope)}, r.type, count(*)::int from registry.producers r where {In(scope, "r")} and {holds} group by 1, 2",
            r => new HoldingCount(r.GetString(0), Form(r.GetString(1)), r.GetInt32(2)), ct, day);
        var products = await ReadAsync(
            scope,
            $"""
            select r.type, c.stars, count(*)::int from registry.certificates c join registry.products p on p.id = c.product_id join registry.producers r on r.id = p.producer_id
            where {In(scope, "p")} and {CertificateSql.InForce("$2")} group by 1, 2
            """,
            r => new FormProducts(Form(r.GetString(0)), r.GetInt32(1), r.GetInt32(2)), ct, day);
        return new(scope with { From = null }, day, forms, places, products);

        static ProducerType Form(string stored) => Enum.Parse<ProducerType>(stored);
    }

    private async Task<ForecastFigures> ForecastAsync(DeskScope scope, CancellationToken ct)
    {
        var today = clock.Today();
        var from = scope.From is { } first && first > today ? first : today;
        var through = scope.Through is { } last && last >= from ? last : ReportPeriods.Last(from.AddYears(ForecastYears), ReportStep.Quarter);
        through = through < from.AddYears(LongestForecastYears) ? through : from.AddYears(LongestForecastYears);
        var counts = await ReadAsync(
            scope,
            $"""
            select date_trunc('quarter', {CertificateSql.Term})::date, p.{Place(scope)}, c.stars, count(*)::int from registry.certificates c join registry.products p on p.id = c.product_id
            where {In(scope, "p")} and {CertificateSql.InForce("$2")} and {CertificateSql.Turned(CertificateTurn.RanOut)} and {CertificateSql.Term} between $3 and $4 group by 1, 2, 3
            """,
            r => new ForecastCount(r.GetFieldValue<DateOnly>(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3)), ct, today, from, through);
        return new(scope with { From = from, Through = through }, today, [.. ReportPeriods.Cut(from, through, ReportStep.Quarter).Select(q => ReportPeriods.First(q.From, ReportStep.Quarter))], counts);
    }

    // A plan names a product of a commune, and its maker where it knows one: the same that makes two rows of plans one product.
    private async Task<PlanFigures> PlanAsync(DeskScope scope, PlanResult? only, CancellationToken ct)
    {
        var day = scope.Through ?? clock.Today();
        var rows = await ReadAsync(
            scope,
            $"""
            select l.id, l.name, l.producer_name, l.commune_code, l.province_code, l.set, l.target_stars, l.note, c.id, c.number, c.stars, c.issued_on, r.name_folded
            from registry.planned_products l
            left join (registry.products p join registry.producers r on r.id = p.producer_id join registry.certificates c on c.product_id = p.id and {CertificateSql.InForce("$2")})
              on p.commune_code = l.commune_code and p.name_folded = l.name_folded
            where {In(scope, "l")}
            order by l.province_code, l.commune_code, l.name_folded, l.id, c.stars desc, c.id
            """,
            r => (Id: r.GetGuid(0), Maker: r.IsDBNull(12) ? null : r.GetString(12), Line: new PlannedLine(
                r.GetString(1), Text(r, 2), r.GetString(3), r.GetString(4), Number(r, 5), Number(r, 6), Text(r, 7),
                r.IsDBNull(8) ? null : CertificateId.From(r.GetGuid(8)), Text(r, 9), Number(r, 10), r.IsDBNull(11) ? null : r.GetFieldValue<DateOnly>(11))), ct, day);
        var lines = rows.GroupBy(r => r.Id).Select(of =>
        {
            var planned = of.First().Line;
            var maker = VietnameseText.Fold(planned.Producer);
            return of.FirstOrDefault(r => r.Maker is not null && (maker.Length == 0 || maker == r.Maker)).Line
                ?? planned with { Certificate = null, Number = null, Stars = null, IssuedOn = null };
        });
        return new(scope with { From = null }, day, only, [.. lines]);

        static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
        static int? Number(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt32(at);
    }

    private static string Place(DeskScope scope) => scope.ProvinceCode is null ? "province_code" : "commune_code";

    private static string In(DeskScope scope, string table) => scope switch
    {
        { CommuneCode: not null } => $"{table}.commune_code = $1",
        { ProvinceCode: not null } => $"{table}.province_code = $1",
        _ => "$1::text = ''",
    };

    private async Task<List<T>> ReadAsync<T>(DeskScope scope, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params DateOnly[] days)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = scope.CommuneCode ?? scope.ProvinceCode ?? "" });
        foreach (var day in days)
        {
            command.Parameters.Add(new() { Value = day, NpgsqlDbType = NpgsqlDbType.Date });
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
