using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Files;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Platform.Pictures;

/// <summary>Removes pictures that no module has used for a week, from the store as well, and forgets uploads that stand still.</summary>
internal sealed class PictureCleanUpJob(IDbContextFactory<MarketDbContext> contexts, IFileStore files, IEnumerable<IPictureUse> uses, TimeProvider clock) : IMarketJob
{
    public const string Name = "picture-clean-up";

    private const int Part = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private static readonly bool[] Kinds = [false, true];

    public async Task<string> RunAsync(CancellationToken ct)
    {
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            after = await MarkPartAsync(last, ct);
        }

        return $"{await RemoveMarkedAsync(ct)} pictures removed, {await ForgetUploadsAsync(ct)} uploads forgotten";
    }

    /// <summary>Asks the modules about the next pictures. Rows are held while it does, so that one is either attached before or not at all.</summary>
    private async Task<Guid?> MarkPartAsync(Guid after, CancellationToken ct)
    {
        Guid? next = null;
        await contexts.InTransactionAsync(async db =>
        {
            var part = await db.Pictures.FromSql($"select * from platform.pictures where id > {after} and removed_at is null order by id limit {Part} for update").ToListAsync(ct);
            next = part.Count == Part ? part[^1].Id.Value : null;
            var views = part.ConvertAll(p => p.View);
            var used = new HashSet<PictureId>();
            foreach (var use in uses)
            {
                used.UnionWith(await use.UsedAsync(db, views, ct));
            }

            var now = clock.GetUtcNow();
            foreach (var picture in part)
            {
                picture.UnusedSince = used.Contains(picture.Id) ? null : picture.UnusedSince ?? now;
                picture.RemovedAt = picture.UnusedSince <= now - Patience ? now : null;
            }

            return Result.Success;
        }, ct);
        return next;
    }

    // Files first, then the row: after a crash in between the row is still marked and the work is done again.
    private async Task<int> RemoveMarkedAsync(CancellationToken ct)
    {
        await using var look = await contexts.CreateDbContextAsync(ct);
        var marked = await look.Pictures.AsNoTracking().Where(p => p.RemovedAt != null).OrderBy(p => p.Id).ToListAsync(ct);
        foreach (var picture in marked)
        {
            await contexts.InTransactionAsync(async db =>
            {
                await db.LockPictureAsync(picture.Sha256, ct);
                await DeleteFilesAsync(db, picture.Sha256, ct);
                await db.Pictures.Where(p => p.Id == picture.Id).ExecuteDeleteAsync(ct);
                return Result.Success;
            }, ct);
        }

        return marked.Count;
    }

    private async Task<int> ForgetUploadsAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - UploadLimits.Kept;
        await using var look = await contexts.CreateDbContextAsync(ct);
        var still = await look.Uploads.AsNoTracking().Where(u => u.MovedAt <= before).OrderBy(u => u.Id).ToListAsync(ct);
        foreach (var upload in still)
        {
            await contexts.InTransactionAsync(async db =>
            {
                if (await db.Uploads.FromSql($"select * from platform.uploads where id = {upload.Id} for update").SingleOrDefaultAsync(ct) is not { } row || row.MovedAt > before)
                {
                    return Result.Success; // it moved after all
                }

                if (row is { Sha256: { } sha, PictureId: null })
                {
                    await db.LockPictureAsync(sha, ct);
                    await DeleteFilesAsync(db, sha, ct);
                }

                await files.DeleteFolderAsync(row.Folder, ct);
                db.Uploads.Remove(row);
                return Result.Success;
            }, ct);
        }

        return still.Count;
    }

    /// <summary>Takes away what no living picture of this content needs.</summary>
    private async Task DeleteFilesAsync(MarketDbContext db, string sha, CancellationToken ct)
    {
        var living = await db.Pictures.AsNoTracking().Where(p => p.Sha256 == sha && p.RemovedAt == null).Select(p => p.Private).Distinct().ToListAsync(ct);
        foreach (var isPrivate in Kinds.Except(living))
        {
            foreach (var (step, form) in PictureSizes.FilesOf(int.MaxValue).Concat(PictureSizes.FilesOf(1)))
            {
                await files.DeleteAsync(PictureSizes.File(sha, step, form, isPrivate), ct);
            }
        }

        if (living.Count == 0)
        {
            await files.DeleteAsync(PictureSizes.Original(sha), ct);
        }
    }
}
