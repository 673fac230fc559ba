using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>Looks again at who may go: each night, when a certificate ends and when a fair gets other days. Whoever it concerns is told, and the office where a place is taken.</summary>
internal sealed class CheckEligibilityJob(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, PlaceKeeper keeper, EventOutbox outbox, TimeProvider clock)
    : IMarketJob, IOutboxHandler<CertificateEnded>, IOutboxHandler<FairChanged>
{
    public const string Name = "fair-eligibility";

    private static readonly ParticipationState[] Looked = [ParticipationState.NotEligible, ParticipationState.Eligible, ParticipationState.Waiting, ParticipationState.Offered, ParticipationState.Accepted];

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var changed = 0;
        foreach (var fair in await FairsAsync(null, ct))
        {
            changed += await CheckAsync(fair, ct);
        }

        return $"{changed} applications changed";
    }

    public async Task HandleAsync(CertificateEnded happened, long delivery, CancellationToken ct)
    {
        foreach (var fair in await FairsAsync(happened.Producer, ct))
        {
            await CheckAsync(fair, ct);
        }
    }

    /// <summary>Other days: who is eligible on them is asked first, then everybody who has a place is asked once more.</summary>
    public async Task HandleAsync(FairChanged happened, long delivery, CancellationToken ct)
    {
        if (happened.Kind is not (FairChangeKind.Moved or FairChangeKind.Resumed or FairChangeKind.Postponed or FairChangeKind.Cancelled))
        {
            return;
        }

        if (happened.Kind is FairChangeKind.Moved or FairChangeKind.Resumed)
        {
            await CheckAsync(happened.Fair, ct);
        }

        await contexts.InTransactionAsync(async db =>
        {
            var mark = $"{happened.Fair}:{happened.Sequence}";
            if (await db.HoldPlacesAsync(happened.Fair, ct) is not { } places || await db.ToldFairChanges.AnyAsync(t => t.Change == mark, ct))
            {
                return Result.Success; // repeated after a crash
            }

            db.ToldFairChanges.Add(new ToldFairChange { Change = mark });
            foreach (var application in places.Applications.Where(a => a.IsOpen || a.HoldsPlace))
            {
                Ask(db, places, application, happened.Kind);
            }

            return Result.Success;
        }, ct);
    }

    private void Ask(MarketDbContext db, Places places, FairApplication application, FairChangeKind kind)
    {
        if (kind is FairChangeKind.Moved or FairChangeKind.Resumed && application.State is ParticipationState.Accepted or ParticipationState.Offered && keeper.OfferEnd(places.Fair) is { } end)
        {
            application.AskAgain(clock.GetUtcNow(), end);
            keeper.Tell(db, application, ParticipationNewsKind.MovedAskAgain);
            return;
        }

        keeper.Tell(db, application, kind is FairChangeKind.Postponed ? ParticipationNewsKind.Postponed : kind is FairChangeKind.Cancelled ? ParticipationNewsKind.Cancelled : ParticipationNewsKind.Moved);
    }

    private async Task<List<FairId>> FairsAsync(ProducerId? of, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var applications = db.FairApplications;
        return await db.Fairs.Where(f => f.State == FairState.Announced && f.Through >= today && applications.Any(a => a.FairId == f.Id && Looked.Contains(a.State) && (of == null || a.ProducerId == of)))
            .OrderBy(f => f.From).Select(f => f.Id).ToListAsync(ct);
    }

    /// <returns>How many applications changed.</returns>
    private async Task<int> CheckAsync(FairId id, CancellationToken ct)
    {
        IReadOnlyDictionary<ProductId, FairProduct> products;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair)
            {
                return 0;
            }

            var named = await db.FairApplications.Where(a => a.FairId == id && Looked.Contains(a.State)).Select(a => a.Products).ToListAsync(ct);
            products = await eligibility.OfAsync([.. named.SelectMany(p => p).Distinct()], fair, ct);
        }

        var changed = 0;
        await contexts.InTransactionAsync(async db =>
        {
            changed = 0;
            var (places, now) = ((await db.HoldPlacesAsync(id, ct))!, clock.GetUtcNow());
            foreach (var application in places.Applications.Where(a => Looked.Contains(a.State) && a.Products.All(products.ContainsKey))) // who changed the list meanwhile was just looked at
            {
                var before = application.State;
                if (application.Look(application.Products.Count(p => products[p].IsEligible), now))
                {
                    await TellAsync(db, application, before, ct);
                    changed++;
                }
            }

            keeper.MoveUp(db, places);
            return Result.Success;
        }, ct);
        return changed;
    }

    private async Task TellAsync(MarketDbContext db, FairApplication application, ParticipationState before, CancellationToken ct)
    {
        keeper.Tell(db, application, (application.State, application.EligibleProducts) switch
        {
            (ParticipationState.Accepted, 0) => ParticipationNewsKind.NoProductLeft,
            (ParticipationState.Accepted, _) => ParticipationNewsKind.FewerProducts,
            (ParticipationState.NotEligible, _) => ParticipationNewsKind.NotEligible,
            _ => ParticipationNewsKind.EligibleAgain,
        });
        if (application is { State: ParticipationState.Accepted, EligibleProducts: 0 })
        {
            outbox.Add(db, new OfficeNews(application.Id, OfficeNewsKind.NoProductLeft));
        }
        else if (application.State is ParticipationState.NotEligible)
        {
            await keeper.LeaveAsync(db, application, ct);
        }

        db.Audit(clock, Actor.System(Name), "promotion.eligibility_changed", application.Subject(), before: new { State = before }, after: new { application.State, application.EligibleProducts });
    }
}

/// <summary>A change of a fair that participants have been told of and asked about: the message may come twice.</summary>
internal sealed class ToldFairChange
{
    /// <summary>The fair and its sequence.</summary>
    public required string Change { get; init; }
}

internal sealed class ToldFairChangeConfiguration : IEntityTypeConfiguration<ToldFairChange>
{
    public void Configure(EntityTypeBuilder<ToldFairChange> told)
    {
        told.ToTable("told_fair_changes", PromotionModule.Schema);
        told.HasKey(t => t.Change);
        told.Property(t => t.Change).HasMaxLength(60);
    }
}
