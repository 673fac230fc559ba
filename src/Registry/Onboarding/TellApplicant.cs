using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Writes to the applicant what the officer decided.</summary>
internal sealed class TellApplicant(IDbContextFactory<MarketDbContext> contexts, IMailer mailer, IMarketAddress market) : IOutboxHandler<ApplicationDecided>
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static readonly ResourceManager Letters = new("OcopMarket.Registry.Onboarding.ApplicationLetters", typeof(TellApplicant).Assembly);

    public async Task HandleAsync(ApplicationDecided happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = new ProducerApplicationId(happened.Application);
        if (await db.ProducerApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { Email.Length: > 0, State: ApplicationState.Confirmed or ApplicationState.Returned } application)
        {
            return; // submitted again meanwhile: the next decision has its own letter
        }

        var word = application.State is ApplicationState.Returned ? "Returned" : application.Assisted ? "Entered" : "Confirmed";
        await mailer.SendAsync(new Letter(
            $"application-{application.Id}-{delivery}", application.Email, Text(word + "Subject", application.Name),
            Text(word + "Body", application.Name, application.ReturnReason ?? "", market.Absolute(application.State is ApplicationState.Returned ? "/kenh-chu-the/dang-ky" : "/kenh-chu-the"))), ct);
    }

    private static string Text(string name, params object[] values) => string.Format(Vietnamese, Letters.GetString(name, CultureInfo.InvariantCulture)!, values);
}
