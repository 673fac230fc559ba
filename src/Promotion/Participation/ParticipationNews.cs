using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

internal enum ParticipationNewsKind
{
    Received,
    NotEligible,
    EligibleAgain,
    Waiting,
    Offered,
    Accepted,
    Lapsed,
    TurnedDown,

    /// <summary>Of an accepted place some products may not be shown any more.</summary>
    FewerProducts,

    /// <summary>Of an accepted place no product may be shown any more.</summary>
    NoProductLeft,

    /// <summary>The fair has other days or another place; whoever had accepted is asked again.</summary>
    MovedAskAgain,
    Moved,
    Postponed,
    Cancelled,
    ResultsDue,

    /// <summary>The office says that who pays for a lower price is right.</summary>
    PriceConfirmed,
    PriceEnded,
}

/// <summary>Something a producer has to hear about its application.</summary>
internal sealed record ParticipationNews(FairApplicationId Application, ParticipationNewsKind Kind, DateTimeOffset? OfferEndsAt);

/// <summary>Something that the office has to hear about a producer that has a place.</summary>
internal enum OfficeNewsKind
{
    NoProductLeft,
    GaveUp,

    /// <summary>A lower price that somebody else pays for waits for the office.</summary>
    PriceProposed,
}

internal sealed record OfficeNews(FairApplicationId Application, OfficeNewsKind Kind);

/// <summary>Writes to the producer's people for fairs and to the contact of the application, each in their language.</summary>
internal sealed class TellParticipant(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, IStaff staff, IMailer mailer, IMarketAddress market)
    : IOutboxHandler<ParticipationNews>, IOutboxHandler<OfficeNews>
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Promotion.Participation.ParticipationLetters", typeof(TellParticipant).Assembly);

    public async Task HandleAsync(ParticipationNews happened, long delivery, CancellationToken ct)
    {
        if (await FindAsync(happened.Application, ct) is not var (application, fair, producer))
        {
            return;
        }

        foreach (var ((address, language), i) in (await staff.PeopleOfAsync(application, ct)).Select((p, i) => (p, i)))
        {
            await mailer.SendAsync(new($"fair-{happened.Kind}-{delivery}-{i}", address, Say("Subject"), Say("Body")), ct);

            string Say(string part) => Letters.Say(language, happened.Kind + part, Values(application, fair, producer, language, happened.OfferEndsAt));
        }
    }

    public async Task HandleAsync(OfficeNews happened, long delivery, CancellationToken ct)
    {
        if (await FindAsync(happened.Application, ct) is not var (application, fair, producer))
        {
            return;
        }

        foreach (var (officer, i) in (await staff.OfficersForAsync(OfficeTasks.Fairs, fair.OfficeProvinceCode ?? "", fair.OfficeCommuneCode ?? "", ct)).Select((o, i) => (o, i)))
        {
            object[] values = [producer, NameOf(fair, officer.Language), market.Absolute(string.Create(CultureInfo.InvariantCulture, $"/can-bo/hoi-cho/{fair.Id}/{(happened.Kind is OfficeNewsKind.PriceProposed ? "gia" : "tham-gia")}"))];
            await mailer.SendAsync(new($"fair-office-{happened.Kind}-{delivery}-{i}", officer.Email, Letters.Say(officer.Language, $"Office{happened.Kind}Subject", values), Letters.Say(officer.Language, $"Office{happened.Kind}Body", values)), ct);
        }
    }

    /// <summary>What letters name: producer, fair, first and last day, place, link, when the offer ends, booths, reason.</summary>
    private object[] Values(FairApplication application, Fair fair, string producer, string language, DateTimeOffset? offerEnds) =>
    [
        producer, NameOf(fair, language), fair.From, fair.Through, fair.Venue.Name ?? fair.Venue.Address ?? "–",
        market.Absolute($"/kenh-chu-the/hoi-cho/{fair.Slug}"), (offerEnds ?? default).InVietnam().DateTime, application.Reason ?? "–",
    ];

    private static string NameOf(Fair fair, string language) => language == "en" ? fair.NameEn ?? fair.NameVi : fair.NameVi;

    private async Task<(FairApplication Application, Fair Fair, string Producer)?> FindAsync(FairApplicationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application)
        {
            return null;
        }

        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct);
        return (await producers.FindAsync([application.ProducerId], ct)).TryGetValue(application.ProducerId, out var producer) ? (application, fair, producer.Name) : null;
    }
}

internal static class PeopleOfApplication
{
    /// <summary>Mailboxes that hear of an application, each with its language: the producer's staff for fairs, and the contact that the application names.</summary>
    public static async Task<IReadOnlyList<(string Email, string Language)>> PeopleOfAsync(this IStaff staff, FairApplication application, CancellationToken ct)
    {
        var people = (await staff.OfProducerAsync(application.ProducerId, ct)).Where(s => s.Rights.HasFlag(ProducerRights.Fairs)).Select(s => (s.Email, s.Language)).ToList();
        if (application.Contact.Email is { } contact && !people.Exists(p => p.Email.Equals(contact, StringComparison.OrdinalIgnoreCase)))
        {
            people.Add((contact, "vi"));
        }

        return people;
    }
}
