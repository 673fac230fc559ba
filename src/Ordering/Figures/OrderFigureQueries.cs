using Npgsql;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Figures;

/// <summary>Counts what producers of an area sold: for its officers, and for administrators over the country.</summary>
public sealed class OrderFigureQueries(NpgsqlDataSource database, IProducerBook producers, AreaDirectory areas, TimeProvider clock)
{
    private const int UsualMonths = 6, MostWeeks = 53;

    // A buyer is a mailbox, else a telephone, an account, at last the purchase itself; unpaid and cancelled parcels were not sold.
    private const string Facts =
        $"""
        with facts as (
          select p.id, p.purchase_id, p.state, p.state not in ('AwaitingPayment', 'Cancelled') as sold, p.is_gift, s.place, (p.placed_at at time zone '{VietnamTime.ZoneName}')::date as day,
            md5(coalesce(lower(u.buyer_email), u.buyer_phone, u.account::text, u.id::text))::uuid as buyer
          from unnest($3, $4) as s(producer, place) join ordering.parcels p on p.producer_id = s.producer join ordering.purchases u on u.id = p.purchase_id
          where p.placed_at >= $1 and p.placed_at < $2)

        """;

    private const string Rates =
        Facts +
        """
        select (count(*) filter (where is_gift))::int, (count(*) filter (where exists (select from ordering.returns r where r.parcel_id = f.id)))::int,
          (count(*) filter (where exists (select from ordering.complaints c where c.parcel_id = f.id)))::int
        from facts f where sold
        """;

    private const string Methods =
        Facts +
        """
        select y.method, count(*)::int, coalesce(sum(y.paid_amount), 0)::bigint, (count(*) filter (where y.refunded_amount > 0))::int, coalesce(sum(y.refunded_amount), 0)::bigint
        from ordering.payments y where y.id in (select p.payment_id from facts f join ordering.parcels p on p.id = f.id) group by 1
        """;

    private static readonly int[] Sets = [.. ProductSets.All.Select(s => s.Number)], Groups = [.. ProductSets.All.Select(s => s.Group)];

    public async Task<Result<OrderFigures>> ReadAsync(Actor actor, DeskScope asked, OrderStep step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        var allowed = OrderScope.For(actor, asked, areas);
        if (allowed.Refusal is { } refusal)
        {
            return refusal;
        }

        var today = clock.Today();
        var through = allowed.Value.Through ?? today;
        var from = allowed.Value.From ?? new DateOnly(through.Year, through.Month, 1).AddMonths(1 - UsualMonths);
        if (from > through)
        {
            from = through; // only the last day was asked for, or only a day to come
        }

        var scope = allowed.Value with { From = from, Through = through };
        step = step is OrderStep.Week && through.DayNumber - from.DayNumber > MostWeeks * 7 ? OrderStep.Month : step;
        await using var connection = await database.OpenConnectionAsync(ct);
        var (start, end) = (VietnamTime.StartOf(from), VietnamTime.StartOf(through.AddDays(1)));
        var places = await PlacesAsync(connection, scope, start, end, ct);
        NpgsqlCommand Command(string sql) => new(sql, connection)
        {
            Parameters = { new() { Value = start }, new() { Value = end }, new() { Value = places.Keys.Select(p => p.Value).ToArray() }, new() { Value = places.Values.ToArray() }, new() { Value = Sets }, new() { Value = Groups } },
        };

        var cells = (await CellsAsync(Command(Cells(step)), ct)).ToLookup(c => c.Cut, c => c.Cell);
        if (cells[Cut.Total].SingleOrDefault() is not { Few: null } total)
        {
            return new OrderFigures(scope, step, null, 0, 0, 0, [], [], [], [], actor.KeepsTheMarket() ? [] : null);
        }

        var (gifts, returns, complaints) = await RatesAsync(Command(Rates), ct);
        return new OrderFigures(
            scope, step, new(null, total.Purchases, total.Parcels, total.Pieces, total.Value), gifts, returns, complaints, scope.CommuneCode is null ? SmallCells.PutTogether(cells[Cut.Place]) : [],
            SmallCells.PutTogether(cells[Cut.Group]), SmallCells.PutTogether(cells[Cut.State]), SmallCells.PutTogether(cells[Cut.Span]), actor.KeepsTheMarket() ? await MethodsAsync(Command(Methods), ct) : null);
    }

    /// <summary>By what a cell is cut, as the statement numbers it: the bits of <c>grouping</c>.</summary>
    private enum Cut
    {
        Total = 0b01111,
        Place = 0b00111,
        Group = 0b01011,
        Span = 0b01101,
        State = 0b11110,
    }

    // One pass over parcels and lines for all cuts: they are what takes the time.
    private static string Cells(OrderStep step)
        => $"""
            {Facts}, goods as (
              select f.*, to_char(date_trunc('{(step is OrderStep.Week ? "week" : "month")}', f.day), 'YYYY-MM-DD') as span, g.grp::text as grp, l.quantity - l.cancelled as pieces, l.price * (l.quantity - l.cancelled) as value
              from facts f join ordering.parcel_lines l on l.parcel_id = f.id join unnest($5, $6) as g(set, grp) on g.set = l.set)
            select grouping(sold, place, grp, span, state), coalesce(place, grp, span, state, ''), count(distinct purchase_id)::int, count(distinct id)::int, sum(pieces)::int, sum(value)::bigint,
              case when count(distinct buyer) < {SmallCells.Least} then array_agg(distinct buyer) end
            from goods group by grouping sets ((sold), (sold, place), (sold, grp), (sold, span), (state)) having sold is not false order by 1, 4 desc, 2
            """;

    /// <summary>Of each producer that sold in the period its province, or below the country its commune.</summary>
    private async Task<IReadOnlyDictionary<ProducerId, string>> PlacesAsync(NpgsqlConnection connection, DeskScope scope, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var sellers = new List<ProducerId>();
        await using (var command = new NpgsqlCommand("select distinct producer_id from ordering.parcels where placed_at >= $1 and placed_at < $2", connection) { Parameters = { new() { Value = start }, new() { Value = end } } })
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                sellers.Add(new(reader.GetGuid(0)));
            }
        }

        return (await producers.FindAsync(sellers, ct)).Values.Where(p => scope.Holds(p.ProvinceCode, p.CommuneCode)).ToDictionary(p => p.Id, p => scope.ProvinceCode is null ? p.ProvinceCode : p.CommuneCode);
    }

    private static async Task<IReadOnlyList<(Cut Cut, CountedCell Cell)>> CellsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var cells = new List<(Cut, CountedCell)>();
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                cells.Add(((Cut)reader.GetInt32(0), new(reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt64(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<Guid[]>(6))));
            }
        }

        return cells;
    }

    private static async Task<(int Gifts, int Returns, int Complaints)> RatesAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            return (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
        }
    }

    private static async Task<IReadOnlyList<MethodFigures>> MethodsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var methods = new List<MethodFigures>();
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                methods.Add(new(Enum.Parse<PaymentMethod>(reader.GetString(0)), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt64(4)));
            }
        }

        return [.. methods.OrderBy(m => m.Method)];
    }
}

internal static class OrderScope
{
    /// <summary>As every page of the officers' desk; an administrator looks at the whole country.</summary>
    public static Result<DeskScope> For(Actor actor, DeskScope asked, AreaDirectory areas)
        => DeskScope.For(actor.KeepsTheMarket() ? Actor.System("order-figures") : actor, asked, areas);
}
