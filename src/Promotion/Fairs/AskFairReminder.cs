using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Hall;

namespace OcopMarket.Promotion.Fairs;

/// <summary>A mailbox was named: its owner is asked, or told that they are reminded already.</summary>
internal sealed record FairReminderAsked(Guid Reminder);

/// <summary>Encrypts the secrets of reminders, which every letter has to say again.</summary>
internal sealed class ReminderLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("OcopMarket.Promotion.FairReminders");

    public string Seal(string secret) => _protector.Protect(secret);

    /// <summary>Where it is confirmed and ended.</summary>
    public string Path(FairReminder reminder) => "/hoi-cho/nhac/" + _protector.Unprotect(reminder.TokenSeal);
}

/// <summary>
/// Somebody wants to hear of a fair by mail. Whoever asks learns nothing of the mailbox: the answer is the same whether it is new, waits or is
/// reminded already, and nothing but one question goes out before its owner has confirmed.
/// </summary>
public sealed class AskFairReminder
{
    /// <summary>Letters that one mailbox may get by strangers' asking within a day.</summary>
    internal const int MostADay = 5;

    /// <summary>How long a question may wait for its answer.</summary>
    internal static readonly TimeSpan Waiting = TimeSpan.FromDays(3);

    /// <summary>The same question is put once a day, so that rows count letters.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ReminderLinks _links;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AskFairReminder(IDbContextFactory<MarketDbContext> contexts, ReminderLinks links, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _links, _outbox, _clock) = (contexts, links, outbox, clock);

    /// <param name="language">Of the reader: vi or en.</param>
    /// <param name="session">To be reminded of one live session instead of the fair.</param>
    public Task<Result> RunAsync(string slug, string? written, string language, CancellationToken ct, FairSessionId? session = null)
        => _contexts.InTransactionAsync(async db =>
        {
            if (ContactText.Email(written) is not { } email)
            {
                return PromotionRefusals.ReminderEmailWrong();
            }

            if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Slug == slug && f.State != FairState.Draft, ct) is not { } fair)
            {
                return PromotionRefusals.FairUnknown();
            }

            var now = _clock.GetUtcNow();
            if (session is null ? !FairReminder.IsOf(fair, _clock.Today()) : !await db.IsComingAsync(fair, session.Value, now, ct))
            {
                return PromotionRefusals.ReminderTooLate();
            }

            await db.LockAsync($"promotion.reminders:{email}", ct);
            var asked = await db.FairReminders.Where(r => r.Email == email && r.AskedAt > now.AddDays(-1)).CountAsync(ct);
            var reminder = await db.FairReminders.SingleOrDefaultAsync(r => r.FairId == fair.Id && r.Email == email && r.SessionId == session, ct);
            if (asked >= MostADay || reminder?.AskedAt > now - Pause)
            {
                return Result.Success;
            }

            if (reminder is null)
            {
                var secret = Secrets.New();
                reminder = new() { FairId = fair.Id, SessionId = session, Email = email, Language = language, TokenHash = Secrets.Hash(secret), TokenSeal = _links.Seal(secret), AskedAt = now };
                db.FairReminders.Add(reminder);
            }

            (reminder.AskedAt, reminder.Language) = (now, language);
            _outbox.Add(db, new FairReminderAsked(reminder.Id));
            return Result.Success;
        }, ct);
}

/// <summary>The owner of a mailbox says that they want to be reminded.</summary>
public sealed class ConfirmFairReminder(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="secret">Of the link.</param>
    public Task<Result> RunAsync(string? secret, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.FindReminderAsync(secret, clock, ct) is not { } reminder)
            {
                return PromotionRefusals.ReminderUnknown();
            }

            reminder.ConfirmedAt ??= clock.GetUtcNow();
            return Result.Success;
        }, ct);
}

/// <summary>The owner of a mailbox wants no more letters of a fair; the address is forgotten.</summary>
public sealed class EndFairReminder(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <inheritdoc cref="ConfirmFairReminder.RunAsync"/>
    public Task<Result> RunAsync(string? secret, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.FindReminderAsync(secret, clock, ct) is not { } reminder)
            {
                return PromotionRefusals.ReminderUnknown();
            }

            db.FairReminders.Remove(reminder);
            return Result.Success;
        }, ct);
}

/// <summary>A reminder for whoever has its link.</summary>
/// <param name="Session">The live session it is about; null for the fair as a whole.</param>
public sealed record FairReminderView(string Slug, string NameVi, string? NameEn, DateOnly From, DateOnly Through, FairStage Stage, bool IsConfirmed, RemindedSession? Session);

/// <param name="Start">As things stand.</param>
public sealed record RemindedSession(FairSessionId Id, string TitleVi, string? TitleEn, DateTimeOffset Start);

/// <summary>Reads reminders by their secret.</summary>
public sealed class FairReminderQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Null for what is unknown, has ended or was not confirmed in time.</summary>
    public async Task<FairReminderView?> FindAsync(string? secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FindReminderAsync(secret, clock, ct) is not { } reminder)
        {
            return null;
        }

        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == reminder.FairId, ct);
        var session = reminder.SessionId is { } id ? await db.FairSessions.AsNoTracking().SingleAsync(s => s.Id == id, ct) : null;
        return new(
            fair.Slug, fair.NameVi, fair.NameEn, fair.From, fair.Through, fair.StageOn(clock.Today()), reminder.ConfirmedAt is not null,
            session is null ? null : new(session.Id, session.TitleVi, session.TitleEn, session.StartOf(fair)));
    }
}

internal static class HeldReminder
{
    public static async Task<FairReminder?> FindReminderAsync(this MarketDbContext db, string? secret, TimeProvider clock, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var (hash, oldest) = (Secrets.Hash(secret!), clock.GetUtcNow() - AskFairReminder.Waiting);
        return await db.FairReminders.SingleOrDefaultAsync(r => r.TokenHash == hash && (r.ConfirmedAt != null || r.AskedAt > oldest), ct);
    }
}
