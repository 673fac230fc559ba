using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Contracts;

/// <summary>Keeps what covers products from ending while somebody sells them.</summary>
public interface IForceHold
{
    /// <summary>
    /// Until the caller's transaction ends no decision on these products' certificates, producers or licences can be committed: what is asked of
    /// the Offer rule afterwards, in the same transaction, stays true to its commit. Waits for decisions that are being committed.
    /// </summary>
    Task HoldAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
