using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;

namespace OcopMarket.Registry.Cases;

internal static class CaseRights
{
    /// <summary>The case for an officer who may deal with it; for anybody else it is not there.</summary>
    public static async Task<CaseFacts?> FindCaseAsync(this IEnumerable<ICases> queues, MarketDbContext db, Actor actor, CaseKind kind, Guid id, TimeProvider clock, CancellationToken ct)
    {
        if (queues.FirstOrDefault(q => q.Kind == kind) is not { } queue || await queue.In(db).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found)
        {
            return null;
        }

        var may = kind is CaseKind.Import ? await db.ReachesImportAsync(actor, id, clock.Today(), ct) : actor.Officiates(kind.OfficeTask(), found.ProvinceCode, found.CommuneCode);
        return may ? found : null;
    }

    public static Task<HandOver?> HoldingAsync(this MarketDbContext db, CaseKind kind, Guid id, CancellationToken ct)
        => db.HandOvers.SingleOrDefaultAsync(h => h.Kind == kind && h.CaseId == id && h.EndedAt == null, ct);

    /// <summary>Locks the case for this transaction: two officers take it up one after the other.</summary>
    public static Task LockCaseAsync(this MarketDbContext db, CaseKind kind, Guid id, CancellationToken ct) => db.LockAsync($"case:{kind}:{id}", ct);
}
