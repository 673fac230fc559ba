using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Photos of points.</summary>
internal sealed class PointPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"select (p -> 'picture' ->> 'value')::uuid as \"Value\" from promotion.sales_points s cross join jsonb_array_elements(s.photos) p where p -> 'picture' ->> 'value' = any ({ids})").ToListAsync(ct)).Select(PictureId.From)];
    }
}

/// <summary>What is on a shelf list stays in the registry.</summary>
internal sealed class ShelvedProducts : IProductUse
{
    public async Task<IReadOnlyCollection<ProductId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct)
        => await db.ShelfItems.Where(i => products.Contains(i.ProductId)).Select(i => i.ProductId).Distinct().ToListAsync(ct);
}

/// <summary>Points whose shelf list would lose the product.</summary>
internal sealed class PointsOfEnding : IEffectsOfEnding
{
    public async Task<IReadOnlyList<(EndingEffect Effect, int Count)>> OfAsync(MarketDbContext db, ProductId product, CancellationToken ct)
    {
        var all = db.SalesPoints;
        var points = await db.ShelfItems.CountAsync(i => i.ProductId == product && all.Any(p => p.Id == i.PointId && (p.State == SalesPointState.Recognised || p.State == SalesPointState.Operating)), ct);
        return points == 0 ? [] : [(EndingEffect.SalesPoints, points)];
    }
}

/// <summary>A person whose account goes keeps nothing any more; the points stay.</summary>
internal sealed class ForgetKeeper : IForgetPerson
{
    public Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct) => db.SalesPointKeepers.Where(k => k.AccountId == account).ExecuteDeleteAsync(ct);
}

/// <summary>Which points a person keeps.</summary>
internal sealed class KeeperRecords(IDbContextFactory<MarketDbContext> contexts) : IPersonalRecords
{
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(AccountId account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = await db.SalesPointKeepers.Where(k => k.AccountId == account).OrderBy(k => k.Since).Join(db.SalesPoints, k => k.PointId, p => p.Id, (k, p) => new { p.Name, p.Slug, k.Since }).ToListAsync(ct);
        return kept.Count == 0 ? new Dictionary<string, object>() : new Dictionary<string, object> { ["sales_points"] = kept };
    }
}
