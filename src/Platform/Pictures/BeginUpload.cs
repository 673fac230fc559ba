using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Platform.Pictures;

/// <summary>Makes room for a photo that will come in pieces.</summary>
public sealed class BeginUpload(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    /// <param name="Name">As the sender calls the file.</param>
    /// <param name="Size">In bytes.</param>
    /// <param name="Private">A paper, never served publicly.</param>
    public sealed record Command(Actor Actor, string Name, long Size, bool Private);

    public Task<Result<UploadState>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<UploadState>(async db =>
        {
            if (command.Actor.Account is not { } account)
            {
                return PlatformRefusals.PictureNeedsSignIn();
            }

            var (megabytes, aDay) = (await settings.OfAsync(PictureSettings.Megabytes, ct), await settings.OfAsync(PictureSettings.ADay, ct));
            if (command.Size <= 0 || command.Size > megabytes * 1024L * 1024)
            {
                return command.Size <= 0 ? PlatformRefusals.PictureEmpty() : PlatformRefusals.PictureTooLarge((command.Size + 1024 * 1024 - 1) / (1024 * 1024), megabytes);
            }

            var now = clock.GetUtcNow();
            await db.LockAsync($"uploads:{account}", ct); // else two at once both find room for the last one
            if (await db.Uploads.CountAsync(u => u.AccountId == account && u.PictureId == null && u.RefusalCode == null && u.MovedAt > now - UploadLimits.Kept, ct) >= UploadLimits.MostUnfinished)
            {
                return PlatformRefusals.TooManyUploads(UploadLimits.MostUnfinished);
            }

            if (await db.Pictures.CountAsync(p => p.MadeBy == account && p.MadeAt > now.AddDays(-1), ct) >= aDay)
            {
                return PlatformRefusals.TooManyPicturesToday(aDay);
            }

            var upload = new Upload
            {
                Id = Guid.NewGuid(), // nothing to be guessed from it, though rights are checked all the same
                AccountId = account, Name = Cut(command.Name), Size = command.Size, Private = command.Private, BegunAt = now, MovedAt = now,
            };
            db.Uploads.Add(upload);
            return new UploadState(upload.Id, upload.Name, upload.Size, 0);
        }, ct);

    private static string Cut(string name)
    {
        var clean = string.Concat((name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return clean.Length > 200 ? clean[..200] : clean;
    }
}
