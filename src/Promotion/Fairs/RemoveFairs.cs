using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Takes fairs out with all that hangs on them: for demonstration data, whose fairs nobody counts on.</summary>
public sealed class RemoveFairs(FairIndex fairs, TimeProvider clock)
{
    public Task<Result<int>> RunAsync(Actor actor, IReadOnlyCollection<string> slugs, CancellationToken ct)
        => fairs.ChangeAsync<int>(async db =>
        {
            ArgumentNullException.ThrowIfNull(actor);
            if (!actor.HoldsTheMachine)
            {
                return PromotionRefusals.FairsOfficersOnly();
            }

            var removed = await db.Fairs.Where(f => slugs.Contains(f.Slug)).OrderBy(f => f.Id).ToListAsync(ct);
            var ids = removed.ConvertAll(f => f.Id);
            var applications = db.FairApplications.Where(a => ids.Contains(a.FairId));
            await db.FairSessions.Where(s => ids.Contains(s.FairId)).ExecuteDeleteAsync(ct);
            await db.Stalls.Where(s => applications.Any(a => a.Id == s.ApplicationId)).ExecuteDeleteAsync(ct);
            await db.FairResults.Where(r => applications.Any(a => a.Id == r.ApplicationId)).ExecuteDeleteAsync(ct);
            await db.FairEvidence.Where(e => applications.Any(a => a.Id == e.ApplicationId)).ExecuteDeleteAsync(ct);
            await db.Booths.Where(b => ids.Contains(b.FairId)).ExecuteDeleteAsync(ct);
            await applications.ExecuteDeleteAsync(ct);
            foreach (var fair in removed)
            {
                db.Fairs.Remove(fair);
                db.Audit(clock, actor, "promotion.fair_removed", fair.Subject(), before: FairDraft.Of(fair));
            }

            return removed.Count;
        }, ct);
}
