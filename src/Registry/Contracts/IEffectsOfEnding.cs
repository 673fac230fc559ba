using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Contracts;

public enum EndingEffect
{
    /// <summary>Listings that leave the shelf.</summary>
    Listings,

    /// <summary>Parcels that are sold and have not left the house.</summary>
    Parcels,

    /// <summary>Sales points that have it on the shelf list.</summary>
    SalesPoints,

    /// <summary>Coming fairs at which it is to be shown.</summary>
    Fairs,
}

/// <summary>Told by each module above that builds on certificates: what would follow if a product's certificate ended now. An officer sees it before deciding.</summary>
public interface IEffectsOfEnding
{
    /// <returns>Only effects that there are.</returns>
    Task<IReadOnlyList<(EndingEffect Effect, int Count)>> OfAsync(MarketDbContext db, ProductId product, CancellationToken ct);
}
