using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Cards;

/// <summary>Every morning: holds yesterday's movements in the provider's balance against what is recorded here, and lists what differs. Run again, it finds the same.</summary>
internal sealed class ReconcileCards(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, TimeProvider clock) : IMarketJob
{
    public const string Name = "card-reconciliation";

    /// <summary>Of the provider's, for which nothing is recorded here: paying out to the market's bank, and its own price.</summary>
    private static readonly string[] Theirs = ["payout", "payout_cancel", "payout_failure", "stripe_fee", "tax_fee", "adjustment_fee", "reserve_transaction", "reserved_funds", "topup"];

    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public async Task<string> RunAsync(CancellationToken ct) => settings.HasKeys ? await RunAsync(clock.Today().AddDays(-1), ct) : "no keys";

    public async Task<string> RunAsync(DateOnly day, CancellationToken ct)
    {
        var (from, before) = (VietnamTime.StartOf(day), VietnamTime.StartOf(day.AddDays(1)));
        if (await ReadAsync(from, before, ct) is not { } lines)
        {
            throw new InvalidOperationException("The provider did not give its balance."); // seen on the page of jobs
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await CompareAsync(db, day, from, before, lines, ct);
        var fresh = 0;
        foreach (var d in found)
        {
            fresh += await db.Database.ExecuteSqlAsync(
                $"""
                insert into ordering.card_differences (id, day, kind, reference, type, theirs, ours, found_at) values ({d.Id}, {d.Day}, {d.Kind.ToString()}, {d.Reference}, {d.Type}, {d.Theirs}, {d.Ours}, {d.FoundAt})
                on conflict do nothing
                """, ct);
        }

        return FormattableString.Invariant($"{day:yyyy-MM-dd}: {lines.Count} movements, {found.Count} differences, {fresh} of them new");
    }

    private async Task<List<StripeBalanceTransaction>?> ReadAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken ct)
    {
        var lines = new List<StripeBalanceTransaction>();
        for (string? after = null; ;)
        {
            if ((await stripe.BalanceAsync(from, before, after, ct)).Value is not { } page)
            {
                return null;
            }

            lines.AddRange(page.Data);
            if (!page.HasMore || page.Data.Count == 0)
            {
                return lines;
            }

            after = page.Data[^1].Id;
        }
    }

    private async Task<List<CardDifference>> CompareAsync(MarketDbContext db, DateOnly day, DateTimeOffset from, DateTimeOffset before, List<StripeBalanceTransaction> lines, CancellationToken ct)
    {
        var relevant = lines.FindAll(l => !Theirs.Contains(l.Type));
        var names = relevant.Select(l => l.Source ?? "").ToHashSet();
        var charges = await db.CardCharges.AsNoTracking().Where(c => c.ChargeId != null && names.Contains(c.ChargeId)).ToDictionaryAsync(c => c.ChargeId!, c => c.Amount.Dong, ct);
        var moves = await db.CardMoves.AsNoTracking().Where(m => m.Reference != null && names.Contains(m.Reference)).ToDictionaryAsync(m => m.Reference!, m => m.Kind is CardMoveKind.Reversal ? m.Net.Dong : -m.Net.Dong, ct);
        var disputes = await db.CardDisputes.AsNoTracking().Where(d => names.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Amount.Dong, ct);
        var differences = new List<CardDifference>();
        foreach (var line in relevant)
        {
            long? ours = charges.TryGetValue(line.Source ?? "", out var charged) ? charged : moves.TryGetValue(line.Source ?? "", out var moved) ? moved
                : disputes.TryGetValue(line.Source ?? "", out var held) ? (line.Amount < 0 ? -held : held) : null;
            CardDifferenceKind? kind = line.Currency != StripeClient.Currency ? CardDifferenceKind.OtherCurrency : ours is null ? CardDifferenceKind.UnknownHere : ours != line.Amount ? CardDifferenceKind.OtherAmount : null;
            if (kind is { } differs)
            {
                differences.Add(Difference(differs, line.Source ?? line.Id, line.Type, line.Amount, ours));
            }
        }

        // What was done within the hour around midnight may stand under the other day over there.
        var (first, last) = (from + Slack, before - Slack);
        var done = await db.CardMoves.AsNoTracking().Where(m => m.State == CardMoveState.Done && m.DoneAt >= first && m.DoneAt < last).ToListAsync(ct);
        differences.AddRange(done.Where(m => m.Net > Money.Zero && !names.Contains(m.Reference!))
            .Select(m => Difference(CardDifferenceKind.UnknownThere, m.Reference!, "", null, m.Kind is CardMoveKind.Reversal ? m.Net.Dong : -m.Net.Dong)));
        var paid = await db.CardCharges.AsNoTracking().Where(c => c.State == ChargeState.Paid && c.PaidAt >= first && c.PaidAt < last && c.ChargeId != null).ToListAsync(ct);
        differences.AddRange(paid.Where(c => !names.Contains(c.ChargeId!)).Select(c => Difference(CardDifferenceKind.UnknownThere, c.ChargeId!, "", null, c.Amount.Dong)));
        return differences;

        CardDifference Difference(CardDifferenceKind kind, string reference, string type, long? theirs, long? ours)
            => new() { Day = day, Kind = kind, Reference = reference, Type = type, Theirs = theirs, Ours = ours, FoundAt = clock.GetUtcNow() };
    }
}

