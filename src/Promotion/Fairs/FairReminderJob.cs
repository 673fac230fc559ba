using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Reminds of fairs that open soon, once for each opening day; forgets mailboxes that were not confirmed, and those of fairs that are over.</summary>
internal sealed class FairReminderJob(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, DatedSettings settings, TimeProvider clock) : IMarketJob
{
    public const string Name = "fair-reminders";

    private const int Batch = 500, KeptDays = 30;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (today, sent) = (clock.Today(), 0);
        var last = today.AddDays(await settings.OfAsync(PromotionSettings.RemindDays, ct));
        for (var found = Batch; found == Batch; sent += found)
        {
            found = (await contexts.InTransactionAsync<int>(db => RemindAsync(db, today, last, ct), ct)).Value;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (oldest, over) = (clock.GetUtcNow() - AskFairReminder.Waiting, today.AddDays(-KeptDays));
        var ended = db.Fairs.Where(f => f.State != FairState.Postponed && f.Through < over).Select(f => f.Id);
        var forgotten = await db.FairReminders.Where(r => (r.ConfirmedAt == null && r.AskedAt <= oldest) || ended.Contains(r.FairId)).ExecuteDeleteAsync(ct);
        return $"{sent} reminded of fairs, {forgotten} mailboxes forgotten";
    }

    private async Task<Result<int>> RemindAsync(MarketDbContext db, DateOnly today, DateOnly last, CancellationToken ct)
    {
        await db.LockAsync("promotion.fair-reminders", ct);
        var due = await db.FairReminders
            .Join(db.Fairs.Where(f => f.State == FairState.Announced && f.From > today && f.From <= last), r => r.FairId, f => f.Id, (r, f) => new { Reminder = r, f.From })
            .Where(d => d.Reminder.ConfirmedAt != null && d.Reminder.SessionId == null && (d.Reminder.RemindedOf == null || d.Reminder.RemindedOf != d.From)).OrderBy(d => d.Reminder.Id).Take(Batch).ToListAsync(ct);
        foreach (var one in due)
        {
            one.Reminder.RemindedOf = one.From;
            outbox.Add(db, new FairReminderDue(one.Reminder.Id, one.From));
        }

        return due.Count;
    }
}
