using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

internal static class ImportReach
{
    /// <summary>Whether the file came to the officer, by bringing it or by a hand-over, or to somebody for whom the officer covers today. Who handed it over may take it back.</summary>
    public static async Task<bool> ReachesImportAsync(this MarketDbContext db, Actor actor, Guid file, DateOnly today, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Officer, Account: { } me } || !ImportDesk.MayBring(actor))
        {
            return false;
        }

        var rows = await db.HandOvers.AsNoTracking().Where(h => h.Kind == CaseKind.Import && h.CaseId == file).OrderByDescending(h => h.At).ThenByDescending(h => h.Id).Select(h => new { h.Officer, h.ByAccount }).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return false;
        }

        return rows[0].Officer == me || rows[0].ByAccount == me || rows[^1].Officer == me || (await CaseFilters.CoveredByAsync(db, actor, today, ct)).Contains(rows[0].Officer!.Value);
    }
}
