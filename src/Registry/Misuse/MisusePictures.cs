using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Registry.Misuse;

/// <summary>Photos of reports stay with them, and are seen by the officers who may deal with the report. Its sender sees them by the secret address.</summary>
internal sealed class MisusePictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.Value).ToList();
        var used = await db.MisuseReports.AsNoTracking().Where(r => r.Pictures.Any(p => ids.Contains(p))).Select(r => r.Pictures).ToListAsync(ct);
        return [.. used.SelectMany(p => p).Intersect(ids).Select(p => new PictureId(p))];
    }

    public async Task<bool> MaySeeAsync(MarketDbContext db, Actor actor, PictureId picture, CancellationToken ct)
    {
        Guid[] ids = [picture.Value];
        return (await db.MisuseReports.AsNoTracking().Where(r => r.Pictures.Any(p => ids.Contains(p))).Select(r => new { r.ProvinceCode, r.CommuneCode }).ToListAsync(ct))
            .Any(r => MisuseRights.MayHandle(actor, r.ProvinceCode, r.CommuneCode));
    }
}