/// <summary>A difference between the provider's balance and our records, open or closed.</summary>
public sealed record CardDifferenceRow(Guid Id, DateOnly Day, CardDifferenceKind Kind, string Reference, string Type, long? Theirs, long? Ours, DateTimeOffset FoundAt, DateTimeOffset? ClosedAt, string? Note);

/// <param name="Purchase">Its number.</param>
public sealed record CardMoveRow(Guid Id, CardMoveKind Kind, CardMoveState State, string Purchase, Money Net, int Attempt, string? Problem, DateTimeOffset CreatedAt, DateTimeOffset DueAt);

public sealed record CardNoticeRow(Guid Id, string ExternalId, CardOutcome Outcome, string? About, DateTimeOffset ReceivedAt);

public sealed record CardDisputeRow(string Id, CardDisputeState State, string Purchase, Money Amount, string Reason, DateTimeOffset? AnswerBy, DateTimeOffset? AnsweredAt, DateTimeOffset OpenedAt);

/// <param name="On">Buyers can choose cards today.</param>
/// <param name="HasKeys">The provider's keys are configured.</param>
/// <param name="Stuck">Moves that are late or unclear.</param>
public sealed record CardDesk(
    bool On, bool HasKeys, IReadOnlyList<CardDifferenceRow> Differences, IReadOnlyList<CardDifferenceRow> Closed, IReadOnlyList<CardMoveRow> Stuck, IReadOnlyList<CardNoticeRow> Notices, IReadOnlyList<CardDisputeRow> Disputes);

/// <summary>Reads what an administrator has to look at about cards; no buyer's name.</summary>
public sealed class CardDeskQueries
{
    private const int Page = 100;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CardOffer _offer;
    private readonly StripeSettings _settings;

    internal CardDeskQueries(IDbContextFactory<MarketDbContext> contexts, CardOffer offer, StripeSettings settings) => (_contexts, _offer, _settings) = (contexts, offer, settings);

    /// <returns>Null for anyone else.</returns>
    public async Task<CardDesk?> DeskAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return null;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        var differences = db.CardDifferences.AsNoTracking();
        var open = await differences.Where(d => d.ClosedAt == null).OrderBy(d => d.Day).ThenBy(d => d.Id).Take(Page).ToListAsync(ct);
        var closed = await differences.Where(d => d.ClosedAt != null).OrderByDescending(d => d.ClosedAt).Take(20).ToListAsync(ct);
        var moves = await (from move in db.CardMoves.AsNoTracking()
                           join purchase in db.Purchases on move.PurchaseId equals purchase.Id
                           where move.State == CardMoveState.Unclear || (move.State == CardMoveState.Waiting && move.Problem != null)
                           orderby move.CreatedAt, move.Id
                           select new { move, purchase.Number }).Take(Page).ToListAsync(ct);
        var notices = await db.PaymentNotices.AsNoTracking().Where(n => n.Source == NoticeSource.Stripe && n.NeedsHuman).OrderBy(n => n.ReceivedAt).Take(Page).ToListAsync(ct);
        var disputes = await (from dispute in db.CardDisputes.AsNoTracking()
                              join purchase in db.Purchases on dispute.PurchaseId equals purchase.Id
                              orderby dispute.DecidedAt != null, dispute.OpenedAt descending
                              select new { dispute, purchase.Number }).Take(Page).ToListAsync(ct);
        return new(
            await _offer.MostAsync(ct) > Money.Zero, _settings.HasKeys, [.. open.Select(Row)], [.. closed.Select(Row)],
            [.. moves.Select(m => new CardMoveRow(m.move.Id, m.move.Kind, m.move.State, m.Number, m.move.Net, m.move.Attempt, m.move.Problem, m.move.CreatedAt, m.move.DueAt))],
            [.. notices.Select(n => new CardNoticeRow(n.Id, n.ExternalId, Enum.Parse<CardOutcome>(n.Outcome!), n.Text, n.ReceivedAt))],
            [.. disputes.Select(d => new CardDisputeRow(d.dispute.Id, d.dispute.State, d.Number, d.dispute.Amount, d.dispute.Reason, d.dispute.AnswerBy, d.dispute.AnsweredAt, d.dispute.OpenedAt))]);
    }

    private static CardDifferenceRow Row(CardDifference d) => new(d.Id, d.Day, d.Kind, d.Reference, d.Type, d.Theirs, d.Ours, d.FoundAt, d.ClosedAt, d.Note);
}

