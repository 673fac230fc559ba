using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Listings;

/// <summary>Gives listings their addresses, one at a time: whoever asks holds the lock to the end of the transaction.</summary>
internal static class ListingSlugs
{
    private const int MostTries = 30;

    /// <summary>Gives out the plain name first, then the name with a number.</summary>
    public static async Task<Func<string, string>> FreeSlugsAsync(this MarketDbContext db, IReadOnlyList<string> names, CancellationToken ct)
    {
        await db.LockAsync("catalog.publish", ct);
        var wanted = names.Select(SlugOf).Distinct().ToList();
        var tries = wanted.SelectMany(slug => Enumerable.Range(1, MostTries).Select(n => Numbered(slug, n))).ToArray();
        var taken = (await db.Listings.Where(l => tries.Contains(l.Slug)).Select(l => l.Slug).ToListAsync(ct)).ToHashSet();
        return name =>
        {
            var slug = SlugOf(name);
            var free = Enumerable.Range(1, MostTries).Select(n => Numbered(slug, n)).FirstOrDefault(s => !taken.Contains(s)) ?? $"{slug}-{Guid.CreateVersion7():N}";
            taken.Add(free);
            return free;
        };
    }

    private static string SlugOf(string name) => VietnameseText.Slug(name) is { Length: > 0 } slug ? slug : "san-pham";

    private static string Numbered(string slug, int n) => n == 1 ? slug : FormattableString.Invariant($"{slug}-{n}");
}
