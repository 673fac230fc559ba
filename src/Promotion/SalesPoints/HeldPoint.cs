using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

internal static class HeldPoint
{
    /// <summary>The point, locked, for an officer of its place or, where that is enough, one of its keepers.</summary>
    /// <param name="version">As the page showed it; after another's change it is shown anew first. Null where nothing that was shown is written over.</param>
    public static async Task<Result<SalesPoint>> HoldPointAsync(this MarketDbContext db, Actor actor, SalesPointId id, uint? version, bool orKeeper, CancellationToken ct)
    {
        var found = await db.SalesPoints.FromSql($"select *, xmin from promotion.sales_points where id = {id.Value} for update").ToListAsync(ct);
        return found is not [var point] || !(actor.MayRunPoints(point.ProvinceCode, point.CommuneCode) || (orKeeper && await db.KeepsPointAsync(actor, id, ct))) ? PromotionRefusals.PointUnknown()
            : version is { } seen && db.Entry(point).Property<uint>("xmin").CurrentValue != seen ? PromotionRefusals.PointMoved()
            : point;
    }

    public static async Task<bool> KeepsPointAsync(this MarketDbContext db, Actor actor, SalesPointId id, CancellationToken ct)
        => actor is { Kind: ActorKind.Member, Account: { } account } && await db.SalesPointKeepers.AnyAsync(k => k.PointId == id && k.AccountId == account, ct);

    /// <summary>Puts photos on the point, in the order given.</summary>
    public static async Task<Result> PutPhotosAsync(this MarketDbContext db, Actor actor, SalesPoint point, IReadOnlyList<(PictureId Picture, string Alt)> photos, CancellationToken ct)
    {
        var attached = await db.AttachPicturesAsync(actor, [.. photos.Select(p => p.Picture)], [.. point.Photos.Select(p => p.Picture)], isPrivate: false, ct);
        if (attached.Refusal is { } refusal)
        {
            return refusal;
        }

        point.Photos = [.. attached.Value.Select(v => new PointPhoto(v.Id, v.Key.ToString(), photos.First(p => p.Picture == v.Id).Alt))];
        return Result.Success;
    }

    public static string Subject(this SalesPoint point) => Subject(point.Id);

    public static string Subject(SalesPointId point) => $"sales_point:{point}";

    /// <summary>For the audit trail.</summary>
    public static object Said(this SalesPoint point) => new
    {
        point.Slug, point.Name, point.Kind, point.PlaceType, point.Street, point.CommuneCode, Pin = point.Pin.ToString(), point.Phone, point.Operator, point.Owner, point.Funder, point.Manager,
        point.AreaSquareMetres, point.TextVi, point.TextEn, point.Hours, point.Timetable, point.OcopStreet, point.Support, point.Recognition, point.State, Photos = point.Photos.Count,
    };
}