/// <summary>An administrator has looked at a difference, a notice or an unclear move, and writes down what it was.</summary>
public sealed class CloseCardMatter(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private const int ShortestNote = 3;

    /// <param name="Matter">The id of one of them.</param>
    public sealed record Command(Actor Actor, Guid Matter, string? Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (command.Actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
            {
                return OrderingRefusals.OnlyAdministrators();
            }

            var note = VietnameseText.Clean(command.Note);
            if (note.Length is < ShortestNote or > Payment.LongestReference)
            {
                return OrderingRefusals.ReferenceWrong(Payment.LongestReference);
            }

            if (await db.CardDifferences.SingleOrDefaultAsync(d => d.Id == command.Matter && d.ClosedAt == null, ct) is { } difference)
            {
                (difference.ClosedAt, difference.Note) = (clock.GetUtcNow(), note);
            }
            else if (await db.LockNoticeAsync(command.Matter, ct) is { Source: NoticeSource.Stripe, NeedsHuman: true } notice)
            {
                (notice.NeedsHuman, notice.Note, notice.Outcome) = (false, note, nameof(CardOutcome.Seen));
            }
            else
            {
                return PaymentRefusals.NoticeUnknown();
            }

            db.Audit(clock, command.Actor, "ordering.card_matter_closed", $"card:{command.Matter}", note);
            return Result.Success;
        }, ct);
    }
}

/// <summary>An unclear move was looked up at the provider: it is done under this name there, or it is sent anew.</summary>
public sealed class ClearCardMove
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal ClearCardMove(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock) => (_contexts, _outbox, _clock) = (contexts, outbox, clock);

    /// <param name="Reference">The provider's name for it; null sends it again.</param>
    public sealed record Command(Actor Actor, Guid Move, string? Reference);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(async db =>
        {
            if (command.Actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
            {
                return OrderingRefusals.OnlyAdministrators();
            }

            await db.Database.ExecuteSqlAsync($"select 1 from ordering.card_moves where id = {command.Move} for update", ct);
            if (await db.CardMoves.SingleOrDefaultAsync(m => m.Id == command.Move && m.State != CardMoveState.Done, ct) is not { } move || (command.Reference is not null && move.State is not CardMoveState.Unclear))
            {
                return PaymentRefusals.NoticeUnknown();
            }

            var (now, reference) = (_clock.GetUtcNow(), VietnameseText.Clean(command.Reference));
            if (command.Reference is null)
            {
                (move.State, move.Attempt, move.TriedAt, move.DueAt) = (CardMoveState.Waiting, move.State is CardMoveState.Unclear ? move.Attempt + 1 : move.Attempt, move.State is CardMoveState.Unclear ? null : move.TriedAt, now);
                _outbox.Add(db, new CardMovesDue(move.PurchaseId));
            }
            else if (reference.Length is < 3 or > Payment.LongestReference)
            {
                return OrderingRefusals.ReferenceWrong(Payment.LongestReference);
            }
            else
            {
                (move.State, move.Reference, move.DoneAt, move.Problem) = (CardMoveState.Done, reference, now, null);
                if (move.RefundId is { } id)
                {
                    await db.HearRefundAsync(_outbox, _clock, id, "succeeded", reference, ct);
                }

                _outbox.Add(db, new CardMoneyMoved(move.PurchaseId));
            }

            db.Audit(_clock, command.Actor, "ordering.card_move_cleared", $"card-move:{move.Id}", command.Reference, after: new { State = move.State.ToString() });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Sends what speaks for the producers to the bank that disputes a payment; the provider takes it once.</summary>
public sealed class AnswerCardDispute
{
    public const int LongestText = 5_000;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StripeClient _stripe;
    private readonly StripeSettings _settings;
    private readonly TimeProvider _clock;

    internal AnswerCardDispute(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, TimeProvider clock) => (_contexts, _stripe, _settings, _clock) = (contexts, stripe, settings, clock);

    /// <param name="Dispute">The provider's name for it.</param>
    public sealed record Command(Actor Actor, string Dispute, string? Text);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return OrderingRefusals.OnlyAdministrators();
        }

        var text = command.Text?.Trim() ?? "";
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (!_settings.HasKeys || await db.CardDisputes.SingleOrDefaultAsync(d => d.Id == command.Dispute && d.DecidedAt == null && d.AnsweredAt == null, ct) is not { } dispute)
        {
            return PaymentRefusals.NoticeUnknown();
        }

        if (text.Length is < 20 or > LongestText)
        {
            return CardRefusals.DisputeTextWrong(LongestText);
        }

        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => p.PurchaseId == dispute.PurchaseId).OrderBy(p => p.Number).ToListAsync(ct);
        var goods = string.Join("; ", parcels.SelectMany(p => p.Lines).Select(l => $"{l.ProductName}, {l.Packing}, {l.Quantity}"));
        var tracking = string.Join(", ", parcels.Select(p => p.Tracking).Where(t => t is not null));
        var answer = await _stripe.AnswerDisputeAsync(dispute.Id, goods, text, tracking.Length == 0 ? null : tracking, $"dispute-{dispute.Id}", ct);
        if (answer.Value is null)
        {
            return CardRefusals.CardProviderSilent();
        }

        dispute.AnsweredAt = _clock.GetUtcNow();
        db.Audit(_clock, command.Actor, "ordering.card_dispute_answered", $"purchase:{dispute.PurchaseId}", dispute.Id);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }
}
