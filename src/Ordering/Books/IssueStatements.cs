using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.Books;

/// <summary>Issues each producer's statement of each month that has ended and had anything in it; run twice it issues nothing twice.</summary>
internal sealed class IssueStatements(IDbContextFactory<MarketDbContext> contexts, BooksJob books, StatementBook statements, TimeProvider clock) : IMarketJob
{
    public const string Name = "statements";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        await books.RunAsync(ct); // what belongs to the month is in it
        var (today, issued) = (clock.Today(), 0);
        var running = new DateOnly(today.Year, today.Month, 1);
        List<Due> producers;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            producers = await db.Database.SqlQuery<Due>($"""
                select e.producer_id as "Producer", min(e.day) as "First", (select max(s.through) from ordering.statements s where s.producer_id = e.producer_id) as "Last"
                from ordering.ledger_entries e group by e.producer_id order by e.producer_id
                """).ToListAsync(ct);
        }

        foreach (var due in producers)
        {
            var first = due.Last?.AddDays(1) ?? due.First;
            for (var month = new DateOnly(first.Year, first.Month, 1); month < running; month = month.AddMonths(1))
            {
                issued += await IssueAsync(new ProducerId(due.Producer), month, ct) ? 1 : 0;
            }
        }

        return FormattableString.Invariant($"{issued} statements issued");
    }

    private async Task<bool> IssueAsync(ProducerId producer, DateOnly month, CancellationToken ct)
        => (await contexts.InTransactionAsync<bool>(async db =>
        {
            await ProducerBooks.LockAsync(db, producer, ct);
            if (await db.Statements.AnyAsync(s => s.ProducerId == producer && s.From >= month, ct))
            {
                return false;
            }

            await db.LockAsync($"statement-numbers:{month:yyyyMM}", ct);
            var number = FormattableString.Invariant($"SK-{month:yyyyMM}-{await db.Statements.CountAsync(s => s.From == month, ct) + 1:0000}");
            var content = await statements.WriteAsync(db, producer, month, number, ct);
            if (content.Rows.Count == 0 && content.Opening == Money.Zero && content.Closing == Money.Zero && content.Received == Money.Zero)
            {
                return false;
            }

            db.Statements.Add(new Statement
            {
                Number = number, ProducerId = producer, From = content.From, Through = content.Through, Opening = content.Opening, Closing = content.Closing, Content = content, IssuedAt = clock.GetUtcNow(),
            });
            return true;
        }, ct)).Value;

    private sealed record Due(Guid Producer, DateOnly First, DateOnly? Last);
}
