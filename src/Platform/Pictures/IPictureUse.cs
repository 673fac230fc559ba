using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Pictures;

/// <summary>Told by each module that shows or keeps pictures: what it uses stays, what nobody uses is removed after a week.</summary>
public interface IPictureUse
{
    /// <returns>Those of the pictures that something of the module points at by its <see cref="PictureId"/> or its <see cref="PictureKey"/>, drafts and waiting revisions included.</returns>
    Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct);

    /// <summary>Whether the actor may see this private picture because of what the module uses it for; its uploader may in any case.</summary>
    Task<bool> MaySeeAsync(MarketDbContext db, Actor actor, PictureId picture, CancellationToken ct) => Task.FromResult(false);
}
