using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Imports;

/// <summary>
/// Brings a registry file in: every row gets a verdict, good rows are taken together in one transaction, the others come back with reasons.
/// The same file again changes nothing.
/// </summary>
public sealed class ImportRegistry(IDbContextFactory<MarketDbContext> contexts, RuleSets rules, AreaDirectory areas, TimeProvider clock)
{
    internal const string Lock = "registry-import";

    /// <param name="FileName">Kept with the run; the file's kind is told by its content.</param>
    /// <param name="File">Seekable, at its beginning.</param>
    /// <param name="Planned">Products of a plan, which have no certificate yet.</param>
    /// <param name="DryRun">The same verdicts, and nothing is written.</param>
    /// <param name="Expect">Sums of the paper; one that does not add up stops the whole run.</param>
    /// <param name="Confirmed">Rows whose doubt (<see cref="ImportVerdict.Ask"/>) a person has decided: they stand as written, as something of their own or as the correction they are.</param>
    /// <param name="Layout">How the file's columns are to be read, where its header does not say it.</param>
    /// <param name="Explanation">Why sums of the paper that do not add up are right nevertheless: with it they do not stop the run, and it is kept.</param>
    /// <param name="Progress">Hears how many rows are done.</param>
    public sealed record Command(
        Actor Actor, string FileName, Stream File, bool Planned = false, bool DryRun = false,
        IReadOnlyList<ControlTotal>? Expect = null, IReadOnlySet<int>? Confirmed = null, IProgress<int>? Progress = null,
        ImportLayout? Layout = null, string? Explanation = null);

    public async Task<Result<ImportReport>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var hash = command.File.Length > TableFile.LargestBytes ? "" : Convert.ToHexStringLower(await SHA256.HashDataAsync(command.File, ct));
        command.File.Position = 0;
        var read = ReadRows(command, ct);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var (header, rows) = read.Value;
        return await contexts.InTransactionAsync<ImportReport>(async db =>
        {
            await db.LockAsync(Lock, ct);
            return command.Planned ? await PlanProductsAsync(db, command, hash, header, rows, ct) : await TakeCertificatesAsync(db, command, hash, header, rows, ct);
        }, ct);
    }

    private Result<(ImportHeader Header, List<ReadRow> Rows)> ReadRows(Command command, CancellationToken ct)
    {
        var opened = TableFile.Open(command.File);
        if (opened.Refusal is { } refusal)
        {
            return refusal;
        }

        using var table = opened.Value;
        var header = (command.Layout ?? ImportLayout.AsNamed).ReadHeader(table.Header, command.Planned);
        if (header.Refusal is { } wrongHeader)
        {
            return wrongHeader;
        }

        var (rows, today, above) = (new List<ReadRow>(), clock.Today(), (TableRow?)null);
        while (table.Read())
        {
            ct.ThrowIfCancellationRequested();
            above = (command.Layout ?? ImportLayout.AsNamed).Complete(table.Row, above, header.Value);
            var cells = new ImportRow(header.Value, above, areas, today);
            rows.Add(command.Planned ? new(cells, null, cells.ReadPlanned()) : new(cells, cells.ReadCertificate(), null));
        }

        return table.Refusal is { } broken ? broken : (header.Value, rows);
    }

    private async Task<ImportReport> TakeCertificatesAsync(MarketDbContext db, Command command, string hash, ImportHeader header, List<ReadRow> rows, CancellationToken ct)
    {
        var book = await RegistryBook.LoadAsync(db, [.. rows.Select(r => r.Certificate).OfType<CertificateRow>()], ct);
        var plan = new ImportPlan(book, command.Actor, rules, areas, command.Confirmed ?? new HashSet<int>(), clock.Today());
        foreach (var row in rows)
        {
            plan.Take(row.Cells, row.Certificate);
        }

        var report = Report(command, header, plan.Finish(), plan.Counted);
        if (report.Outcome is ImportOutcome.Taken)
        {
            var run = Run(command, hash, report, [.. plan.Counted.Select(r => r.ProvinceCode)]);
            var work = plan.Work.ToList();
            var done = report.Rows.Count - work.Count;
            await new ImportWriter(db, run, command.Actor, areas, clock).WriteAsync(book, work, written => command.Progress?.Report(done += written), ct);
            return report with { Run = run.Id };
        }

        command.Progress?.Report(report.Rows.Count);
        return report;
    }

    private async Task<ImportReport> PlanProductsAsync(MarketDbContext db, Command command, string hash, ImportHeader header, List<ReadRow> rows, CancellationToken ct)
    {
        var plan = new PlannedPlan(areas, command.Actor, command.Confirmed ?? new HashSet<int>());
        await plan.LoadAsync(db, ct);
        foreach (var row in rows)
        {
            plan.Take(row.Cells, row.Planned);
        }

        var report = Report(command, header, plan.Finish(), plan.Counted);
        if (report.Outcome is ImportOutcome.Taken)
        {
            var run = Run(command, hash, report, [.. plan.Counted.Select(r => r.ProvinceCode)]);
            await new ImportWriter(db, run, command.Actor, areas, clock).WriteAsync([.. plan.Work], ct);
            report = report with { Run = run.Id };
        }

        command.Progress?.Report(report.Rows.Count);
        return report;
    }

    private ImportReport Report(Command command, ImportHeader header, IReadOnlyList<ImportedRow> rows, IReadOnlyList<CountedRow> counted)
    {
        var differences = ControlTotals.Differences(command.Expect ?? [], counted, areas);
        var outcome = differences.Count > 0 && VietnameseText.Clean(command.Explanation).Length == 0 ? ImportOutcome.TotalsDiffer
            : command.DryRun ? ImportOutcome.DryRun
            : rows.Any(r => r.Verdict is ImportVerdict.New or ImportVerdict.Changed) ? ImportOutcome.Taken
            : ImportOutcome.NothingNew;
        return new ImportReport(outcome, null, rows, differences) { Columns = header.Written };
    }

    private ImportRun Run(Command command, string hash, ImportReport report, HashSet<string> provinces)
    {
        var name = VietnameseText.Clean(Path.GetFileName(command.FileName));
        return new ImportRun
        {
            FileName = name.Length > 300 ? name[^300..] : name,
            FileHash = hash,
            Planned = command.Planned,
            Actor = command.Actor.ToString(),
            Account = command.Actor.Account,
            ProvinceCode = provinces.Count == 1 ? provinces.Single() : null,
            Explanation = report.Differences.Count == 0 ? null : Shortened(command.Explanation),
            At = clock.GetUtcNow(),
            New = report.New,
            Changed = report.Changed,
            Same = report.Same,
            Refused = report.Refused,
            Asked = report.Asked,
        };
    }

    private static string Shortened(string? text) => VietnameseText.Clean(text) is { Length: > ImportRun.LongestExplanation } tooLong ? tooLong[..ImportRun.LongestExplanation] : VietnameseText.Clean(text);

    private sealed record ReadRow(ImportRow Cells, CertificateRow? Certificate, PlannedRow? Planned);
}
