using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Registry.Producers;

internal enum OfficeMeasure
{
    Suspended,
    Lifted,
    AppealRejected,
}

/// <summary>An office did something that a producer must hear of.</summary>
internal sealed record MeasureTaken(ProducerId Producer, OfficeMeasure Measure, DateOnly Day, string Reason);

/// <summary>Writes to the producer and its owners, each in their language.</summary>
internal sealed class TellProducerOfMeasure(IDbContextFactory<MarketDbContext> contexts, IStaff staff, IMailer mailer) : IOutboxHandler<MeasureTaken>
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Registry.Producers.MeasureLetters", typeof(TellProducerOfMeasure).Assembly);

    public async Task HandleAsync(MeasureTaken happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Producers.Where(p => p.Id == happened.Producer).Select(p => new { p.Name, p.Email }).SingleOrDefaultAsync(ct) is not { } producer)
        {
            return;
        }

        var people = (await staff.OfProducerAsync(happened.Producer, ct)).Where(s => s.Rights.HasFlag(ProducerRights.Owner)).Select(s => (s.Email, s.Language)).ToList();
        if (producer.Email is { Length: > 0 } own && !people.Exists(p => p.Email == own))
        {
            people.Add((own, "vi"));
        }

        foreach (var ((address, language), i) in people.Select((p, i) => (p, i)))
        {
            await mailer.SendAsync(new Letter(
                $"measure-{happened.Measure}-{delivery}-{i}", address, Letters.Say(language, $"{happened.Measure}Subject", producer.Name), Letters.Say(language, $"{happened.Measure}Body", producer.Name, happened.Day, happened.Reason)), ct);
        }
    }
}
