using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Files;

namespace OcopMarket.Platform.Pictures;

/// <summary>Finds pictures and their files.</summary>
public sealed class PictureQueries(IDbContextFactory<MarketDbContext> contexts, IFileStore files, IEnumerable<IPictureUse> uses)
{
    /// <summary>How to show these; what has been removed is left out. Whoever asks has checked that they may be seen, or asks for the actor's own.</summary>
    /// <param name="madeBy">Only those of this account.</param>
    public async Task<IReadOnlyDictionary<PictureId, PictureView>> FindAsync(IReadOnlyCollection<PictureId> pictures, AccountId? madeBy, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0)
        {
            return new Dictionary<PictureId, PictureView>();
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Pictures.AsNoTracking().Where(p => pictures.Contains(p.Id) && p.RemovedAt == null && (madeBy == null || p.MadeBy == madeBy)).ToDictionaryAsync(p => p.Id, p => p.View, ct);
    }

    /// <summary>How far the actor's own upload is; null for any other.</summary>
    public async Task<UploadState?> UploadAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FindUploadAsync(actor, id, forUpdate: false, ct) is not { } upload)
        {
            return null;
        }

        var answer = await db.AnswerOfAsync(upload, ct);
        return new(upload.Id, upload.Name, upload.Size, upload.Received, answer is { Succeeded: true } ? answer.Value.Value : null, answer?.Refusal);
    }

    /// <summary>A file for all to see; null when there is none.</summary>
    public Task<Stream?> OpenAsync(string sha, int step, string form, CancellationToken ct) => files.OpenAsync(PictureSizes.File(sha, step, form, isPrivate: false), ct);

    /// <summary>A file of a private picture for somebody whose right the asking module has checked, as by a secret address.</summary>
    public async Task<Stream?> OpenPrivateAsync(PictureId id, int step, string form, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Pictures.AsNoTracking().Where(p => p.Id == id && p.Private && p.RemovedAt == null).Select(p => p.Sha256).SingleOrDefaultAsync(ct) is { } sha
            ? await files.OpenAsync(PictureSizes.File(sha, step, form, isPrivate: true), ct) : null;
    }

    /// <summary>A file of a paper, for its uploader and for those whom a module lets see it; null for everybody else.</summary>
    public async Task<Stream?> OpenPaperAsync(Actor actor, PictureId id, int step, string form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Pictures.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Private && p.RemovedAt == null, ct) is not { } picture)
        {
            return null;
        }

        var allowed = actor.Account is { } account && picture.MadeBy == account;
        foreach (var use in uses)
        {
            allowed = allowed || await use.MaySeeAsync(db, actor, id, ct);
        }

        return allowed ? await files.OpenAsync(PictureSizes.File(picture.Sha256, step, form, isPrivate: true), ct) : null;
    }
}
