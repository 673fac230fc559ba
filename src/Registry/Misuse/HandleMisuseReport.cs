using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Misuse;

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
            await db.CloseCaseAsync(clock, CaseKind.MisuseReport, report.Id, ct);
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
