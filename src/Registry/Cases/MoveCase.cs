using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Cases;

/// <summary>An officer takes a case up: one that nobody deals with, one of a colleague they cover for, or back what they handed over.</summary>
public sealed class TakeCase
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IEnumerable<ICases> _queues;
    private readonly CaseFilters _filters;
    private readonly TimeProvider _clock;

    internal TakeCase(IDbContextFactory<MarketDbContext> contexts, IEnumerable<ICases> queues, CaseFilters filters, TimeProvider clock)
        => (_contexts, _queues, _filters, _clock) = (contexts, queues, filters, clock);

    public Task<Result> RunAsync(Actor actor, CaseKind kind, Guid id, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            await db.LockCaseAsync(kind, id, ct);
            if (await _queues.FindCaseAsync(db, actor, kind, id, _clock, ct) is not { } found)
            {
                return RegistryRefusals.CaseUnknown();
            }

            var now = await db.HoldingAsync(kind, id, ct);
            var holder = await _filters.HolderAsync(db, now, ct);
            if (holder?.Account == actor.Account)
            {
                return Result.Success;
            }

            if (!found.Open || (holder is not null && holder.Cover != actor.Account && now!.ByAccount != actor.Account))
            {
                return found.Open ? RegistryRefusals.CaseHeld(found.Title, holder!.Name) : RegistryRefusals.CaseClosed(found.Title);
            }

            await db.MoveCaseAsync(_clock, actor, kind, found, now, HandOverAct.Taken, (actor.Account!.Value, actor.Name), null, ct);
            return Result.Success;
        }, ct);
}

/// <summary>Hands a case over to a colleague of the same area and task, with a note. Any officer of the area may: a head of office spreads work.</summary>
public sealed class HandOverCase
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IEnumerable<ICases> _queues;
    private readonly IStaff _staff;
    private readonly TimeProvider _clock;

    internal HandOverCase(IDbContextFactory<MarketDbContext> contexts, IEnumerable<ICases> queues, IStaff staff, TimeProvider clock)
        => (_contexts, _queues, _staff, _clock) = (contexts, queues, staff, clock);

    public sealed record Command(Actor Actor, CaseKind Kind, Guid Case, AccountId? To, string Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (actor, kind, id) = (command.Actor, command.Kind, command.Case);
        return _contexts.InTransactionAsync(async db =>
        {
            var note = VietnameseText.Clean(command.Note);
            await db.LockCaseAsync(kind, id, ct);
            if (await _queues.FindCaseAsync(db, actor, kind, id, _clock, ct) is not { } found)
            {
                return RegistryRefusals.CaseUnknown();
            }

            var colleague = (await _staff.OfficersForAsync(kind.OfficeTask(), found.ProvinceCode, found.CommuneCode, ct)).FirstOrDefault(o => o.Account == command.To && o.Account != actor.Account);
            if ((!found.Open ? RegistryRefusals.CaseClosed(found.Title)
                : colleague is null ? RegistryRefusals.ColleagueWithoutRight(found.Title)
                : note.Length == 0 ? RegistryRefusals.ReasonMissing()
                : note.Length > HandOver.LongestNote ? RegistryRefusals.ReasonTooLong(HandOver.LongestNote)
                : null) is { } refusal)
            {
                return refusal;
            }

            await db.MoveCaseAsync(_clock, actor, kind, found, await db.HoldingAsync(kind, id, ct), HandOverAct.HandedOver, (colleague!.Account, colleague.Name), note, ct);
            return Result.Success;
        }, ct);
    }
}

/// <summary>Who deals with a case, or covers for whoever does, gives it back to all officers of the area.</summary>
public sealed class PutCaseBack
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IEnumerable<ICases> _queues;
    private readonly CaseFilters _filters;
    private readonly TimeProvider _clock;

    internal PutCaseBack(IDbContextFactory<MarketDbContext> contexts, IEnumerable<ICases> queues, CaseFilters filters, TimeProvider clock)
        => (_contexts, _queues, _filters, _clock) = (contexts, queues, filters, clock);

    public Task<Result> RunAsync(Actor actor, CaseKind kind, Guid id, string? note, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var why = VietnameseText.Clean(note);
            await db.LockCaseAsync(kind, id, ct);
            if (await _queues.FindCaseAsync(db, actor, kind, id, _clock, ct) is not { } found)
            {
                return RegistryRefusals.CaseUnknown();
            }

            var now = await db.HoldingAsync(kind, id, ct);
            var holder = await _filters.HolderAsync(db, now, ct);
            if (kind is CaseKind.Import || holder is null || (holder.Account != actor.Account && holder.Cover != actor.Account) || why.Length > HandOver.LongestNote)
            {
                return why.Length > HandOver.LongestNote ? RegistryRefusals.ReasonTooLong(HandOver.LongestNote) : RegistryRefusals.CaseNotYours(found.Title);
            }

            await db.MoveCaseAsync(_clock, actor, kind, found, now, HandOverAct.PutBack, null, why.Length == 0 ? null : why, ct);
            return Result.Success;
        }, ct);
}

internal static class CaseMoves
{
    public static async Task MoveCaseAsync(
        this MarketDbContext db, TimeProvider clock, Actor actor, CaseKind kind, CaseFacts found, HandOver? now, HandOverAct act, (AccountId Account, string Name)? to, string? note, CancellationToken ct)
    {
        if (now is not null)
        {
            now.EndedAt = clock.GetUtcNow();
            await db.SaveChangesAsync(ct); // one at a time, in the database's eyes too
        }

        db.HandOvers.Add(new HandOver
        {
            Kind = kind, CaseId = found.Id, ProvinceCode = found.ProvinceCode, CommuneCode = found.CommuneCode, Act = act, Officer = to?.Account, OfficerName = to?.Name,
            By = actor.ToString(), ByAccount = actor.Account, Note = note, At = clock.GetUtcNow(), EndedAt = to is null ? clock.GetUtcNow() : null,
        });
        var action = act switch { HandOverAct.Taken => "registry.case_taken", HandOverAct.HandedOver => "registry.case_handed_over", HandOverAct.PutBack => "registry.case_put_back" };
        db.Audit(clock, actor, action, found.Subject, note, before: now?.OfficerName is { } name ? new { Officer = name } : null, after: new { Case = $"{kind}", Officer = to?.Name });
    }
}
