using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>The office says which photos of participants everybody sees on the fair's page.</summary>
public sealed class ShowResultPhotos(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Seen">Photos that the page showed: others were sent meanwhile and stay as they are.</param>
    /// <param name="Shown">Of those, the ones for everybody.</param>
    public sealed record Command(Actor Actor, FairId Fair, IReadOnlyCollection<PictureId> Seen, IReadOnlyCollection<PictureId> Shown);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync($"fair-places:{command.Fair}", ct); // nobody sends photos meanwhile
            if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == command.Fair, ct) is not { } fair || !command.Actor.MayRunFairs(fair.Office))
            {
                return PromotionRefusals.FairUnknown();
            }

            if (fair.StageOn(clock.Today()) is not (FairStage.Ended or FairStage.Reported) and var stage)
            {
                return PromotionRefusals.FairWrongState(stage);
            }

            var applications = db.FairApplications; // an expression takes no extension property
            var results = await db.FairResults.Where(r => applications.Any(a => a.Id == r.ApplicationId && a.FairId == fair.Id)).OrderBy(r => r.ApplicationId).ToListAsync(ct);
            foreach (var result in results)
            {
                result.Photos = [.. result.Photos.Select(p => command.Seen.Contains(p.Picture) ? p with { Shown = command.Shown.Contains(p.Picture) } : p)];
            }

            db.Audit(clock, command.Actor, "promotion.result_photos_shown", $"fair:{fair.Id}", after: new { Shown = results.SelectMany(r => r.Photos).Where(p => p.Shown).Select(p => p.Picture.Value).ToList() });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Photos that participants sent with their results.</summary>
internal sealed class ResultPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"""
            select (p -> 'picture' ->> 'value')::uuid as "Value" from promotion.fair_results r cross join jsonb_array_elements(r.photos) p where p -> 'picture' ->> 'value' = any ({ids})
            """).ToListAsync(ct)).Select(PictureId.From)];
    }
}
