using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Registry.Reminders;

/// <summary>Writes one reminder in its reader's language: what ends when, and what to do by when.</summary>
internal sealed class WriteReminder(IMailer mailer) : IOutboxHandler<ReminderDue>
{
    internal static readonly LetterTexts Letters = new(
        "OcopMarket.Registry.Reminders.ReminderLetters", typeof(WriteReminder).Assembly, vietnameseFigures: false,
        new LetterKind("Reminder", "Subject", "Body"), new LetterKind("ReminderOffice", "Subject", "BodyOffice"), new LetterKind("ReminderToday", "SubjectToday", "Body"));

    public Task HandleAsync(ReminderDue happened, long delivery, CancellationToken ct)
    {
        var todo = happened switch
        {
            { DaysLeft: 0 } => "Today",
            { FileBy: { } by } when happened.LastDay.AddDays(-happened.DaysLeft) <= by => "FileBy",
            { FileBy: not null } => "Late",
            _ => "Renew",
        };
        return mailer.SendAsync(new Letter(
            $"reminder-{happened.Certificate}-{happened.Step}-{delivery}", happened.To, Say(happened.DaysLeft == 0 ? "SubjectToday" : "Subject", happened.Product, happened.DaysLeft),
            Say(happened.Officer ? "BodyOffice" : "Body", happened.Producer, happened.Product, happened.Number, happened.LastDay, happened.DaysLeft, Say(todo, happened.FileBy ?? happened.LastDay))), ct);

        string Say(string name, params object[] values) => Letters.Say(happened.Language, name, values);
    }
}
