using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Participation;

internal static class HeldApplication
{
    public static string Subject(this FairApplication application) => $"fair_application:{application.Id}";

    /// <summary>The fair and its applications, with the lock that keeps everybody else from giving places; null for a fair that there is not.</summary>
    public static async Task<Places?> HoldPlacesAsync(this MarketDbContext db, FairId id, CancellationToken ct)
    {
        await db.LockAsync($"fair-places:{id}", ct);
        return await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is { } fair
            ? new(fair, await db.FairApplications.Where(a => a.FairId == id).OrderBy(a => a.Number).ToListAsync(ct)) : null;
    }

    /// <summary>The application and its fair, locked, for staff of its producer.</summary>
    public static async Task<Result<(Places Places, FairApplication Application)>> HoldOwnAsync(this MarketDbContext db, Actor actor, FairApplicationId id, CancellationToken ct)
        => await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } seen && actor.MayTakePartFor(seen.ProducerId)
            && await db.HoldPlacesAsync(seen.FairId, ct) is { } places
            ? (places, places.Applications.Single(a => a.Id == id)) : ParticipationRefusals.ApplicationUnknown();

    /// <summary>The fair with its applications, locked, for officers who run it.</summary>
    public static async Task<Result<Places>> HoldRunAsync(this MarketDbContext db, Actor actor, FairId id, CancellationToken ct)
        => await db.HoldPlacesAsync(id, ct) is { } places && actor.MayRunFairs(places.Fair.Office) ? places : PromotionRefusals.FairUnknown();
}
