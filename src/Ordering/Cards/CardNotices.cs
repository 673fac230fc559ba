using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Cards;

/// <summary>What became of a notice of the card provider; stored by name.</summary>
public enum CardOutcome
{
    Paid,

    /// <summary>The payment was known already.</summary>
    Known,

    /// <summary>A second payment of one purchase; it goes back.</summary>
    Twice,

    /// <summary>The provider's page ran out unpaid.</summary>
    Closed,
    OtherAmount,
    OtherCurrency,
    UnknownPurchase,

    /// <summary>Of test keys while the market has real ones, or the other way round.</summary>
    OtherMode,
    Disputed,
    Refunded,

    /// <summary>Somebody gave money back at the provider, past the market.</summary>
    UnknownRefund,
    Account,

    /// <summary>It is about something the market has yet to hear of; it is looked at again then.</summary>
    Early,
    Ignored,
    Unreadable,

    /// <summary>A person has looked at it.</summary>
    Seen,
}

/// <summary>An event of the provider: which object, and how it was when it was sent.</summary>
internal sealed record StripeEvent(string Id, string Type, bool Livemode, StripeEventData? Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static StripeEvent? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<StripeEvent>(body, Json) is { Id.Length: > 0 and <= 200, Type.Length: > 0 } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null where it is no such object.</summary>
    public T? Object<T>() where T : class
    {
        try
        {
            return Data?.Object.Deserialize<T>(Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What we had written on the object.</summary>
    public string? Metadata(string name)
        => Data?.Object is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty("metadata", out var all) && all.ValueKind is JsonValueKind.Object && all.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

internal sealed record StripeEventData(JsonElement Object);

/// <summary>A notice of the provider is in the database.</summary>
internal sealed record CardNoticeReceived(Guid Notice);

/// <summary>Takes a notice of the card provider in: signed and fresh, kept as it came before anything is done, handled at once or by the outbox.</summary>
public sealed class ReceiveCardNotice
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StripeSettings _settings;
    private readonly HandleCardNotice _handle;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReceiveCardNotice> _log;

    internal ReceiveCardNotice(IDbContextFactory<MarketDbContext> contexts, StripeSettings settings, HandleCardNotice handle, EventOutbox outbox, TimeProvider clock, ILogger<ReceiveCardNotice> log)
        => (_contexts, _settings, _handle, _outbox, _clock, _log) = (contexts, settings, handle, outbox, clock, log);

    public async Task<NoticeReception> RunAsync(string? signature, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (!_settings.HasKeys || !StripeSignature.Fits(signature, _settings.WebhookSecrets, body.Span, now))
        {
            await CountRefusalAsync(ct);
            return NoticeReception.Refused;
        }

        if (Text(body) is not { } text || StripeEvent.Read(text) is not { } read)
        {
            return NoticeReception.Unreadable;
        }

        var id = Guid.CreateVersion7();
        var stored = await _contexts.InTransactionAsync<bool>(async db =>
        {
            var rows = await db.Database.ExecuteSqlAsync(
                $"""
                insert into ordering.payment_notices (id, source, external_id, account, body, received_at, needs_human)
                values ({id}, {nameof(NoticeSource.Stripe)}, {read.Id}, '', {text}, {now}, false)
                on conflict do nothing
                """, ct);
            if (rows == 1)
            {
                _outbox.Add(db, new CardNoticeReceived(id));
            }

            return rows == 1;
        }, ct);
        if (!stored.Value)
        {
            return NoticeReception.Repeated;
        }

        try
        {
            await _handle.RunAsync(id, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // it is kept: the outbox handles it later
        {
            _log.LogWarning(e, "Card notice {Notice} waits for the outbox", id);
        }

        return NoticeReception.Stored;
    }

    private static string? Text(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Strict.GetString(body.Span) is var text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private async Task CountRefusalAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ordering.notice_refusals (day, source, count) values ({_clock.Today()}, {nameof(NoticeSource.Stripe)}, 1)
            on conflict (day, source) do update set count = ordering.notice_refusals.count + 1
            """, ct);
    }
}

/// <summary>Does once what a stored notice asks for. Safe to repeat, to start twice at once, and in whatever order notices come.</summary>
internal sealed class HandleCardNotice(
    IDbContextFactory<MarketDbContext> contexts, SettleCharge settle, CardPlan plan, CardAccounts accounts, StripeSettings settings, EventOutbox outbox, TimeProvider clock) : IOutboxHandler<CardNoticeReceived>
{
    private static readonly CardOutcome[] ForPeople =
        [CardOutcome.OtherAmount, CardOutcome.OtherCurrency, CardOutcome.UnknownPurchase, CardOutcome.OtherMode, CardOutcome.UnknownRefund, CardOutcome.Early, CardOutcome.Unreadable];

    public Task HandleAsync(CardNoticeReceived happened, long delivery, CancellationToken ct) => RunAsync(happened.Notice, ct);

    public async Task<Result> RunAsync(Guid id, CancellationToken ct)
    {
        PaymentNotice? waiting;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            waiting = await db.PaymentNotices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.Source == NoticeSource.Stripe && n.HandledAt == null, ct);
        }

        if (waiting is null)
        {
            return Result.Success;
        }

        var read = StripeEvent.Read(waiting.Body)!;
        var (outcome, about) = read.Livemode != settings.IsLive ? (CardOutcome.OtherMode, null) : await DoAsync(read, ct);
        return await contexts.InTransactionAsync(async db =>
        {
            if (await db.LockNoticeAsync(id, ct) is { HandledAt: null } notice)
            {
                (notice.Outcome, notice.Text, notice.NeedsHuman, notice.HandledAt) = (outcome.ToString(), about, ForPeople.Contains(outcome), clock.GetUtcNow());
                if (outcome is CardOutcome.Early && about is not null && await EarlyNotices.IsThereAsync(db, about, ct))
                {
                    await EarlyNotices.BringBackAsync(db, outbox, about, ct, notice); // it came meanwhile
                }
            }

            return Result.Success;
        }, ct);
    }

    // Each of these commits by itself and may be repeated.
    private async Task<(CardOutcome Outcome, string? About)> DoAsync(StripeEvent read, CancellationToken ct)
    {
        switch (read.Type)
        {
            case "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.expired":
                return read.Object<StripeSession>() is { Id: not null } session ? (await settle.RunAsync(session, ct), session.Id) : (CardOutcome.Unreadable, null);
            case "charge.dispute.created" or "charge.dispute.updated" or "charge.dispute.closed" or "charge.dispute.funds_withdrawn" or "charge.dispute.funds_reinstated":
                return read.Object<StripeDispute>() is { Id: not null, Status: not null, PaymentIntent: not null } dispute ? (await DisputeAsync(dispute, ct), dispute.PaymentIntent) : (CardOutcome.Unreadable, null);
            case "charge.refund.updated" or "refund.updated" or "refund.failed" or "refund.created":
                return read.Object<StripeRefund>() is { Id: not null } refund ? await RefundAsync(refund, read.Metadata("move"), ct) : (CardOutcome.Unreadable, null);
            case "account.updated":
                return read.Object<StripeAccount>() is { Id: not null } account ? (await accounts.HearAsync(account.Id, ct) ? CardOutcome.Account : CardOutcome.Ignored, account.Id) : (CardOutcome.Unreadable, null);
            default:
                return (CardOutcome.Ignored, null);
        }
    }

    private async Task<CardOutcome> DisputeAsync(StripeDispute said, CancellationToken ct)
    {
        var outcome = CardOutcome.Early;
        await contexts.InTransactionAsync(async db =>
        {
            if (await db.CardCharges.AsNoTracking().SingleOrDefaultAsync(c => c.PaymentIntentId == said.PaymentIntent, ct) is not { } charge)
            {
                return Result.Success;
            }

            if (said.Currency != StripeClient.Currency || said.Amount <= 0 || said.Amount > charge.Amount.Dong)
            {
                outcome = said.Currency != StripeClient.Currency ? CardOutcome.OtherCurrency : CardOutcome.OtherAmount;
                return Result.Success;
            }

            await db.LockAsync($"card:{charge.PurchaseId}", ct);
            var now = clock.GetUtcNow();
            var dispute = await db.CardDisputes.SingleOrDefaultAsync(d => d.Id == said.Id, ct);
            if (dispute is null)
            {
                db.CardDisputes.Add(dispute = new CardDispute { Id = said.Id, ChargeId = charge.Id, PurchaseId = charge.PurchaseId, Amount = new(said.Amount), Reason = said.Reason ?? "", OpenedAt = now });
            }

            dispute.AnswerBy = said.EvidenceDetails?.DueBy is { } due ? DateTimeOffset.FromUnixTimeSeconds(due) : dispute.AnswerBy;
            if (dispute.Hear(CardDispute.StateOf(said.Status), now))
            {
                db.Audit(clock, Actor.System("card-notice"), "ordering.card_dispute", $"purchase:{charge.PurchaseId}", after: new { dispute.Id, State = dispute.State.ToString(), Amount = dispute.Amount.Dong });
                outbox.Add(db, new CardMoneyMoved(charge.PurchaseId));
                await db.SaveChangesAsync(ct); // the plan asks for what is lost
                await plan.PlanAsync(db, charge.PurchaseId, ct);
            }

            outcome = CardOutcome.Disputed;
            return Result.Success;
        }, ct);
        return outcome;
    }

    private async Task<(CardOutcome Outcome, string? About)> RefundAsync(StripeRefund said, string? move, CancellationToken ct)
    {
        var answer = (CardOutcome.UnknownRefund, (string?)said.Id);
        await contexts.InTransactionAsync(async db =>
        {
            var known = Guid.TryParse(move, out var id) ? await db.CardMoves.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) : await db.CardMoves.AsNoTracking().SingleOrDefaultAsync(m => m.Reference == said.Id, ct);
            if (known is not { Kind: CardMoveKind.Refund })
            {
                return Result.Success;
            }

            if (known.State is not CardMoveState.Done)
            {
                answer = (CardOutcome.Early, known.Id.ToString()); // our own request has its answer in a moment
                return Result.Success;
            }

            answer = (CardOutcome.Refunded, said.Id);
            if (known.RefundId is { } refundId)
            {
                await db.HearRefundAsync(outbox, clock, refundId, said.Status, null, ct);
                outbox.Add(db, new CardMoneyMoved(known.PurchaseId));
            }

            return Result.Success;
        }, ct);
        return answer;
    }
}

/// <summary>Notices that came before what they are about.</summary>
internal static class EarlyNotices
{
    public static async Task<bool> IsThereAsync(MarketDbContext db, string about, CancellationToken ct)
        => await db.CardCharges.AnyAsync(c => c.PaymentIntentId == about, ct) || (Guid.TryParse(about, out var move) && await db.CardMoves.AnyAsync(m => m.Id == move && m.State == CardMoveState.Done, ct));

    /// <summary>Those about this are handled again by the outbox.</summary>
    public static async Task BringBackAsync(MarketDbContext db, EventOutbox outbox, string about, CancellationToken ct, PaymentNotice? also = null)
    {
        var early = await db.PaymentNotices.Where(n => n.Source == NoticeSource.Stripe && n.Outcome == nameof(CardOutcome.Early) && n.Text == about).ToListAsync(ct);
        foreach (var notice in early.Concat(also is null ? [] : [also]).Distinct())
        {
            (notice.Outcome, notice.HandledAt, notice.NeedsHuman) = (null, null, false);
            outbox.Add(db, new CardNoticeReceived(notice.Id));
        }
    }
}
