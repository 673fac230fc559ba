using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>Offers that nobody answered lapse, and their places go to who waits.</summary>
internal sealed class FairOffersJob(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) : IMarketJob
{
    public const string Name = "fair-offers";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (now, today, lapsed, offered) = (clock.GetUtcNow(), clock.Today(), 0, 0);
        List<FairId> fairs;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var announced = db.Fairs.Where(f => f.State == FairState.Announced && f.Through >= today);
            fairs = await db.FairApplications.Where(a => (a.OfferEndsAt <= now || a.State == ParticipationState.Waiting) && announced.Any(f => f.Id == a.FairId))
                .Select(a => a.FairId).Distinct().ToListAsync(ct);
        }

        foreach (var fair in fairs)
        {
            await contexts.InTransactionAsync(async db =>
            {
                var places = (await db.HoldPlacesAsync(fair, ct))!;
                foreach (var application in places.Applications.Where(a => a.OfferEndsAt <= now))
                {
                    application.Lapse(now);
                    await keeper.LeaveAsync(db, application, ct);
                    keeper.Tell(db, application, ParticipationNewsKind.Lapsed);
                    db.Audit(clock, Actor.System(Name), "promotion.offer_lapsed", application.Subject());
                    lapsed++;
                }

                offered += keeper.MoveUp(db, places);
                return Result.Success;
            }, ct);
        }

        return $"{lapsed} offers lapsed, {offered} made";
    }
}
