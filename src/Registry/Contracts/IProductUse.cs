using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Contracts;

/// <summary>Told by each module above that builds on products: what it uses cannot be taken out of the registry again.</summary>
public interface IProductUse
{
    /// <returns>Those of the products that something of the module points at.</returns>
    Task<IReadOnlyCollection<ProductId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
