using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.People;

/// <summary>How many accounts there are of each kind.</summary>
public sealed record PeopleCounts(int Members, int Officers, int Administrators);

/// <summary>Reads people for administrators; for anyone else there are none.</summary>
public sealed class PeopleQueries(IDbContextFactory<MarketDbContext> contexts)
{
    public async Task<PeopleCounts> CountAsync(Actor actor, CancellationToken ct)
    {
        if (!AdministratorRights.MaySee(actor))
        {
            return new(0, 0, 0);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db.Accounts.GroupBy(a => a.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(counts.GetValueOrDefault(AccountKind.Member), counts.GetValueOrDefault(AccountKind.Officer), counts.GetValueOrDefault(AccountKind.Administrator));
    }
}
