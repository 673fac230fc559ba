using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Data;

/// <summary>Gives things their addresses, one at a time: whoever asks holds the lock to the end of the transaction.</summary>
public static class FreeSlugs
{
    private const int MostTries = 30;

    /// <summary>Gives out the plain name first, then the name with a number.</summary>
    /// <param name="given">Every slug of this kind of thing.</param>
    /// <param name="nameless">For names of which no letter can stand in an address.</param>
    public static async Task<Func<string, string>> FreeSlugsAsync(
        this MarketDbContext db, string lockName, IQueryable<string> given, string nameless, IReadOnlyList<string> names, CancellationToken ct, params IReadOnlyList<string> reserved)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(names);
        await db.LockAsync(lockName, ct);
        var tries = names.Select(SlugOf).Distinct().SelectMany(slug => Enumerable.Range(1, MostTries).Select(n => Numbered(slug, n))).ToArray();
        var taken = (await given.Where(s => tries.Contains(s)).ToListAsync(ct)).Concat(reserved).ToHashSet();
        return name =>
        {
            var slug = SlugOf(name);
            var free = Enumerable.Range(1, MostTries).Select(n => Numbered(slug, n)).FirstOrDefault(s => !taken.Contains(s)) ?? $"{slug}-{Guid.CreateVersion7():N}";
            taken.Add(free);
            return free;
        };

        string SlugOf(string name) => VietnameseText.Slug(name) is { Length: > 0 } slug ? slug : nameless;
    }

    private static string Numbered(string slug, int n) => n == 1 ? slug : FormattableString.Invariant($"{slug}-{n}");
}
