using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Registry.Misuse;

/// <summary>Takes a report up, or hands it over to another officer of the area with a note.</summary>
public sealed class AssignMisuseReport(IDbContextFactory<MarketDbContext> contexts, IStaff staff, TimeProvider clock)
{
    /// <param name="To">Another officer; null is the actor.</param>
    public sealed record Command(Actor Actor, Guid Report, AccountId? To = null, string Note = "");

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.LockedReportAsync(command.Report, ct) is not { } report || !MisuseRights.MayHandle(command.Actor, report.ProvinceCode, report.CommuneCode))
            {
                return RegistryRefusals.ReportUnknown();
            }

            var note = VietnameseText.Clean(command.Note);
            if (report.State is MisuseState.Answered)
            {
                return RegistryRefusals.ReportAnswered(report.Number);
            }

            if (command.To is null && report.AssignedTo is { } other && other != command.Actor.Account)
            {
                return RegistryRefusals.ReportTaken(report.Number, report.AssignedName!);
            }

            var (account, name) = (command.Actor.Account, command.Actor.Name);
            if (command.To is { } to)
            {
                var officer = (await staff.OfficersForAsync(OfficeTasks.Moderation, report.ProvinceCode, report.CommuneCode ?? "", ct)).FirstOrDefault(o => o.Account == to);
                if (officer is null || note.Length == 0 || note.Length > MisuseReport.LongestText)
                {
                    return officer is null ? RegistryRefusals.OutsideYourArea(report.Number) : note.Length == 0 ? RegistryRefusals.ReasonMissing() : RegistryRefusals.ReasonTooLong(MisuseReport.LongestText);
                }

                (account, name) = (officer.Account, officer.Name);
            }

            (report.State, report.AssignedTo, report.AssignedName) = (MisuseState.Working, account, name);
            if (note.Length > 0)
            {
                db.MisuseNotes.Add(new MisuseNote { ReportId = report.Id, Actor = command.Actor.ToString(), Text = note, At = clock.GetUtcNow() });
            }

            db.Audit(clock, command.Actor, "registry.misuse_assigned", $"misuse:{report.Id}", note.Length == 0 ? null : note, after: new { name });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Answers a report; its sender reads the answer by the secret address.</summary>
public sealed class AnswerMisuseReport(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, Guid Report, string Answer);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.LockedReportAsync(command.Report, ct) is not { } report || !MisuseRights.MayHandle(command.Actor, report.ProvinceCode, report.CommuneCode))
            {
                return RegistryRefusals.ReportUnknown();
            }

            var answer = command.Answer.Trim();
            if ((report.State is MisuseState.Answered ? RegistryRefusals.ReportAnswered(report.Number)
                : answer.Length == 0 ? RegistryRefusals.ReasonMissing()
                : answer.Length > MisuseReport.LongestText ? RegistryRefusals.ReasonTooLong(MisuseReport.LongestText)
                : null) is { } refusal)
            {
                return refusal;
            }

            (report.State, report.Answer, report.AnsweredAt) = (MisuseState.Answered, answer, clock.GetUtcNow());
            db.Audit(clock, command.Actor, "registry.misuse_answered", $"misuse:{report.Id}", after: new { report.Number });
            return Result.Success;
        }, ct);
    }
}

internal static class MisuseRights
{
    /// <summary>Officers for such reports whose area holds the place; where only the province is known, no commune's.</summary>
    public static bool MayHandle(Actor actor, string provinceCode, string? communeCode)
        => actor.Officiates(OfficeTasks.Moderation, provinceCode, communeCode ?? "");

    public static async Task<MisuseReport?> LockedReportAsync(this MarketDbContext db, Guid id, CancellationToken ct)
        => (await db.MisuseReports.FromSql($"select * from registry.misuse_reports where id = {id} for update").ToListAsync(ct)).SingleOrDefault();
}
