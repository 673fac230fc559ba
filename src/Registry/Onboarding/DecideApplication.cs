using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Registry.Onboarding;

/// <summary>The commune's officer has confirmed or returned an application; its applicant is to be told.</summary>
internal sealed record ApplicationDecided(Guid Application);

/// <summary>Hands a filled-in application to the officers of its commune.</summary>
public sealed class SubmitApplication(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, ProducerApplicationId id, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.ProducerApplications.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application || !actor.MaySee(application))
            {
                return OnboardingRefusals.ApplicationUnknown();
            }

            if (!actor.MayFill(application))
            {
                return OnboardingRefusals.ApplicationNotYours();
            }

            if (application is { Open: true, ClaimAnswered: false, Type: not null, CommuneCode: not null } && !await db.MatchesOf(application).AnyAsync(ct))
            {
                application.Claim(null); // nothing to ask about
            }

            var result = application.Submit(clock.GetUtcNow());
            if (result.Succeeded)
            {
                db.Audit(clock, actor, "registry.application_submitted", $"application:{application.Id}");
            }

            return result;
        }, ct);
}

/// <summary>Makes the applicant a producer: a new one, or the owner of one that the registry knew.</summary>
public sealed class ConfirmApplication(IDbContextFactory<MarketDbContext> contexts, IStaff staff, EventOutbox outbox, TimeProvider clock)
{
    public Task<Result<ProducerId>> RunAsync(Actor actor, ProducerApplicationId id, CancellationToken ct)
        => contexts.InTransactionAsync<ProducerId>(async db =>
        {
            if (await db.FindForDecisionAsync(actor, id, ct) is not { Succeeded: true } found)
            {
                return OnboardingRefusals.ApplicationUnknown();
            }

            var application = found.Value;
            if (application.State is not ApplicationState.Submitted)
            {
                return OnboardingRefusals.ApplicationNotWaiting(application.State);
            }

            await db.LockAsync("registry.producers", ct); // two new producers of one tax code, two owners of one producer
            var producer = application.Claimed is { } claimed ? await db.Producers.SingleOrDefaultAsync(p => p.Id == claimed, ct) : null;
            if (await WhyNotAsync(db, actor, application, producer, ct) is { } refusal)
            {
                return refusal;
            }

            var before = producer is null ? null : new { producer.TaxCode, producer.Address, producer.Phone, producer.Email };
            if (producer is null)
            {
                producer = new Producer(ProducerId.New(), application.Name, application.Type!.Value, await FreeSlugAsync(db, application.Name, ct), application.CommuneCode!, application.ProvinceCode!, clock.GetUtcNow());
                db.Producers.Add(producer);
            }

            (producer.TaxCode, producer.Address, producer.Phone, producer.Email) = (producer.TaxCode ?? application.TaxCode, application.Address, application.Phone, application.Email);
            db.Audit(clock, actor, before is null ? "registry.producer_added" : "registry.producer_claimed", $"producer:{producer.Id}", before: before,
                after: new { producer.TaxCode, producer.Address, producer.Phone, producer.Email, Application = application.Id.Value, application.Assisted });
            await db.SetBankAccountAsync(clock, actor, producer.Id, application.Bank!, ct);
            if (!application.Assisted && (await staff.AddOwnerAsync(db, actor, producer.Id, application.EnteredBy, ct)).Refusal is { } notOwner)
            {
                return notOwner;
            }

            application.Confirm(producer.Id, actor.Name, clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.Application, id.Value, ct);
            outbox.Add(db, new ApplicationDecided(application.Id.Value));
            return producer.Id;
        }, ct);

    private async Task<Refusal?> WhyNotAsync(MarketDbContext db, Actor actor, ProducerApplication application, Producer? producer, CancellationToken ct)
    {
        if (application.Claimed is not null && producer is null)
        {
            return OnboardingRefusals.ClaimNotAmongMatches();
        }

        if (producer is not null)
        {
            return actor.WhyMayNotRecord(producer)
                ?? (!application.Assisted && (await staff.OfProducerAsync(producer.Id, ct)).Any(s => s.Rights.HasFlag(ProducerRights.Owner) && s.Account != application.EnteredBy) ? OnboardingRefusals.ProducerHasOwner(producer.Name) : null);
        }

        return application.TaxCode is { } code && await db.Producers.FirstOrDefaultAsync(p => p.TaxCode == code, ct) is { } same ? OnboardingRefusals.TaxCodeIsKnown(code, same.Name) : null;
    }

    private static async Task<string> FreeSlugAsync(MarketDbContext db, string name, CancellationToken ct)
    {
        var slug = VietnameseText.Slug(name) is { Length: > 0 } plain ? plain : "chu-the";
        var taken = (await db.Producers.Where(p => p.Slug == slug || p.Slug.StartsWith(slug + "-")).Select(p => p.Slug).ToListAsync(ct)).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? slug : $"{slug}-{i}").First(s => !taken.Contains(s));
    }
}

/// <summary>Sends an application back with what is to be mended.</summary>
public sealed class ReturnApplication(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, ProducerApplicationId id, string reason, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var why = VietnameseText.Clean(reason);
            if (await db.FindForDecisionAsync(actor, id, ct) is not { Succeeded: true } found)
            {
                return OnboardingRefusals.ApplicationUnknown();
            }

            if (why.Length is 0 or > ProducerApplication.LongestReason)
            {
                return why.Length == 0 ? RegistryRefusals.ReasonMissing() : RegistryRefusals.ReasonTooLong(ProducerApplication.LongestReason);
            }

            var result = found.Value.Return(why, actor.Name, clock.GetUtcNow());
            if (result.Succeeded)
            {
                db.Audit(clock, actor, "registry.application_returned", $"application:{id}", why);
                outbox.Add(db, new ApplicationDecided(id.Value));
            }

            return result;
        }, ct);
}

internal static class ApplicationDecisions
{
    /// <summary>The application for an officer of its place; for anyone else it is not there.</summary>
    public static async Task<Result<ProducerApplication>> FindForDecisionAsync(this MarketDbContext db, Actor actor, ProducerApplicationId id, CancellationToken ct)
        => await db.ProducerApplications.SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && application.State is not ApplicationState.Draft && actor.MayDecide(application)
            ? application : OnboardingRefusals.ApplicationUnknown();

    /// <summary>Producers of the registry that the applicant may be: of the same tax code, or of the same name (told without marks) in the commune or with a former address in the province.</summary>
    public static IQueryable<Producer> MatchesOf(this MarketDbContext db, ProducerApplication application)
    {
        var (taxCode, name, commune, province) = (application.TaxCode, application.NameFolded, application.CommuneCode, application.ProvinceCode);
        return db.Producers.Where(p => (taxCode != null && p.TaxCode == taxCode) || (p.NameFolded == name && (p.CommuneCode == commune || p.ProvinceCode == province)))
            .OrderByDescending(p => p.TaxCode == taxCode).ThenByDescending(p => p.CommuneCode == commune).ThenBy(p => p.Id).Take(10);
    }
}
