using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Cases;

/// <summary>
/// Who deals with what today. Holding a case orders work and gives no right: any officer of the area and task may decide it. Who lost the
/// office, the task or the area holds nothing any more, without anybody having to take it away.
/// </summary>
internal sealed class CaseFilters(IDbContextFactory<MarketDbContext> contexts, IStaff staff, TimeProvider clock) : ICaseFilters
{
    public async Task<CaseFilter> OfAsync(Actor actor, CaseKind kind, Whose whose, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (province, commune) = actor.Area is { Level: OfficeLevel.Province } p ? (p.ProvinceCode, null) : actor.Area is { Level: OfficeLevel.Commune } c ? (null, c.CommuneCode) : ((string?)null, (string?)null);
        var rows = await db.HandOvers.AsNoTracking().Where(h => h.Kind == kind && h.EndedAt == null && (province == null || h.ProvinceCode == province) && (commune == null || h.CommuneCode == commune)).ToListAsync(ct);
        var (holders, covered) = await ReadAsync(db, actor, kind, rows, ct);
        var mine = holders.Where(h => h.Value.Account == actor.Account || (actor.Account is not null && h.Value.Cover == actor.Account)).Select(h => h.Key).ToArray();
        return whose switch
        {
            Whose.All => new(true, holders, [], false, [], []),
            Whose.Nobody => new(false, holders, [], true, [], []),
            Whose.Mine => new(
                false, holders, mine, covered.Any(a => a.Level is OfficeLevel.Ministry), [.. covered.Where(a => a.Level is OfficeLevel.Province).Select(a => a.ProvinceCode!)],
                [.. covered.Where(a => a.Level is OfficeLevel.Commune).Select(a => a.CommuneCode!)]),
        };
    }

    /// <summary>Who deals with one case; null is nobody in office.</summary>
    public async Task<Holder?> HolderAsync(MarketDbContext db, HandOver? now, CancellationToken ct)
        => now is null ? null : (await ReadAsync(db, Actor.Guest, now.Kind, [now], ct)).Holders.GetValueOrDefault(now.CaseId);

    /// <summary>For whom the actor covers today.</summary>
    public static async Task<IReadOnlyList<AccountId>> CoveredByAsync(MarketDbContext db, Actor actor, DateOnly today, CancellationToken ct)
        => actor.Account is { } me ? await db.Absences.Where(Absence.On(today)).Where(a => a.Cover == me).Select(a => a.Officer).ToListAsync(ct) : [];

    private async Task<(Dictionary<Guid, Holder> Holders, List<OfficeArea> Covered)> ReadAsync(MarketDbContext db, Actor actor, CaseKind kind, IReadOnlyList<HandOver> rows, CancellationToken ct)
    {
        var (task, today, officers) = (kind.OfficeTask(), clock.Today(), rows.Select(r => r.Officer!.Value).Distinct().ToList());
        var absences = await db.Absences.AsNoTracking().Where(Absence.On(today)).Where(a => officers.Contains(a.Officer) || (actor.Account != null && a.Cover == actor.Account)).ToListAsync(ct);
        var offices = await staff.InOfficeAsync([.. officers.Concat(absences.SelectMany(a => new[] { a.Officer, a.Cover })).Distinct()], ct);
        var holders = new Dictionary<Guid, Holder>();
        foreach (var row in rows)
        {
            if (Reaches(row.Officer!.Value, row) is { } officer)
            {
                var cover = absences.Where(a => a.Officer == row.Officer && Reaches(a.Cover, row) is not null).Select(a => offices[a.Cover]).FirstOrDefault();
                holders[row.CaseId] = new(officer.Account, officer.Name, row.At, cover?.Account, cover?.Name);
            }
        }

        return (holders, [.. absences.Where(a => a.Cover == actor.Account).Select(a => offices.GetValueOrDefault(a.Officer)).Where(o => o?.Tasks.HasFlag(task) is true).Select(o => o!.Area)]);

        OfficerInOffice? Reaches(AccountId account, HandOver row)
            => offices.GetValueOrDefault(account) is { } o && o.Tasks.HasFlag(task) && o.Area.Covers(row.ProvinceCode, row.CommuneCode) ? o : null;
    }
}
