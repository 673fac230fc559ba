using Microsoft.EntityFrameworkCore;

namespace OcopMarket.Platform.Data;

/// <summary>
/// What the database knows of the sizes of its tables, and plans by. It looks by itself about once a minute; whoever fills empty tables by the thousand says
/// so, or is planned for as if they were still empty.
/// </summary>
public sealed class TableStatistics(IDbContextFactory<MarketDbContext> contexts)
{
    public async Task RefreshAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync($"analyze", ct);
    }
}
