using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Registry.Onboarding;

/// <summary>The agreement of somebody for whom an officer fills in.</summary>
/// <param name="By">Who agreed.</param>
public sealed record Consent(string By, DateOnly On, ConsentWay Way);

/// <summary>Opens an application: a member's own, of which there is one at a time, or with consent one that an officer enters for a producer.</summary>
public sealed class BeginApplication(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result<ProducerApplicationId>> RunAsync(Actor actor, Consent? consent, CancellationToken ct)
        => contexts.InTransactionAsync<ProducerApplicationId>(async db =>
        {
            if (actor is not { Account: { } account, Kind: ActorKind.Member or ActorKind.Officer })
            {
                return OnboardingRefusals.ApplicantIsNoMember();
            }

            await db.LockAsync($"application:{account}", ct); // a form sent twice opens one
            if (actor.Kind is ActorKind.Member)
            {
                if (await db.ProducerApplications.Where(a => a.EnteredBy == account && a.State != ApplicationState.Confirmed).OrderBy(a => a.Id).FirstOrDefaultAsync(ct) is { } open)
                {
                    return open.Id;
                }

                var own = new ProducerApplication(account, clock.GetUtcNow());
                db.ProducerApplications.Add(own);
                return own.Id;
            }

            var by = VietnameseText.Clean(consent?.By);
            if (!actor.Tasks.HasFlag(OfficeTasks.Registry))
            {
                return RegistryRefusals.OfficersOnly();
            }

            if (consent is null || by.Length is 0 or > 200)
            {
                return OnboardingRefusals.ConsentMissing();
            }

            if (consent.On > clock.Today())
            {
                return OnboardingRefusals.ConsentInFuture(consent.On);
            }

            var assisted = new ProducerApplication(account, clock.GetUtcNow()) { ConsentBy = by, ConsentOn = consent.On, ConsentWay = consent.Way };
            db.ProducerApplications.Add(assisted);
            db.Audit(clock, actor, "registry.application_entered_for_producer", $"application:{assisted.Id}", after: new { consent.On, consent.Way, By = by });
            return assisted.Id;
        }, ct);
}
