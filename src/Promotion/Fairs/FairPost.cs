using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Hall;

namespace OcopMarket.Promotion.Fairs;

/// <summary>It is time to remind a mailbox of the days that begin then.</summary>
internal sealed record FairReminderDue(Guid Reminder, DateOnly From);

/// <summary>Writes to mailboxes that asked to hear of a fair.</summary>
internal sealed class FairPost(ReminderLinks links, IMarketAddress market, AreaDirectory areas, IMailer mailer)
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Promotion.Fairs.FairLetters", typeof(FairPost).Assembly);

    /// <param name="kind">Begins the names of the letter's texts.</param>
    public Task SendAsync(string kind, string key, FairReminder reminder, Fair fair, string? reason, CancellationToken ct)
    {
        var language = reminder.Language;
        var (name, end) = ((language == "en" ? fair.NameEn : null) ?? fair.NameVi, market.Absolute(links.Path(reminder)));
        object[] values = [name, fair.From, fair.Through, Place(fair, language), reason is null ? "" : Letters.Say(language, "Reason", reason), market.Absolute("/hoi-cho/" + fair.Slug), end];
        return mailer.SendAsync(new Letter(key, reminder.Email, Letters.Say(language, kind + "Subject", values), Letters.Say(language, kind + "Body", values)) { EndPage = end }, ct);
    }

    /// <param name="kind">Begins the names of the letter's texts.</param>
    public Task SendAsync(string kind, string key, FairReminder reminder, Fair fair, FairSession session, string? reason, CancellationToken ct)
    {
        var language = reminder.Language;
        var end = market.Absolute(links.Path(reminder));
        var (title, name) = (language == "en" ? session.TitleEn ?? session.TitleVi : session.TitleVi, language == "en" ? fair.NameEn ?? fair.NameVi : fair.NameVi);
        object[] values = [title, session.StartOf(fair).InVietnam().DateTime, name, reason is null ? "" : Letters.Say(language, "Reason", reason), market.Absolute($"/hoi-cho/{fair.Slug}/phat-song/{session.Id}"), end];
        return mailer.SendAsync(new Letter(key, reminder.Email, Letters.Say(language, kind + "Subject", values), Letters.Say(language, kind + "Body", values)) { EndPage = end }, ct);
    }

    private string Place(Fair fair, string language)
    {
        var province = areas.FindProvince(fair.ProvinceCode) is { } p ? language == "en" ? p.NameEn : p.Name : null;
        var parts = new[] { fair.Venue.Name, fair.Venue.Address, areas.FindCommune(fair.CommuneCode)?.FullName, province }.Where(part => part is not null).ToList();
        return parts.Count > 0 ? string.Join(", ", parts) : fair.Website ?? "";
    }
}

/// <summary>Asks the owner of a mailbox whether they want to be reminded.</summary>
internal sealed class AskReminded(IDbContextFactory<MarketDbContext> contexts, FairPost post) : IOutboxHandler<FairReminderAsked>
{
    public async Task HandleAsync(FairReminderAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FairReminders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == happened.Reminder, ct) is { } reminder)
        {
            var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == reminder.FairId, ct);
            var (kind, key) = (reminder.ConfirmedAt is null ? "Confirm" : "Already", $"fair-asked-{reminder.Id}-{delivery}");
            await (reminder.SessionId is { } session
                ? post.SendAsync("Session" + kind, key, reminder, fair, await db.FairSessions.AsNoTracking().SingleAsync(s => s.Id == session, ct), null, ct)
                : post.SendAsync(kind, key, reminder, fair, null, ct));
        }
    }
}

/// <summary>Reminds of a fair whose days still stand.</summary>
internal sealed class RemindOfFair(IDbContextFactory<MarketDbContext> contexts, FairPost post) : IOutboxHandler<FairReminderDue>
{
    public async Task HandleAsync(FairReminderDue happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FairReminders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == happened.Reminder, ct) is { } reminder
            && await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == reminder.FairId, ct) is { State: FairState.Announced } fair && fair.From == happened.From)
        {
            await post.SendAsync("Soon", $"fair-soon-{reminder.Id}-{delivery}", reminder, fair, null, ct);
        }
    }
}

/// <summary>Tells everybody who wanted to hear of a fair that it moved, was postponed, is off or on again.</summary>
internal sealed class TellReminded(IDbContextFactory<MarketDbContext> contexts, FairPost post) : IOutboxHandler<FairChanged>
{
    public async Task HandleAsync(FairChanged happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == happened.Fair, ct);
        if (await db.FairChanges.AnyAsync(c => c.FairId == fair.Id && c.Sequence > happened.Sequence && c.Kind != FairChangeKind.Edited, ct))
        {
            return; // the later change has a letter of its own, and says what holds
        }

        var change = await db.FairChanges.AsNoTracking().SingleAsync(c => c.FairId == fair.Id && c.Sequence == happened.Sequence && c.Kind == happened.Kind, ct);
        foreach (var reminder in await db.FairReminders.AsNoTracking().Where(r => r.FairId == fair.Id && r.ConfirmedAt != null).OrderBy(r => r.Id).ToListAsync(ct))
        {
            var reason = (reminder.Language == "en" ? change.ReasonEn : null) ?? change.ReasonVi;
            await post.SendAsync(happened.Kind.ToString(), $"fair-{happened.Kind}-{reminder.Id}-{delivery}".ToLowerInvariant(), reminder, fair, reason, ct);
        }
    }
}
