using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Writes to the applicant what the officer decided, in the language of whoever applied; whom an officer entered reads Vietnamese.</summary>
internal sealed class TellApplicant(IDbContextFactory<MarketDbContext> contexts, IStaff staff, IMailer mailer, IMarketAddress market) : IOutboxHandler<ApplicationDecided>
{
    private static readonly ResourceManager Letters = new("OcopMarket.Registry.Onboarding.ApplicationLetters", typeof(TellApplicant).Assembly);

    public async Task HandleAsync(ApplicationDecided happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = new ProducerApplicationId(happened.Application);
        if (await db.ProducerApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { Email.Length: > 0, State: ApplicationState.Confirmed or ApplicationState.Returned } application)
        {
            return; // submitted again meanwhile: the next decision has its own letter
        }

        var language = CultureInfo.GetCultureInfo(application.Assisted ? "vi" : await staff.LanguageOfAsync(application.EnteredBy, ct));
        var word = application.State is ApplicationState.Returned ? "Returned" : application.Assisted ? "Entered" : "Confirmed";
        await mailer.SendAsync(new Letter(
            $"application-{application.Id}-{delivery}", application.Email, Text(language, word + "Subject", application.Name),
            Text(language, word + "Body", application.Name, application.ReturnReason ?? "", market.Absolute(application.State is ApplicationState.Returned ? "/kenh-chu-the/dang-ky" : "/kenh-chu-the"))), ct);
    }

    private static string Text(CultureInfo language, string name, params object[] values) => string.Format(language, Letters.GetString(name, language)!, values);
}
