using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Books;

/// <summary>A month of a producer in figures.</summary>
/// <param name="Sold">Goods, shipping and wrapping of parcels sold, less what was given back.</param>
/// <param name="Net">What is left after discounts that it bears and fees.</param>
public sealed record MonthFigures(DateOnly Month, Money Sold, Money Net);

/// <summary>An issued statement in the list.</summary>
public sealed record StatementLine(Guid Id, string Number, DateOnly From, DateOnly Through, Money Opening, Money Closing, DateTimeOffset IssuedAt);

/// <summary>A producer's money at a glance.</summary>
/// <param name="Months">Twelve, the running one last.</param>
/// <param name="Running">The running month as its statement would be now.</param>
public sealed record Revenue(IReadOnlyList<MonthFigures> Months, StatementContent Running, IReadOnlyList<StatementLine> Statements);

/// <summary>Reads the books for the producer's own people with the right to its money; anyone else finds none.</summary>
public sealed class StatementQueries
{
    private const int MonthsShown = 12, MostStatements = 120;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StatementBook _statements;
    private readonly TimeProvider _clock;

    internal StatementQueries(IDbContextFactory<MarketDbContext> contexts, StatementBook statements, TimeProvider clock) => (_contexts, _statements, _clock) = (contexts, statements, clock);

    public async Task<Revenue?> RevenueAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.WorksFor(producer, ProducerRights.Money))
        {
            return null;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        var running = RunningMonth();
        var first = running.AddMonths(1 - MonthsShown);
        var sums = await db.Database.SqlQuery<MonthSum>($"""
            select date_trunc('month', e.day)::date as "Month", -sum(p.amount) filter (where p.account in ('Goods', 'Shipping', 'Wrapping'))::bigint as "Sold", -sum(p.amount)::bigint as "Net"
            from ordering.ledger_entries e join ordering.ledger_postings p on p.entry_id = e.id
            where e.producer_id = {producer.Value} and e.day >= {first} and p.account in ('Goods', 'Shipping', 'Wrapping', 'Discount', 'Fee', 'DisputeLoss')
            group by 1
            """).ToDictionaryAsync(m => m.Month, ct);
        var months = Enumerable.Range(0, MonthsShown).Select(i => first.AddMonths(i)).Select(m => sums.TryGetValue(m, out var s) ? new MonthFigures(m, new(s.Sold ?? 0), new(s.Net)) : new(m, Money.Zero, Money.Zero));
        var issued = await db.Statements.AsNoTracking().Where(s => s.ProducerId == producer).OrderByDescending(s => s.From).Take(MostStatements)
            .Select(s => new StatementLine(s.Id, s.Number, s.From, s.Through, s.Opening, s.Closing, s.IssuedAt)).ToListAsync(ct);
        return new([.. months], await _statements.WriteAsync(db, producer, running, "", ct), issued);
    }

    /// <summary>A statement as it was issued; null for who may not see it and where there is none.</summary>
    public async Task<StatementContent?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Statements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } statement && actor.WorksFor(statement.ProducerId, ProducerRights.Money) ? statement.Content : null;
    }

    /// <summary>The running month as it stands.</summary>
    public async Task<StatementContent?> PreviewAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.WorksFor(producer, ProducerRights.Money))
        {
            return null;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await _statements.WriteAsync(db, producer, RunningMonth(), "", ct);
    }

    private DateOnly RunningMonth()
    {
        var today = _clock.Today();
        return new(today.Year, today.Month, 1);
    }

    private sealed record MonthSum(DateOnly Month, long? Sold, long Net);
}
