using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

internal static class ListingSlugs
{
    /// <inheritdoc cref="FreeSlugs.FreeSlugsAsync"/>
    public static Task<Func<string, string>> FreeSlugsAsync(this MarketDbContext db, IReadOnlyList<string> names, CancellationToken ct)
        => db.FreeSlugsAsync("catalog.publish", db.Listings.Select(l => l.Slug), "san-pham", names, ct);
}
