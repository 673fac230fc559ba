using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Writes to the applicant what the officer decided, in the language of whoever applied; whom an officer entered reads Vietnamese.</summary>
internal sealed class TellApplicant(IDbContextFactory<MarketDbContext> contexts, IStaff staff, IMailer mailer, IMarketAddress market) : IOutboxHandler<ApplicationDecided>
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Registry.Onboarding.ApplicationLetters", typeof(TellApplicant).Assembly);

    public async Task HandleAsync(ApplicationDecided happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = new ProducerApplicationId(happened.Application);
        if (await db.ProducerApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { Email.Length: > 0, State: ApplicationState.Confirmed or ApplicationState.Returned } application)
        {
            return; // submitted again meanwhile: the next decision has its own letter
        }

        var language = application.Assisted ? "vi" : await staff.LanguageOfAsync(application.EnteredBy, ct);
        var word = application.State is ApplicationState.Returned ? "Returned" : application.Assisted ? "Entered" : "Confirmed";
        await mailer.SendAsync(new Letter(
            $"application-{application.Id}-{delivery}", application.Email, Letters.Say(language, word + "Subject", application.Name),
            Letters.Say(language, word + "Body", application.Name, application.ReturnReason ?? "", market.Absolute(application.State is ApplicationState.Returned ? "/kenh-chu-the/dang-ky" : "/kenh-chu-the"))), ct);
    }
}
