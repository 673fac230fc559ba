using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Stock;

internal sealed class StockDesk(StockBook book) : IStockDesk
{
    public Task<Result> TakeAsync(MarketDbContext db, Actor actor, IReadOnlyCollection<StockLine> lines, string reference, CancellationToken ct)
        => MoveAsync(db, actor, lines, -1, StockReason.Ordered, reference, ct);

    public Task<Result> ReturnAsync(MarketDbContext db, Actor actor, IReadOnlyCollection<StockLine> lines, string reference, CancellationToken ct)
        => MoveAsync(db, actor, lines, 1, StockReason.GivenBack, reference, ct);

    private async Task<Result> MoveAsync(MarketDbContext db, Actor actor, IReadOnlyCollection<StockLine> lines, int sign, StockReason reason, string reference, CancellationToken ct)
    {
        foreach (var line in lines)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(line.Quantity);
        }

        var wanted = lines.GroupBy(l => l.Variant).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity)); // a packing named twice is one change
        var levels = await StockBook.LockAsync(db, wanted.Keys, ct);
        foreach (var (variant, quantity) in wanted)
        {
            if (!levels.TryGetValue(variant, out var level))
            {
                return CatalogRefusals.PackingUnknown(variant.ToString());
            }

            if (sign < 0 && quantity > level.Stock)
            {
                return CatalogRefusals.OutOfStock(level.Packing, level.Stock);
            }
        }

        await book.WriteAsync(db, actor, [.. wanted.Select(w => (levels[w.Key], sign * w.Value))], reason, reference, ct);
        return Result.Success;
    }
}
