using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.FairPrices;

/// <summary>Prices of a producer at a fair, and what it may set some for.</summary>
/// <param name="From">The first day that a new one may begin on.</param>
/// <param name="Packings">Empty while no new one may be set.</param>
public sealed record OwnFairPrices(IReadOnlyList<DatedPriceRow> Prices, IReadOnlyList<PricedPacking> Packings, DateOnly From, DateOnly Through);

/// <summary>Prices of a fair for its office.</summary>
/// <param name="Producers">Names.</param>
public sealed record FairPriceBoard(FairHead Fair, IReadOnlyList<DatedPriceRow> Prices, IReadOnlyDictionary<ProducerId, string> Producers);

/// <summary>Reads prices of fairs for those who set them and those who answer for them.</summary>
public sealed class FairPriceQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly Eligibility _eligibility;
    private readonly IDatedPriceDesk _prices;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal FairPriceQueries(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, IDatedPriceDesk prices, IProducerBook producers, TimeProvider clock)
        => (_contexts, _eligibility, _prices, _producers, _clock) = (contexts, eligibility, prices, producers, clock);

    /// <summary>Null for who has no right to fairs there, and where there is nothing to show or to set.</summary>
    public async Task<OwnFairPrices?> OwnAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application || !actor.MayTakePartFor(application.ProducerId))
        {
            return null;
        }

        var (fair, today) = (await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct), _clock.Today());
        var prices = await _prices.OfFairAsync(fair.Id.Value, application.ProducerId, ct);
        var open = fair.State is FairState.Announced && fair.Through >= today && application.State is ParticipationState.Accepted or ParticipationState.CheckedIn;
        IReadOnlyList<PricedPacking> packings = !open ? []
            : await _prices.PackingsAsync(application.ProducerId, [.. (await _eligibility.OfAsync(application.Products, fair, ct)).Values.Where(p => p.IsEligible && !ProductSets.Get(p.Set).Adult).Select(p => p.Product)], ct);
        return prices.Count == 0 && packings.Count == 0 ? null : new(prices, packings, fair.From > today ? fair.From : today, fair.Through);
    }

    /// <summary>Null for a fair that is unknown or another office's.</summary>
    public async Task<FairPriceBoard?> OfFairAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return null;
        }

        var prices = await _prices.OfFairAsync(id.Value, null, ct);
        var producers = await _producers.FindAsync([.. prices.Select(p => p.Producer).Distinct()], ct);
        return new(FairHead.Of(fair, _clock.Today()), prices, producers.ToDictionary(p => p.Key, p => p.Value.Name));
    }
}
