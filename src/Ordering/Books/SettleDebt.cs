using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Books;

/// <summary>What is open between a producer and the market, or a payer of vouchers.</summary>
/// <param name="Party">Who promised it, for vouchers; null for fees.</param>
public sealed record Debt(ProducerCard Producer, LedgerAccount Account, string? Party, Money Amount);

/// <summary>
/// Takes note that a producer paid its fees, or that a payer of vouchers paid a producer: those transfers happen between their banks, the market
/// only records them.
/// </summary>
public sealed class SettleDebt
{
    public const int LongestReference = 100;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ProducerBooks _books;
    private readonly TimeProvider _clock;

    internal SettleDebt(IDbContextFactory<MarketDbContext> contexts, ProducerBooks books, TimeProvider clock) => (_contexts, _books, _clock) = (contexts, books, clock);

    /// <param name="Party">Null settles fees.</param>
    /// <param name="Reference">Of the transfer; the same one is recorded once.</param>
    public sealed record Command(Actor Actor, ProducerId Producer, string? Party, Money Amount, string? Reference);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return OrderingRefusals.OnlyAdministrators();
        }

        var (reference, today) = (VietnameseText.Clean(command.Reference), _clock.Today());
        if (reference.Length is 0 or > LongestReference / 2)
        {
            return BookRefusals.ReferenceShape(LongestReference / 2);
        }

        return await _contexts.InTransactionAsync(async db =>
        {
            await ProducerBooks.LockAsync(db, command.Producer, ct);
            var account = command.Party is null ? LedgerAccount.FeeOwed : LedgerAccount.VoucherOwed;
            var open = (await StatementBook.BalancesAsync(db, command.Producer, DateOnly.MaxValue, ct)).Where(b => b.Account == account && b.Party == command.Party).Sum(b => Math.Abs(b.Amount.Dong));
            if (command.Amount <= Money.Zero || command.Amount.Dong > open)
            {
                return BookRefusals.SettledTooMuch(open);
            }

            var written = command.Party is { } party
                ? await _books.VoucherSettledAsync(db, command.Producer, party, reference, command.Amount, today, ct)
                : await _books.FeesSettledAsync(db, command.Producer, reference, command.Amount, today, ct);
            if (!written)
            {
                return BookRefusals.ReferenceTaken(reference);
            }

            db.Audit(_clock, command.Actor, "ordering.debt_settled", $"producer:{command.Producer}", after: new { Account = account, command.Party, Amount = command.Amount.Dong, reference });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Reads what is open, for administrators; anyone else finds none.</summary>
public sealed class DebtQueries(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers)
{
    public const int Most = 200;

    /// <summary>The largest first.</summary>
    public async Task<IReadOnlyList<Debt>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Database.SqlQuery<Row>($"""
            select producer_id as "Producer", account as "Account", party as "Party", abs(sum(amount))::bigint as "Amount" from ordering.ledger_postings
            where account in ('FeeOwed', 'VoucherOwed') group by producer_id, account, party having (account = 'FeeOwed' and sum(amount) < 0) or (account = 'VoucherOwed' and sum(amount) > 0)
            order by 4 desc, producer_id, party limit {Most}
            """).ToListAsync(ct);
        var cards = await producers.FindAsync([.. rows.Select(r => new ProducerId(r.Producer)).Distinct()], ct);
        return [.. rows.Select(r => new Debt(cards[new ProducerId(r.Producer)], Enum.Parse<LedgerAccount>(r.Account), r.Party, new(r.Amount)))];
    }

    private sealed record Row(Guid Producer, string Account, string? Party, long Amount);
}
