using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Files;

namespace OcopMarket.Platform.Pictures;

/// <summary>Keeps the next piece of a photo. Each is a file of its own, so that one cut short by a crash is simply written again.</summary>
public sealed class ContinueUpload(IDbContextFactory<MarketDbContext> contexts, IFileStore files, TimeProvider clock)
{
    /// <param name="Offset">Where the piece begins; it must be where the last one ended.</param>
    public sealed record Command(Actor Actor, Guid Upload, long Offset, ReadOnlyMemory<byte> Piece);

    public Task<Result<UploadState>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<UploadState>(async db =>
        {
            if (await db.FindUploadAsync(command.Actor, command.Upload, forUpdate: true, ct) is not { Ended: false } upload)
            {
                return PlatformRefusals.UploadUnknown();
            }

            if (command.Offset != upload.Received || command.Piece.Length > Math.Min(upload.Size - upload.Received, UploadLimits.MostPieceBytes))
            {
                return PlatformRefusals.UploadOutOfStep(upload.Received);
            }

            if (command.Piece.Length > 0)
            {
                await files.WriteAsync(UploadPieces.NameOf(upload, upload.Received), (stream, _) => stream.WriteAsync(command.Piece, ct).AsTask(), ct);
                upload.Received += command.Piece.Length;
                upload.MovedAt = clock.GetUtcNow();
            }

            return new UploadState(upload.Id, upload.Name, upload.Size, upload.Received);
        }, ct);
}

internal static class UploadPieces
{
    public static string NameOf(Upload upload, long offset) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{upload.Folder}/{offset:D12}");

    /// <summary>The whole photo, from its pieces.</summary>
    /// <exception cref="EndOfStreamException">The store has lost a piece.</exception>
    public static async Task CopyAsync(this IFileStore files, Upload upload, Stream target, CancellationToken ct)
    {
        for (long at = 0; at < upload.Size;)
        {
            await using var piece = await files.OpenAsync(NameOf(upload, at), ct) ?? throw new EndOfStreamException($"Piece {at} of upload {upload.Id} is gone.");
            await piece.CopyToAsync(target, ct);
            at += piece.Length > 0 ? piece.Length : throw new EndOfStreamException($"Piece {at} of upload {upload.Id} is empty.");
        }
    }

    /// <summary>The upload, when it is the actor's own.</summary>
    public static Task<Upload?> FindUploadAsync(this MarketDbContext db, Actor actor, Guid id, bool forUpdate, CancellationToken ct)
    {
        var rows = forUpdate ? db.Uploads.FromSql($"select * from platform.uploads where id = {id} for update") : db.Uploads.Where(u => u.Id == id);
        return actor.Account is { } account ? rows.SingleOrDefaultAsync(u => u.AccountId == account, ct) : Task.FromResult<Upload?>(null);
    }
}
