using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>A producer's own application. Of others it says nothing, not even how many there are.</summary>
/// <param name="Shown">Those of its products that may go as things stand.</param>
/// <param name="BoothNames">On the plan.</param>
public sealed record OwnApplication(
    FairApplicationId Id, int Number, ParticipationState State, IReadOnlyList<ProductId> Products, int Booths, FairContact Contact, string? Wishes, DateTimeOffset AppliedAt, DateTimeOffset? OfferEndsAt,
    string? Reason, IReadOnlyList<FairProduct> Shown, IReadOnlyList<string> BoothNames, Money? Support, string? SupportDocument);

/// <summary>The form of a producer for a fair, with all that the market knows already.</summary>
/// <param name="Before">Fairs it came to, the newest first.</param>
/// <param name="Contact">As it was given the last time.</param>
public sealed record FairForm(FairHead Fair, IReadOnlyList<FairProduct> Products, OwnApplication? Own, FairContact? Contact, IReadOnlyList<FairHead> Before)
{
    public bool IsOpen => Fair.Stage is FairStage.OpenForApplications;
}

/// <summary>Fairs for a producer: those that take applications, and those it has to do with.</summary>
public sealed record FairsForProducer(IReadOnlyList<(FairHead Fair, ParticipationState? State)> Open, IReadOnlyList<(FairHead Fair, ParticipationState State, bool ResultsIn)> Own);

/// <summary>Reads fairs for the people of a producer.</summary>
public sealed class FairFormQueries
{
    private const int MostShown = 60;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly Eligibility _eligibility;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal FairFormQueries(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, IProducerBook producers, TimeProvider clock)
        => (_contexts, _eligibility, _producers, _clock) = (contexts, eligibility, producers, clock);

    /// <summary>Null for who has no right to fairs there.</summary>
    public async Task<FairsForProducer?> ListAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayTakePartFor(producer))
        {
            return null;
        }

        var today = _clock.Today();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var states = await db.FairApplications.Where(a => a.ProducerId == producer).OrderByDescending(a => a.AppliedAt).Take(MostShown).Select(a => new { a.FairId, a.Id, a.State }).ToListAsync(ct);
        var (ids, applications) = (states.Select(s => s.FairId).ToList(), states.Select(s => s.Id).ToList());
        var fairs = await db.Fairs.AsNoTracking()
            .Where(f => ids.Contains(f.Id) || (f.State == FairState.Announced && f.ApplyFrom <= today && f.ApplyThrough >= today)).OrderBy(f => f.From).ThenBy(f => f.Id).Take(2 * MostShown).ToListAsync(ct);
        var reported = await db.FairResults.Where(r => applications.Contains(r.ApplicationId)).Select(r => r.ApplicationId).ToListAsync(ct);
        return new(
            [.. fairs.Where(f => f.StageOn(today) is FairStage.OpenForApplications).Select(f => (FairHead.Of(f, today), states.Find(s => s.FairId == f.Id)?.State))],
            [.. states.Select(s => (Fair: fairs.Find(f => f.Id == s.FairId), State: s)).Where(s => s.Fair is not null).OrderByDescending(s => s.Fair!.From).Select(s => (FairHead.Of(s.Fair!, today), s.State.State, reported.Contains(s.State.Id)))]);
    }

    /// <summary>Null for a fair that is not public, and for who has no right to fairs there.</summary>
    public async Task<FairForm?> FindAsync(Actor actor, ProducerId producer, string slug, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayTakePartFor(producer))
        {
            return null;
        }

        var today = _clock.Today();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Slug == slug, ct) is not { IsPublic: true } fair)
        {
            return null;
        }

        var mine = await db.FairApplications.AsNoTracking().Where(a => a.ProducerId == producer).OrderByDescending(a => a.AppliedAt).ToListAsync(ct);
        var (own, came) = (mine.Find(a => a.FairId == fair.Id), mine.Where(a => a.State is ParticipationState.CheckedIn && a.FairId != fair.Id).Select(a => a.FairId).ToList());
        var before = await db.Fairs.AsNoTracking().Where(f => came.Contains(f.Id)).OrderByDescending(f => f.From).Take(MostShown).ToListAsync(ct);
        var booths = own is null ? [] : await db.Booths.AsNoTracking().Where(b => b.ApplicationId == own.Id).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct);
        var products = await _eligibility.OfProducerAsync(producer, fair, ct);
        var card = (await _producers.FindAsync([producer], ct)).GetValueOrDefault(producer);
        var contact = mine.Select(a => a.Contact).FirstOrDefault() ?? (card?.Phone is { } phone ? new FairContact("", phone, null) : null);
        return new(FairHead.Of(fair, today), products, own is null ? null : Show(own, products, [.. booths.Select(b => b.Name)]), contact, [.. before.Select(f => FairHead.Of(f, today))]);
    }

    /// <summary>Whose application it is, and to which fair; null for who has no right to fairs there.</summary>
    public async Task<(FairId Fair, string Slug, ProducerId Producer, string Name)?> OwnPlaceAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application || !actor.MayTakePartFor(application.ProducerId))
        {
            return null;
        }

        var slug = await db.Fairs.Where(f => f.Id == application.FairId).Select(f => f.Slug).SingleAsync(ct);
        return (application.FairId, slug, application.ProducerId, (await _producers.FindAsync([application.ProducerId], ct)).GetValueOrDefault(application.ProducerId)?.Name ?? "");
    }

    private static OwnApplication Show(FairApplication a, IReadOnlyList<FairProduct> products, IReadOnlyList<string> booths) => new(
        a.Id, a.Number, a.State, a.Products, a.Booths, a.Contact, a.Wishes, a.AppliedAt, a.OfferEndsAt, a.Reason, [.. products.Where(p => a.Products.Contains(p.Product) && p.IsEligible)], booths, a.Support, a.SupportDocument);
}
