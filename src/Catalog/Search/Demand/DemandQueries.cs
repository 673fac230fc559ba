using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search.Demand;

/// <param name="Query">Folded, as it is kept.</param>
/// <param name="ProvinceCode">Null where no place was named.</param>
/// <param name="Count">Visitors a day, summed over the month.</param>
public sealed record DemandRow(string Query, string? ProvinceCode, int Count);

/// <param name="Months">That have something to show, newest first.</param>
public sealed record DemandPage(DateOnly Month, IReadOnlyList<DateOnly> Months, int Total, int Page, int PageSize, IReadOnlyList<DemandRow> Rows)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Reads what was looked for in vain.</summary>
public sealed class DemandQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Fewer visitor days could be one person and their own words.</summary>
    public const int FewestShown = 3;

    private const int PageSize = 50;

    /// <param name="month">Any day of it; null is the newest that has something.</param>
    /// <param name="provinceCode">Null is the whole country, searches that name no place too.</param>
    public async Task<Result<DemandPage>> ListAsync(Actor actor, DateOnly? month, string? provinceCode, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayReadDemand())
        {
            return CatalogRefusals.DemandNotYours();
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var shown = db.Set<UnmetSearch>().AsNoTracking().Where(s => s.Count >= FewestShown);
        var months = await shown.Select(s => s.Month).Distinct().OrderByDescending(m => m).ToListAsync(ct);
        var day = month ?? (months.Count > 0 ? months[0] : clock.Today());
        var first = new DateOnly(day.Year, day.Month, 1);
        var fitting = shown.Where(s => s.Month == first && (provinceCode == null || s.ProvinceCode == provinceCode));
        var total = await fitting.CountAsync(ct);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await fitting.OrderByDescending(s => s.Count).ThenBy(s => s.Query).ThenBy(s => s.ProvinceCode).Skip((number - 1) * PageSize).Take(PageSize)
            .Select(s => new DemandRow(s.Query, s.ProvinceCode == "" ? null : s.ProvinceCode, s.Count)).ToListAsync(ct);
        return new DemandPage(first, months, total, number, PageSize, rows);
    }
}
