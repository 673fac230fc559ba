using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Registry.Cases;

/// <summary>An officer, or an administrator for one, says to whom the officer's work goes while they are away.</summary>
public sealed class DeclareAbsence(IDbContextFactory<MarketDbContext> contexts, IStaff staff, TimeProvider clock)
{
    /// <param name="Officer">Who will be away.</param>
    /// <param name="Cover">Of an area that holds the officer's, with all of the officer's tasks.</param>
    public sealed record Command(Actor Actor, AccountId Officer, AccountId? Cover, DateOnly? From, DateOnly? Through, string? Note = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync("registry.absences", ct); // covers are looked at both ways
            var offices = await staff.InOfficeAsync([command.Officer, .. command.Cover is { } c ? [c] : Array.Empty<AccountId>()], ct);
            if (!AbsenceRights.May(command.Actor, command.Officer) || !offices.TryGetValue(command.Officer, out var officer))
            {
                return RegistryRefusals.OfficersOnly();
            }

            var (today, note) = (clock.Today(), VietnameseText.Clean(command.Note));
            var cover = command.Cover is { } chosen && chosen != command.Officer ? offices.GetValueOrDefault(chosen) : null;
            if ((command is not { From: { } from, Through: { } through } || from < today || through < from || through.DayNumber - from.DayNumber >= Absence.MostDays ? RegistryRefusals.AbsenceDaysWrong(Absence.MostDays)
                : cover is null || !cover.Area.Holds(officer.Area) || (cover.Tasks & officer.Tasks) != officer.Tasks ? RegistryRefusals.CoverWithoutRight(officer.Name)
                : note.Length > Absence.LongestNote ? RegistryRefusals.ReasonTooLong(Absence.LongestNote)
                : await WhyNotAsync(db, officer, cover, from, through, ct)) is { } refusal)
            {
                return refusal;
            }

            db.Absences.Add(new Absence
            {
                Officer = officer.Account, OfficerName = officer.Name, Cover = cover!.Account, CoverName = cover.Name, From = command.From!.Value, Through = command.Through!.Value,
                Note = note.Length == 0 ? null : note, By = command.Actor.ToString(), At = clock.GetUtcNow(),
            });
            db.Audit(clock, command.Actor, "registry.absence_declared", $"account:{officer.Account}", note.Length == 0 ? null : note, after: new { Cover = cover.Name, command.From, command.Through });
            return Result.Success;
        }, ct);
    }

    /// <summary>One cover a day, and who covers is there: work does not travel along a chain.</summary>
    private static async Task<Refusal?> WhyNotAsync(MarketDbContext db, OfficerInOffice officer, OfficerInOffice cover, DateOnly from, DateOnly through, CancellationToken ct)
    {
        var other = await db.Absences.Where(a => a.EndedAt == null && a.From <= through && a.Through >= from)
            .Where(a => a.Officer == officer.Account || a.Officer == cover.Account || a.Cover == officer.Account).OrderBy(a => a.From).FirstOrDefaultAsync(ct);
        return other is null ? null
            : other.Officer == officer.Account ? RegistryRefusals.AbsentAlready(officer.Name, other.From, other.Through)
            : other.Officer == cover.Account ? RegistryRefusals.CoverIsAway(cover.Name, other.From, other.Through)
            : RegistryRefusals.CoversForSomebody(officer.Name, other.OfficerName, other.From, other.Through);
    }
}

/// <summary>Calls an absence off, or ends it before its time: the work is the officer's again at once.</summary>
public sealed class EndAbsence(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, Guid id, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var absence = (await db.Absences.FromSql($"select * from registry.absences where id = {id} for update").ToListAsync(ct)).SingleOrDefault();
            if (absence is null || !AbsenceRights.May(actor, absence.Officer))
            {
                return RegistryRefusals.OfficersOnly();
            }

            if (absence.EndedAt is null)
            {
                absence.EndedAt = clock.GetUtcNow();
                db.Audit(clock, actor, "registry.absence_ended", $"account:{absence.Officer}", before: new { absence.From, absence.Through, Cover = absence.CoverName });
            }

            return Result.Success;
        }, ct);
}

/// <param name="Now">It holds today.</param>
public sealed record AbsenceView(Guid Id, string OfficerName, string CoverName, DateOnly From, DateOnly Through, string? Note, bool Now);

/// <param name="Own">The officer's absences of today and later, the next first.</param>
/// <param name="Covering">Colleagues whose work the officer does or will do.</param>
/// <param name="Colleagues">Who may cover.</param>
public sealed record AbsenceBoard(IReadOnlyList<AbsenceView> Own, IReadOnlyList<AbsenceView> Covering, IReadOnlyList<OfficerInOffice> Colleagues);

/// <summary>Reads absences for the officer and for administrators.</summary>
public sealed class AbsenceQueries(IDbContextFactory<MarketDbContext> contexts, IStaff staff, TimeProvider clock)
{
    /// <returns>Null when the person is no officer today, or not for the actor to see.</returns>
    public async Task<AbsenceBoard?> OfAsync(Actor actor, AccountId officer, CancellationToken ct)
    {
        if (!AbsenceRights.May(actor, officer) || !(await staff.InOfficeAsync([officer], ct)).TryGetValue(officer, out var office))
        {
            return null;
        }

        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Absences.AsNoTracking().Where(a => a.EndedAt == null && a.Through >= today && (a.Officer == officer || a.Cover == officer)).OrderBy(a => a.From).ThenBy(a => a.Id).ToListAsync(ct);
        var colleagues = await staff.OfficersForAsync(office.Tasks, office.Area.ProvinceCode ?? "", office.Area.CommuneCode ?? "", ct);
        return new([.. rows.Where(a => a.Officer == officer).Select(View)], [.. rows.Where(a => a.Cover == officer).Select(View)], [.. colleagues.Where(c => c.Account != officer)]);

        AbsenceView View(Absence a) => new(a.Id, a.OfficerName, a.CoverName, a.From, a.Through, a.Note, a.From <= today);
    }
}

internal static class AbsenceRights
{
    public static bool May(Actor actor, AccountId officer) => actor.Kind is ActorKind.Administrator || (actor.Kind is ActorKind.Officer && actor.Account == officer);
}
