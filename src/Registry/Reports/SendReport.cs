using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reports;

/// <summary>Freezes a report under the next number of the office and hands it to a higher office. What is sent is what its sender had seen, or it is refused.</summary>
public sealed class SendReport(IDbContextFactory<MarketDbContext> contexts, ReportQueries reports, IReportPrinter printer, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="To">The level of the receiving office; its area is the sender's.</param>
    /// <param name="Seen"><see cref="ReportDocument.Print"/> of what the page showed.</param>
    public sealed record Command(Actor Actor, ReportQuestion Question, OfficeLevel To, string Seen, string? Note = null);

    /// <summary>The offices that an office reports to, the next one first.</summary>
    public static IReadOnlyList<OfficeArea> Above(OfficeArea office, AreaDirectory areas)
    {
        ArgumentNullException.ThrowIfNull(office);
        ArgumentNullException.ThrowIfNull(areas);
        var ministry = new OfficeArea(OfficeLevel.Ministry);
        return office.Level switch
        {
            OfficeLevel.Commune => [new(OfficeLevel.Province, office.ProvinceCode ?? areas.FindCommune(office.CommuneCode)?.ProvinceCode), ministry],
            OfficeLevel.Province => [ministry],
            OfficeLevel.Ministry => [],
        };
    }

    public async Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (actor, note) = (command.Actor, command.Note?.Trim() ?? "");
        if (actor is not { Kind: ActorKind.Officer, Area: { } office } || !actor.Tasks.HasFlag(command.Question.Kind.Task()))
        {
            return RegistryRefusals.OfficersOnly();
        }

        var figures = await reports.ReadAsync(actor, command.Question, ct);
        if (figures.Refusal is { } noRight)
        {
            return noRight;
        }

        var (document, to) = (printer.Print(figures.Value), Above(office, areas).FirstOrDefault(o => o.Level == command.To));
        if ((to is null ? RegistryRefusals.NoHigherOffice()
            : note.Length > SentReport.LongestNote ? RegistryRefusals.ReasonTooLong(SentReport.LongestNote)
            : document.Print() != command.Seen ? RegistryRefusals.ReportChanged()
            : null) is { } refusal)
        {
            return refusal;
        }

        return await contexts.InTransactionAsync<Guid>(async db =>
        {
            var (now, year, key) = (clock.GetUtcNow(), clock.Today().Year, SentReport.Key(office));
            await db.LockAsync($"registry.sent-reports:{key}:{year}", ct);
            var serial = 1 + (await db.SentReports.Where(r => r.Office == key && r.Year == year).MaxAsync(r => (int?)r.Serial, ct) ?? 0);
            var number = SentReport.NumberOf(year, serial);
            var stamped = printer.Stamp(document, new(number, now, actor.Name, office, to!, note.Length == 0 ? null : note));
            using var workbook = new MemoryStream();
            await ReportWorkbook.WriteAsync(stamped, workbook, ct);
            var sent = new SentReport
            {
                Office = key, Year = year, Serial = serial, ToOffice = SentReport.Key(to!), Kind = figures.Value.Kind, Title = stamped.Title, ProvinceCode = figures.Value.Scope.ProvinceCode, CommuneCode = figures.Value.Scope.CommuneCode,
                Content = JsonSerializer.Serialize(stamped, PlatformJson.Options), Workbook = workbook.ToArray(), Note = note.Length == 0 ? null : note, Actor = actor.ToString(), At = now,
            };
            db.SentReports.Add(sent);
            db.Audit(clock, actor, "registry.report_sent", $"report:{sent.Id}", sent.Note, after: new { number, sent.Office, sent.ToOffice, sent.Kind, Print = command.Seen });
            return sent.Id;
        }, ct);
    }
}
