using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>A producer that was at a fair, and what it told.</summary>
public sealed record PastParticipant(ProducerId Producer, string CommuneCode, string ProvinceCode, IReadOnlyList<ProductId> Products, FairNumbers Numbers, Money? Support, string? SupportDocument);

/// <summary>Writes down who took part in a fair that was over before the market knew of it: for demonstration data. One that has participants is left alone.</summary>
public sealed class WriteDownParticipants(FairIndex fairs, TimeProvider clock)
{
    /// <summary>Nobody's number.</summary>
    private const string Phone = "0000000000";

    public sealed record Command(Actor Actor, string Slug, IReadOnlyList<PastParticipant> Participants);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return fairs.ChangeAsync(async db =>
        {
            if (!command.Actor.HoldsTheMachine)
            {
                return PromotionRefusals.FairsOfficersOnly();
            }

            if (await db.Fairs.SingleOrDefaultAsync(f => f.Slug == command.Slug, ct) is not { } fair || fair.StageOn(clock.Today()) is not FairStage.Ended)
            {
                return PromotionRefusals.FairUnknown();
            }

            if (await db.FairApplications.AnyAsync(a => a.FairId == fair.Id, ct))
            {
                return Result.Success;
            }

            var (opening, told) = (VietnamTime.StartOf(fair.From) + fair.Opens.ToTimeSpan(), VietnamTime.StartOf(fair.Through.AddDays(1)));
            foreach (var (participant, number) in command.Participants.Select((p, i) => (p, i + 1)))
            {
                var application = new FairApplication(fair.Id, participant.Producer, number, participant.CommuneCode, participant.ProvinceCode, opening.AddDays(-30)) { Products = participant.Products, Booths = 1, Contact = new("–", Phone, null) };
                application.Look(participant.Products.Count, opening.AddDays(-30));
                application.Offer(opening.AddDays(-20), opening.AddDays(-18));
                application.Accept(opening.AddDays(-19));
                application.CheckIn(Guid.CreateVersion7(), opening, opening);
                application.Grant(participant.Support, participant.SupportDocument, told);
                db.FairApplications.Add(application);
                db.FairResults.Add(new() { ApplicationId = application.Id, Numbers = participant.Numbers, SentAt = told, ChangedAt = told });
            }

            fair.Report(clock.Today(), clock.GetUtcNow());
            db.Audit(clock, command.Actor, "promotion.participants_written_down", fair.Subject(), after: new { command.Participants.Count });
            return Result.Success;
        }, ct);
    }
}
