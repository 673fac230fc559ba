using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Papers of applications stay, and are seen by the officers of the place and by the owner of what came of it.</summary>
internal sealed class ApplicationPapers : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id).ToList();
        return await db.Set<ApplicationPaper>().Where(p => ids.Contains(p.Picture)).Select(p => p.Picture).Distinct().ToListAsync(ct);
    }

    public async Task<bool> MaySeeAsync(MarketDbContext db, Actor actor, PictureId picture, CancellationToken ct)
        => (await db.ProducerApplications.AsNoTracking().Where(a => a.Papers.Any(p => p.Picture == picture)).ToListAsync(ct))
            .Any(a => actor.MaySee(a) || (a.Producer is { } producer && actor.WorksFor(producer, ProducerRights.Owner)));
}
