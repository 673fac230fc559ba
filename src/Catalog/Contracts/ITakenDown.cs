using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Contracts;

/// <summary>What officers took off the shelf and have not brought back: it is not shown elsewhere either, such as at fairs.</summary>
public interface ITakenDown
{
    /// <returns>Those of the products whose listing is taken down.</returns>
    Task<IReadOnlySet<ProductId>> AmongAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
