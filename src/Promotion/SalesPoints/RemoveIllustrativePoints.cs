using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Takes invented points out again, with all that hangs on them; only whoever holds the machine may.</summary>
public sealed class RemoveIllustrativePoints(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return contexts.InTransactionAsync(async db =>
        {
            if (!actor.HoldsTheMachine)
            {
                return PromotionRefusals.PointsNotYours();
            }

            var points = await db.SalesPoints.Where(p => p.Illustrative).Select(p => p.Id).ToListAsync(ct);
            await db.PointReports.Where(r => points.Contains(r.PointId)).ExecuteDeleteAsync(ct);
            await db.PointPeriods.Where(r => points.Contains(r.PointId)).ExecuteDeleteAsync(ct);
            await db.PointSurveys.Where(r => points.Contains(r.PointId)).ExecuteDeleteAsync(ct);
            await db.SalesPoints.Where(p => points.Contains(p.Id)).ExecuteDeleteAsync(ct);
            db.Audit(clock, actor, "promotion.illustrative_points_removed", "sales_points", before: new { points.Count });
            return Result.Success;
        }, ct);
    }
}
