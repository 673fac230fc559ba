using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Catalog.Search.Demand;

/// <summary>After midnight: what told yesterday's visitors apart goes, rare queries of past months go, and everything goes when its time is over.</summary>
internal sealed class ForgetDemandJob(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock) : IMarketJob
{
    public const string Name = "forget-demand";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var oldest = today.AddDays(-await settings.OfAsync(CatalogSettings.DemandDays, ct));
        var month = new DateOnly(today.Year, today.Month, 1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var keys = await db.Set<DemandKey>().Where(k => k.Day < today).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync($"update catalog.unmet_searches set marks = array[]::bytea[] where marked_on < {today} and cardinality(marks) > 0", ct);
        var gone = await db.Set<UnmetSearch>().Where(s => s.Month < oldest || (s.Month < month && s.Count < DemandQueries.FewestShown)).ExecuteDeleteAsync(ct);
        return $"{keys} keys and {gone} queries forgotten";
    }
}
