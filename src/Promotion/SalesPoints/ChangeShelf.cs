using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Puts a product on a point's shelf list or takes it off; what is put on has to be in force today.</summary>
public sealed class ChangeShelf(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, TimeProvider clock)
{
    public sealed record Command(Actor Actor, SalesPointId Point, IReadOnlyCollection<ProductId> On, IReadOnlyCollection<ProductId> Off);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var inForce = await goods.FindAsync(command.On, ct);
        var names = await goods.NamesAsync([.. command.On.Where(p => !inForce.ContainsKey(p))], ct);
        return await contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: true, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            if (command.On.FirstOrDefault(p => !inForce.ContainsKey(p)) is var ended && ended != default)
            {
                return PromotionRefusals.GoodsNotInForce(names.GetValueOrDefault(ended) ?? ended.ToString());
            }

            var shelf = await db.ShelfItems.Where(i => i.PointId == command.Point).ToListAsync(ct);
            var off = shelf.FindAll(i => command.Off.Contains(i.ProductId));
            var on = command.On.Distinct().Where(p => !shelf.Exists(i => i.ProductId == p)).ToList();
            if (shelf.Count - off.Count + on.Count > SalesPoint.MostGoods)
            {
                return PromotionRefusals.ShelfFull(SalesPoint.MostGoods);
            }

            if (on.Count + off.Count == 0)
            {
                return Result.Success;
            }

            db.ShelfItems.RemoveRange(off);
            db.ShelfItems.AddRange(on.Select(p => new ShelfItem(command.Point, p, clock.GetUtcNow())));
            found.Value.ChangedAt = clock.GetUtcNow();
            db.Audit(clock, command.Actor, "promotion.shelf_changed", found.Value.Subject(), before: new { Off = off.Select(i => i.ProductId.Value).ToList() }, after: new { On = on.Select(p => p.Value).ToList() });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Writes the list of goods without a star, which stand apart from OCOP products.</summary>
public sealed class KeepOtherGoods(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, SalesPointId Point, IReadOnlyList<OtherGoods> Goods);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: true, ct);
            var clean = command.Goods.Select(g => g with { Name = VietnameseText.Clean(g.Name) }).Where(g => g.Name.Length > 0).Distinct().ToList();
            if ((found.Refusal
                ?? (clean.Count > SalesPoint.MostOther ? PromotionRefusals.ShelfFull(SalesPoint.MostOther) : null)
                ?? (clean.Exists(g => g.Name.Length > SalesPoint.LongestName) ? PromotionRefusals.PointTextTooLong(SalesPoint.LongestName) : null)) is { } refusal)
            {
                return refusal;
            }

            var (point, before) = (found.Value, found.Value.OtherGoods);
            (point.OtherGoods, point.ChangedAt) = (clean, clock.GetUtcNow());
            db.Audit(clock, command.Actor, "promotion.other_goods_changed", point.Subject(), before: new { OtherGoods = before }, after: new { point.OtherGoods });
            return Result.Success;
        }, ct);
    }
}
