namespace OcopMarket.Platform.Pictures;

/// <summary>Takes a photo that comes whole, from a form sent without script: the same way as one that comes in pieces, with the same limits.</summary>
public sealed class AddPicture(BeginUpload begin, ContinueUpload go, FinishUpload finish)
{
    public async Task<Result<PictureView>> RunAsync(BeginUpload.Command photo, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(content);
        var begun = await begin.RunAsync(photo, ct);
        if (begun.Refusal is { } refusal)
        {
            return refusal;
        }

        var (id, piece, received) = (begun.Value.Id, new byte[UploadLimits.MostPieceBytes], 0L);
        for (int read; (read = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct)) > 0; received += read)
        {
            if ((await go.RunAsync(new(photo.Actor, id, received, piece.AsMemory(0, read)), ct)).Refusal is { } cut)
            {
                return cut;
            }
        }

        return await finish.RunAsync(photo.Actor, id, ct);
    }
}
