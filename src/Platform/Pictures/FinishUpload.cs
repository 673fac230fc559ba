using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Files;

namespace OcopMarket.Platform.Pictures;

/// <summary>Makes the picture once all of the photo has arrived. Asked again, it gives the same answer.</summary>
public sealed class FinishUpload
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IFileStore _files;
    private readonly PictureWorkshop _workshop;
    private readonly TimeProvider _clock;

    internal FinishUpload(IDbContextFactory<MarketDbContext> contexts, IFileStore files, PictureWorkshop workshop, TimeProvider clock)
        => (_contexts, _files, _workshop, _clock) = (contexts, files, workshop, clock);

    /// <param name="ct">Of the work, not of the asking: whoever asked may have lost the line, and will ask again.</param>
    public async Task<Result<PictureView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (upload, answer) = await FindAsync(actor, id, ct);
        if (upload is null || answer is not null)
        {
            return answer ?? PlatformRefusals.UploadUnknown();
        }

        if (upload.Received < upload.Size)
        {
            return PlatformRefusals.UploadIncomplete(upload.Received, upload.Size);
        }

        var sha = "";
        var made = await _workshop.MakeAsync(async (stream, c) => sha = await CopyAndHashAsync(upload, stream, c), ct);
        if (made.Refusal is { } refusal)
        {
            return await RefuseAsync(upload, refusal, ct);
        }

        using (made.Value)
        {
            return await KeepAsync(upload, sha, made.Value, ct);
        }
    }

    private async Task<(Upload? Upload, Result<PictureView>? Answer)> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var upload = await db.FindUploadAsync(actor, id, forUpdate: false, ct);
        return (upload, upload is null ? null : await db.AnswerOfAsync(upload, ct));
    }

    private async Task<string> CopyAndHashAsync(Upload upload, Stream target, CancellationToken ct)
    {
        using var hash = SHA256.Create();
        await using (var both = new CryptoStream(target, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await _files.CopyAsync(upload, both, ct);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    // A refusal that lies in the photo ends the upload; one that lies in us lets it be tried again.
    private async Task<Result<PictureView>> RefuseAsync(Upload upload, Refusal refusal, CancellationToken ct)
    {
        if (refusal != PlatformRefusals.PicturesBusy() && refusal != PlatformRefusals.PicturesUnavailable())
        {
            await using var db = await _contexts.CreateDbContextAsync(ct);
            await db.Uploads.Where(u => u.Id == upload.Id && u.PictureId == null).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.RefusalCode, refusal.Code).SetProperty(u => u.RefusalValues, refusal.Values.Select(v => Convert.ToInt64(v, null)).ToArray()), ct);
            await _files.DeleteFolderAsync(upload.Folder, ct);
        }

        return refusal;
    }

    private async Task<Result<PictureView>> KeepAsync(Upload upload, string sha, MadePicture made, CancellationToken ct)
    {
        await using (var db = await _contexts.CreateDbContextAsync(ct))
        {
            await db.Uploads.Where(u => u.Id == upload.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Sha256, sha), ct); // before the first file, see Upload.Sha256
        }

        var kept = await _contexts.InTransactionAsync<PictureView>(async db =>
        {
            if (await db.Uploads.FromSql($"select * from platform.uploads where id = {upload.Id} for update").SingleOrDefaultAsync(ct) is not { } row)
            {
                return PlatformRefusals.UploadUnknown();
            }

            if (await db.AnswerOfAsync(row, ct) is { } answer)
            {
                return answer; // asked twice at once, and the other was faster
            }

            await db.LockPictureAsync(sha, ct);
            await _files.WriteAsync(PictureSizes.Original(sha), (stream, c) => _files.CopyAsync(upload, stream, c), ct);
            foreach (var (step, form, path) in made.Files)
            {
                await using var file = File.OpenRead(path);
                await _files.WriteAsync(PictureSizes.File(sha, step, form, upload.Private), file.CopyToAsync, ct);
            }

            var now = _clock.GetUtcNow();
            var picture = new Picture
            {
                Id = PictureId.New(), Sha256 = sha, Private = upload.Private, OriginalSize = upload.Size, OriginalType = made.OriginalType,
                Width = made.Width, Height = made.Height, Colour = made.Colour, MadeAt = now, MadeBy = upload.AccountId, UnusedSince = now,
            };
            db.Pictures.Add(picture);
            (row.PictureId, row.MovedAt) = (picture.Id, now);
            return picture.View;
        }, ct);
        await _files.DeleteFolderAsync(upload.Folder, ct);
        return kept;
    }
}

internal static class UploadAnswers
{
    /// <summary>What has come of the upload; null while nothing has.</summary>
    public static async Task<Result<PictureView>?> AnswerOfAsync(this MarketDbContext db, Upload upload, CancellationToken ct)
        => upload.RefusalCode is { } code ? new Refusal(code, [.. (upload.RefusalValues ?? []).Cast<object?>()])
            : upload.PictureId is not { } id ? null
            : await db.Pictures.Where(p => p.Id == id && p.RemovedAt == null).SingleOrDefaultAsync(ct) is { } picture ? picture.View
            : PlatformRefusals.PictureUnknown();
}
