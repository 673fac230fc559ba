using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

internal enum HallNewsKind
{
    StallTakenDown,
    StallPutBack,
    SessionConfirmed,
    SessionReturned,

    /// <summary>The office of the fair called it off.</summary>
    SessionCancelled,
}

/// <summary>Something an exhibitor has to hear of its stall or of a session of its own.</summary>
/// <param name="Reason">As the office gave it then; a later one has a letter of its own.</param>
internal sealed record HallNews(FairApplicationId Application, HallNewsKind Kind, FairSessionId? Session, string? Reason);

/// <summary>Writes to the exhibitor's people for fairs and to the contact of its application.</summary>
internal sealed class TellExhibitor(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, IStaff staff, IMailer mailer, IMarketAddress market) : IOutboxHandler<HallNews>
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Promotion.Hall.HallLetters", typeof(TellExhibitor).Assembly);

    public async Task HandleAsync(HallNews happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == happened.Application, ct) is not { } application
            || !(await producers.FindAsync([application.ProducerId], ct)).TryGetValue(application.ProducerId, out var producer))
        {
            return;
        }

        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct);
        var session = happened.Session is { } id ? await db.FairSessions.AsNoTracking().SingleAsync(s => s.Id == id, ct) : null;
        var page = market.Absolute($"/kenh-chu-the/hoi-cho/{fair.Slug}/{(session is null ? "gian-hang" : "phat-song")}");
        foreach (var ((address, language), i) in (await staff.PeopleOfAsync(application, ct)).Select((p, i) => (p, i)))
        {
            var english = language == "en";
            object[] values =
            [
                producer.Name, english ? fair.NameEn ?? fair.NameVi : fair.NameVi, page, happened.Reason ?? "–",
                session is null ? "–" : english ? session.TitleEn ?? session.TitleVi : session.TitleVi, (session?.StartOf(fair) ?? fair.CreatedAt).InVietnam().DateTime,
            ];
            await mailer.SendAsync(new($"hall-{happened.Kind}-{delivery}-{i}", address, Letters.Say(language, happened.Kind + "Subject", values), Letters.Say(language, happened.Kind + "Body", values)), ct);
        }
    }
}
