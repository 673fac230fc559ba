using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>The quick filters of the officers' table.</summary>
public enum DeskState
{
    InForce,

    /// <summary>In force, with <see cref="RegistrySettings.DeskSoonDays"/> days left at most.</summary>
    EndingSoon,
    Expired,
    Revoked,
    All,
}

public enum DeskSort
{
    IssuedOn,
    LastDay,
    Number,
    Product,
    Producer,
    Stars,
}

/// <summary>What an officer asks of the table. The period means the day of issue, of the end or of the revocation, whichever the state or the turn is about.</summary>
/// <param name="Text">A number or a part of one, or words of product and holder, tones optional.</param>
/// <param name="Form">Of the holder.</param>
/// <param name="Turn">Only those to which this happened, and the period is about the day it did.</param>
/// <param name="OnDay">The day that states are asked of; null is today.</param>
public sealed record DeskFilter(
    DeskScope Scope, DeskState State = DeskState.InForce, string Text = "", int? Stars = null, int? Group = null, DeskSort Sort = DeskSort.IssuedOn, bool Descending = true,
    int? Set = null, ProducerType? Form = null, CertificateTurn? Turn = null, DateOnly? OnDay = null);

/// <summary>A line of the officers' table.</summary>
/// <param name="LastDay">Last day truly in force; null when it never was.</param>
public sealed record DeskRow(
    CertificateId Id, string Number, string Issuer, string? OcopCode, string Product, int Set, int Stars, string Producer, string ProducerSlug, string CommuneCode, string ProvinceCode,
    string? DecisionNumber, DateOnly IssuedOn, DateOnly? LastDay, CertificateDates Dates);

/// <summary>How many each quick filter holds, by the same area, period, words, stars and group.</summary>
public sealed record DeskCounts(int InForce, int EndingSoon, int Expired, int Revoked, int All)
{
    public int Of(DeskState state) => state switch
    {
        DeskState.InForce => InForce,
        DeskState.EndingSoon => EndingSoon,
        DeskState.Expired => Expired,
        DeskState.Revoked => Revoked,
        DeskState.All => All,
    };
}

public sealed record DeskPage(IReadOnlyList<DeskRow> Rows, DeskCounts Counts, int Total, int Page, int SoonDays)
{
    public int Pages => Math.Max(1, (Total + CertificateDeskQueries.PageSize - 1) / CertificateDeskQueries.PageSize);
}

/// <summary>
/// The officers' table over every certificate of their area. Plain SQL, composed of what was asked only: over 200,000 certificates a
/// condition that nobody asked for would cost a join (CONTRIBUTING, Measured).
/// </summary>
public sealed class CertificateDeskQueries(NpgsqlDataSource database, AreaDirectory areas, TimeProvider clock, DatedSettings? settings = null)
{
    public const int PageSize = 50;

    private const int MostWords = 8, LongestText = 200;

    public async Task<Result<DeskPage>> PageAsync(Actor actor, DeskFilter filter, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var allowed = DeskScope.For(actor, filter.Scope, areas);
        if (allowed.Refusal is { } refusal)
        {
            return refusal;
        }

        var asked = filter with { Scope = allowed.Value };
        var counts = await CountAsync(asked, ct);
        var total = counts.Of(asked.State);
        var last = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, last);
        var rows = new List<DeskRow>(PageSize);
        if (total > 0)
        {
            await foreach (var row in ReadAsync(asked, Portion.Of(page, total), ct))
            {
                rows.Add(row);
            }
        }

