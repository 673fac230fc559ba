using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Cases;

/// <summary>A line of an officer's work, whatever queue it stands in.</summary>
public sealed record CaseRow(CaseKind Kind, Guid Id, string Title, string ProvinceCode, string? CommuneCode, DateTimeOffset Since, string Target, Holder? Holder);

/// <param name="Cut">There are more than are shown.</param>
public sealed record CaseList(IReadOnlyList<CaseRow> Rows, bool Cut);

public sealed record HandOverView(HandOverAct Act, string? Officer, string By, string? Note, DateTimeOffset At);

/// <summary>Who deals with a case, who did, and what the reader may do about that.</summary>
/// <param name="Colleagues">To whom it may be handed over.</param>
/// <param name="MayTake">Nobody deals with it, the reader covers for the holder, or handed it over.</param>
public sealed record CaseView(bool Open, Holder? Holder, bool Mine, bool MayTake, bool MayPutBack, IReadOnlyList<HandOverView> History, IReadOnlyList<OfficerInOffice> Colleagues);

/// <summary>Reads the officers' work over all queues.</summary>
public sealed class CaseQueries
{
    private const int Most = 100;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IEnumerable<ICases> _queues;
    private readonly CaseFilters _filters;
    private readonly IStaff _staff;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    internal CaseQueries(IDbContextFactory<MarketDbContext> contexts, IEnumerable<ICases> queues, CaseFilters filters, IStaff staff, AreaDirectory areas, TimeProvider clock)
        => (_contexts, _queues, _filters, _staff, _areas, _clock) = (contexts, queues, filters, staff, areas, clock);

    /// <summary>What waits in the queues of the actor's tasks, the oldest first.</summary>
    public async Task<Result<CaseList>> OpenAsync(Actor actor, DeskScope asked, CancellationToken ct)
    {
        var scope = DeskScope.For(actor, asked, _areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        var (province, commune, (from, until)) = (scope.Value.ProvinceCode, scope.Value.CommuneCode, scope.Value.Moments);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var rows = new List<CaseRow>();
        foreach (var queue in _queues.Where(q => actor.Tasks.HasFlag(q.Kind.OfficeTask())).OrderBy(q => q.Kind))
        {
            // What somebody brought to import is nobody else's to see.
            var filter = await _filters.OfAsync(actor, queue.Kind, queue.Kind is CaseKind.Import ? Whose.Mine : asked.Whose, ct);
            if (queue.Kind is CaseKind.Import)
            {
                filter = filter with { Wanted = asked.Whose is Whose.Nobody ? [] : filter.Wanted, Everywhere = false, Provinces = [], Communes = [] };
            }

            var cases = await queue.In(db).Where(c => c.Open && (province == null || c.ProvinceCode == province) && (commune == null || c.CommuneCode == commune)
                    && (from == null || c.Since >= from) && (until == null || c.Since < until)
                    && (filter.All || filter.Wanted.Contains(c.Id) || (!filter.Held.Contains(c.Id) && (filter.Everywhere || filter.Provinces.Contains(c.ProvinceCode) || filter.Communes.Contains(c.CommuneCode)))))
                .OrderBy(c => c.Since).ThenBy(c => c.Id).Take(Most + 1).ToListAsync(ct);
            rows.AddRange(cases.Select(c => new CaseRow(queue.Kind, c.Id, c.Title, c.ProvinceCode, c.CommuneCode.Length == 0 ? null : c.CommuneCode, c.Since, c.Target, filter.Holders.GetValueOrDefault(c.Id))));
        }

        return new CaseList([.. rows.OrderBy(r => r.Since).ThenBy(r => r.Id).Take(Most)], rows.Count > Most);
    }

    /// <returns>Null when there is no such case, or it is not this officer's to deal with.</returns>
    public async Task<CaseView?> FindAsync(Actor actor, CaseKind kind, Guid id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await _queues.FindCaseAsync(db, actor, kind, id, _clock, ct) is not { } found)
        {
            return null;
        }

        var history = await db.HandOvers.AsNoTracking().Where(h => h.Kind == kind && h.CaseId == id).OrderByDescending(h => h.At).ThenByDescending(h => h.Id).Take(Most).ToListAsync(ct);
        var now = history.FirstOrDefault(h => h.EndedAt is null);
        var holder = await _filters.HolderAsync(db, now, ct);
        var colleagues = found.Open ? await _staff.OfficersForAsync(kind.OfficeTask(), found.ProvinceCode, found.CommuneCode, ct) : [];
        var (mine, covers) = (holder is not null && holder.Account == actor.Account, holder?.Cover is { } cover && cover == actor.Account);
        return new(
            found.Open, holder, mine, found.Open && !mine && (holder is null || covers || now!.ByAccount == actor.Account), found.Open && kind is not CaseKind.Import && (mine || covers),
            [.. history.Select(h => new HandOverView(h.Act, h.OfficerName, h.By, h.Note, h.At))], [.. colleagues.Where(c => c.Account != actor.Account && c.Account != holder?.Account)]);
    }
}
