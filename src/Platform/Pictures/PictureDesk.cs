using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Pictures;

/// <summary>Where modules ask for pictures that they put on a thing of theirs.</summary>
public static class PictureDesk
{
    /// <summary>For forms that name a picture which is not there or not theirs to name.</summary>
    public static Refusal Unknown { get; } = PlatformRefusals.PictureUnknown();

    /// <summary>Somebody without an account who sends photos with a form: known as one person for that form, so that limits and attaching work as for anybody.</summary>
    /// <param name="known">When the same form comes again.</param>
    public static Actor Stranger(AccountId? known = null) => Actor.Guest with { Account = known ?? AccountId.New() };

    /// <summary>
    /// Gives the pictures in the order asked for and keeps them from being removed until the caller's transaction ends; by then the module's
    /// <see cref="IPictureUse"/> must know them. New ones must be the actor's own; those already on the thing may be anybody's.
    /// </summary>
    /// <param name="already">What is on the thing now, by the module's own tables.</param>
    /// <param name="isPrivate">Whether papers are asked for or pictures for all to see: one is never taken for the other.</param>
    public static async Task<Result<IReadOnlyList<PictureView>>> AttachPicturesAsync(
        this MarketDbContext db, Actor actor, IReadOnlyList<PictureId> pictures, IReadOnlyCollection<PictureId> already, bool isPrivate, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(already);
        var ids = pictures.Select(p => p.Value).Distinct().ToArray();
        var rows = await db.Pictures.FromSql($"select * from platform.pictures where id = any ({ids}) and removed_at is null order by id for share").AsNoTracking().ToListAsync(ct);
        var found = rows.Where(p => p.Private == isPrivate && (already.Contains(p.Id) || (actor.Account is { } account && p.MadeBy == account))).ToDictionary(p => p.Id, p => p.View);
        return pictures.All(found.ContainsKey) ? pictures.Distinct().Select(p => found[p]).ToList() : PlatformRefusals.PictureUnknown();
    }

    /// <summary>Pictures a person sent and nothing may show any more: nobody sees them from the caller's commit on, and the next clean-up takes their files without waiting.</summary>
    public static Task<int> DropPicturesAsync(this MarketDbContext db, TimeProvider clock, AccountId account, IReadOnlyCollection<PictureId> pictures, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        return db.Pictures.Where(p => pictures.Contains(p.Id) && p.MadeBy == account).ExecuteUpdateAsync(set => set.SetProperty(p => p.RemovedAt, now), ct);
    }
}
