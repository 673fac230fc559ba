using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search;

/// <summary>Writes what listings can be found by.</summary>
public sealed class SearchDocuments(AreaDirectory areas)
{
    /// <summary>Writes the documents of these listings anew, in the caller's transaction.</summary>
    public Task WriteAsync(MarketDbContext db, IReadOnlyCollection<int> listingNumbers, CancellationToken ct) => throw new NotSupportedException($"{areas}");
}