        return new DeskPage(rows, counts, total, page, await SoonAsync(ct));
    }

    /// <summary>Hands over all that the filter lets through, in its order, one by one; says how many there were.</summary>
    public async Task<Result<int>> ExportAsync(Actor actor, DeskFilter filter, Func<DeskRow, Task> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(write);
        var allowed = DeskScope.For(actor, filter.Scope, areas);
        if (allowed.Refusal is { } refusal)
        {
            return refusal;
        }

        var written = 0;
        await foreach (var row in ReadAsync(filter with { Scope = allowed.Value }, null, ct))
        {
            await write(row);
            written++;
        }

        return written;
    }

    // Measured without a market, hence without its settings.
    private ValueTask<int> SoonAsync(CancellationToken ct) => settings?.OfAsync(RegistrySettings.DeskSoonDays, ct) ?? ValueTask.FromResult(90);

    private async Task<DeskCounts> CountAsync(DeskFilter filter, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var sql = new DeskSql(filter, command.Parameters, filter.OnDay ?? clock.Today(), await SoonAsync(ct));
        command.CommandText =
            $"""
            select {string.Join(", ", Enum.GetValues<DeskState>().Select(s => $"count(*) filter (where {sql.State(s)})"))}
            from registry.certificates c {(sql.NeedsProduct ? "join registry.products p on p.id = c.product_id" : "")}
            where {sql.Where}
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new((int)reader.GetInt64(0), (int)reader.GetInt64(1), (int)reader.GetInt64(2), (int)reader.GetInt64(3), (int)reader.GetInt64(4));
    }

    // A page is found first, by ids from an index that holds what the states ask, and only its lines are read whole.
    private async IAsyncEnumerable<DeskRow> ReadAsync(DeskFilter filter, Portion? portion, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var sql = new DeskSql(filter, command.Parameters, filter.OnDay ?? clock.Today(), await SoonAsync(ct));
        var found = $"where {sql.Where} and {sql.State(filter.State)}";
        var page = portion is null ? null
            : FormattableString.Invariant($"select c.id from registry.certificates c {sql.JoinsToSort} {found} order by {DeskSql.Order(filter, portion.FromEnd)} limit {portion.Rows} offset {portion.Passed}");
        command.CommandText =
            $"""
            {(page is null ? "" : $"with page as materialized ({page})")}
            select c.id, c.number, c.issuer, p.ocop_code, p.name, p.set, c.stars, r.name, r.slug, p.commune_code, p.province_code, c.decision_number,
                   c.issued_on, upper(c.effective) - 1, c.valid_from, c.valid_through, c.extended_to, c.revoked_from, c.superseded_from
            from {(page is null ? "" : "page join ")}registry.certificates c {(page is null ? "" : "on c.id = page.id ")}join registry.products p on p.id = c.product_id join registry.producers r on r.id = p.producer_id
            {(page is null ? found : "")}
            order by {DeskSql.Order(filter)}
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new(
                CertificateId.From(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), Text(3), reader.GetString(4), reader.GetInt32(5), reader.GetInt32(6),
                reader.GetString(7), reader.GetString(8), reader.GetString(9), reader.GetString(10), Text(11), reader.GetFieldValue<DateOnly>(12), Day(13),
                new CertificateDates(reader.GetFieldValue<DateOnly>(14), reader.GetFieldValue<DateOnly>(15), Day(16), Day(17), Day(18)));
        }

        string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
        DateOnly? Day(int at) => reader.IsDBNull(at) ? null : reader.GetFieldValue<DateOnly>(at);
    }

    /// <summary>Which lines a page shows, counted from the nearer end: the last page costs what the first does.</summary>
    /// <param name="Passed">How many lines lie before it, seen from that end.</param>
    private sealed record Portion(int Rows, int Passed, bool FromEnd)
    {
        public static Portion Of(int page, int total)
        {
            var before = (page - 1) * PageSize;
            var rows = Math.Min(PageSize, total - before);
            var after = total - before - rows;
            return after < before ? new(rows, after, FromEnd: true) : new(rows, before, FromEnd: false);
        }
    }

    /// <summary>The conditions of one filter, and their values.</summary>
    private sealed class DeskSql
    {
        private readonly NpgsqlParameterCollection _values;
        private readonly DeskFilter _filter;
        private readonly string _today, _soon;
        private readonly string? _from, _through;

        public DeskSql(DeskFilter filter, NpgsqlParameterCollection values, DateOnly today, int soonDays)
        {
            (_filter, _values) = (filter, values);
            (_today, _soon) = (Value(today), Value(today.AddDays(soonDays)));
            (_from, _through) = (filter.Scope.From is { } from ? Value(from) : null, filter.Scope.Through is { } through ? Value(through) : null);
            Where = string.Join(" and ", Conditions().Prepend("true"));
        }

        public bool NeedsProduct { get; private set; }

        /// <summary>The tables that filter and order ask, beside certificates.</summary>
        public string JoinsToSort => _filter.Sort switch
        {
            DeskSort.Producer => "join registry.products p on p.id = c.product_id join registry.producers r on r.id = p.producer_id",
            DeskSort.Product => "join registry.products p on p.id = c.product_id",
            DeskSort.IssuedOn or DeskSort.LastDay or DeskSort.Number or DeskSort.Stars => NeedsProduct ? "join registry.products p on p.id = c.product_id" : "",
        };

        /// <summary>Without the state.</summary>
        public string Where { get; }

        /// <summary>The same order of questions as <see cref="CertificateDates.StateOn"/>, with the period on the day that the state is about.</summary>
        public string State(DeskState state) => state switch
        {
            DeskState.InForce => $"{CertificateSql.InForce(_today)}{Period("c.issued_on")}",
            DeskState.EndingSoon => $"{CertificateSql.InForce(_today)} and {CertificateSql.LastDay} <= {_soon}{Period(CertificateSql.LastDay)}",
            DeskState.Expired => $"{CertificateSql.Expired(_today)}{Period(CertificateSql.Term)}",
            DeskState.Revoked => $"{CertificateSql.Revoked(_today)}{Period("c.revoked_from")}",
            DeskState.All => $"true{Period("c.issued_on")}",
        };

        public static string Order(DeskFilter filter, bool fromEnd = false)
        {
            var column = filter.Sort switch
            {
                DeskSort.IssuedOn => "c.issued_on",
                DeskSort.LastDay => "upper(c.effective)",
                DeskSort.Number => "c.number_key",
                DeskSort.Product => "p.name_folded",
                DeskSort.Producer => "r.name_folded",
                DeskSort.Stars => "c.stars",
            };
            return filter.Descending != fromEnd ? $"{column} desc, c.id desc" : $"{column}, c.id";
        }

        private List<string> Conditions()
        {
            var conditions = new List<string>();
            if (_filter.Scope.CommuneCode is { } commune)
            {
                conditions.Add($"p.commune_code = {Value(commune)}");
            }
            else if (_filter.Scope.ProvinceCode is { } province)
            {
                conditions.Add($"p.province_code = {Value(province)}");
            }

            if (_filter.Group is { } group)
            {
                conditions.Add($"p.set = any({Value(ProductSets.All.Where(s => s.Group == group).Select(s => s.Number).ToArray())})");
            }

            if (_filter.Set is { } set)
            {
                conditions.Add($"p.set = {Value(set)}");
            }

            if (_filter.Form is { } form)
            {
                conditions.Add($"p.producer_id in (select h.id from registry.producers h where h.type = {Value(form.ToString())})");
            }

            if (_filter.Turn is { } turn)
            {
                conditions.Add(CertificateSql.Turned(turn));
            }

            if (_filter.Stars is { } stars)
            {
                conditions.Add($"c.stars = {Value(stars)}");
            }

            if (Words() is { } words)
            {
                conditions.Add(words);
            }

            NeedsProduct = conditions.Exists(c => c.StartsWith("p.", StringComparison.Ordinal));
            return conditions;
        }

        // A number or a name: each half by its own trigram index, since asked as one condition with "or" neither would be used.
        private string? Words()
        {
            var text = VietnameseText.Clean(_filter.Text);
            text = text.Length <= LongestText ? text : text[..LongestText];
            var words = VietnameseText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToList();
            if (words.Count == 0)
            {
                return null;
            }

            var key = Certificate.Key(text);
            return key.Any(char.IsAsciiDigit)
                ? $"c.id in (select n.id from registry.certificates n where n.number_key like {Value($"%{key}%")} union select n.id from registry.certificates n join registry.products q on q.id = n.product_id where {Named("q")})"
                : Named("p");

            string Named(string product) => string.Join(" and ", words.Select(w => $"{product}.words like {Value($"% {w}%")}"));
        }

        private string Period(string ofState)
        {
            var day = _filter.Turn is { } turn ? CertificateSql.DayOf(turn) : ofState;
            return (_from is null ? "" : $" and {day} >= {_from}") + (_through is null ? "" : $" and {day} <= {_through}");
        }

        private string Value(object value)
        {
            var parameter = value switch
            {
                DateOnly => new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Date },
                _ => new NpgsqlParameter { Value = value },
            };
            _values.Add(parameter);
            return FormattableString.Invariant($"${_values.Count}");
        }
    }
}
