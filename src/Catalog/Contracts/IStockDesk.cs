using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Contracts;

/// <summary>So many pieces of a packing.</summary>
public readonly record struct StockLine(VariantId Variant, int Quantity);

/// <summary>
/// Where orders take goods off the shelf and give them back, in the caller's transaction: rows are locked in id order, nothing goes below
/// zero, and every change is in the ledger.
/// </summary>
public interface IStockDesk
{
    /// <summary>All lines or none. Whether a packing may be sold today is the Offer rule's question, not this desk's.</summary>
    /// <param name="reference">What the order is called, for the ledger.</param>
    Task<Result> TakeAsync(MarketDbContext db, Actor actor, IReadOnlyCollection<StockLine> lines, string reference, CancellationToken ct);

    /// <summary>Gives back what an order had taken.</summary>
    Task<Result> ReturnAsync(MarketDbContext db, Actor actor, IReadOnlyCollection<StockLine> lines, string reference, CancellationToken ct);
}
