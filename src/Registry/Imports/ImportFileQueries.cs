using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>A file at the desk, with what the page needs at its step.</summary>
/// <param name="Header">The file's own column names.</param>
/// <param name="Sample">Its first rows.</param>
/// <param name="UndoHours">In which it may be taken back after it was taken.</param>
/// <param name="Silent">It was being worked on, and nobody is any more: it may be begun again.</param>
public sealed record ImportFileView(
    Guid Id, string FileName, bool Planned, int Rows, ImportFileState State, int Done, bool Silent, ImportLayout Layout, string Totals, string Explanation, IReadOnlyList<int> Confirmed,
    IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Sample, StoredReport? Report, Refusal? Refusal, ImportRunView? Run, int UndoHours);

/// <summary>A line of the history of imports.</summary>
/// <param name="File">The kept file; null for imports at the machine.</param>
/// <param name="MayUndo">This officer may take it back now.</param>
public sealed record ImportRunView(
    ImportRunId Id, string FileName, bool Planned, string Actor, DateTimeOffset At, int New, int Changed, int Same, int Refused, int Asked, string? Explanation, DateTimeOffset? UndoneAt, string? UndoneBy, Guid? File, bool MayUndo);

/// <summary>Reads the imports of an office.</summary>
public sealed class ImportFileQueries(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    private const int SampleRows = 5, HistorySize = 50;

    /// <returns>Null when there is none or it is another's.</returns>
    public async Task<ImportFileView?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ImportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file || !(ImportDesk.Owns(actor, file.Actor, file.Account) || await db.ReachesImportAsync(actor, id, clock.Today(), ct)))
        {
            return null;
        }

        var undoHours = await settings.OfAsync(RegistrySettings.UndoHours, ct);
        var (header, sample) = Beginning(file.Content);
        var run = file.RunId is { } runId ? await db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == runId, ct) : null;
        var working = file.State is ImportFileState.Checking or ImportFileState.Taking;
        return new(
            file.Id, file.FileName, file.Planned, file.Rows, file.State, file.Done, working && !(clock.GetUtcNow() - file.WorkedAt < ImportDesk.Silence), JsonSerializer.Deserialize<ImportLayout>(file.Layout, PlatformJson.Options)!,
            file.Totals, file.Explanation, file.Confirmed, header, sample, file.Report is { } report ? StoredReport.Parse(report) : null, file.Refusal is { } refusal ? StoredReport.ReadRefusal(refusal) : null,
            run is null ? null : View(actor, run, file.Id, undoHours), undoHours);
    }

    /// <summary>The file as it came; null when there is none or it is another's.</summary>
    public async Task<(string Name, byte[] Content)?> ContentAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.ImportFiles.AsNoTracking().Where(f => f.Id == id).Select(f => new { f.FileName, f.Content, f.Actor, f.Account, Province = db.Set<ImportRun>().Where(r => r.Id == f.RunId).Select(r => r.ProvinceCode).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        return file is null || !(ImportDesk.Owns(actor, file.Actor, file.Account) || (file.Province is { } province && actor.Kind is ActorKind.Officer && actor.Area is { } area && (area.Level is OfficeLevel.Ministry || (area.Level is OfficeLevel.Province && area.ProvinceCode == province))))
            && !await db.ReachesImportAsync(actor, id, clock.Today(), ct)
            ? null : (file.FileName, file.Content);
    }

    /// <summary>Writes the rows of a file that were not taken, as they came, with row, cell and reason.</summary>
    /// <param name="say">The reason in words.</param>
    public async Task<bool> WriteRefusedAsync(Actor actor, Guid id, Stream to, TableFormat format, Func<Refusal, string> say, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (await FindAsync(actor, id, ct) is not { Report: { } report } || await ContentAsync(actor, id, ct) is not { } file)
        {
            return false;
        }

        var held = report.Rows.Where(r => r.Verdict is ImportVerdict.Refused or ImportVerdict.Ask).ToDictionary(r => r.Row);
        using var content = new MemoryStream(file.Content, writable: false);
        using var table = TableFile.Open(content).Value;
        var columns = table.Header.Cells.Count;
        await using var writer = await TableWriter.CreateAsync(to, format, [.. table.Header.Cells.Select(c => c.Text), .. ImportHeader.OfRefusedRows], ct);
        while (table.Read())
        {
            if (held.TryGetValue(table.Row.Number, out var row))
            {
                await writer.WriteAsync(
                    [
                        .. Enumerable.Range(0, columns).Select(i => table.Row[i].Text), $"{row.Row}", string.Join("; ", row.Problems.Select(p => p.Cell)),
                        string.Join("; ", row.Problems.Select(p => p.Reason.Code)), string.Join(" ", row.Problems.Select(p => say(p.Reason))),
                    ],
                    ct);
            }
        }

        return true;
    }

    /// <summary>The latest runs that this office may see: its own, and for a province or the ministry those of its area. Without a desk there are none.</summary>
    public async Task<IReadOnlyList<ImportRunView>> HistoryAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!ImportDesk.MayBring(actor))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (name, account, all) = (actor.ToString(), actor.Account, actor.Kind is ActorKind.Operator || actor.Area?.Level is OfficeLevel.Ministry);
        var province = actor.Area is { Level: OfficeLevel.Province, ProvinceCode: { } code } ? code : "";
        var runs = await db.ImportRuns.AsNoTracking().Where(r => all || r.ProvinceCode == province || (r.Account != null ? r.Account == account : r.Actor == name))
            .OrderByDescending(r => r.At).Take(HistorySize).ToListAsync(ct);
        var ids = runs.ConvertAll(r => (ImportRunId?)r.Id);
        var files = await db.ImportFiles.Where(f => ids.Contains(f.RunId)).Select(f => new { f.Id, f.RunId }).ToDictionaryAsync(f => f.RunId!.Value, f => f.Id, ct);
        var undoHours = await settings.OfAsync(RegistrySettings.UndoHours, ct);
        return [.. runs.Select(r => View(actor, r, files.TryGetValue(r.Id, out var file) ? file : null, undoHours))];
    }

    private ImportRunView View(Actor actor, ImportRun run, Guid? file, int undoHours)
        => new(run.Id, run.FileName, run.Planned, run.Actor, run.At, run.New, run.Changed, run.Same, run.Refused, run.Asked, run.Explanation, run.UndoneAt, run.UndoneBy, file,
            run.UndoneAt is null && UndoImport.MayUndo(actor, run) && clock.GetUtcNow() - run.At <= TimeSpan.FromHours(undoHours));

    private static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Sample) Beginning(byte[] content)
    {
        using var file = new MemoryStream(content, writable: false);
        using var table = TableFile.Open(file).Value;
        var (header, rows) = (table.Header.Cells.Select(c => c.Text).ToList(), new List<IReadOnlyList<string>>());
        while (rows.Count < SampleRows && table.Read())
        {
            rows.Add([.. Enumerable.Range(0, header.Count).Select(i => table.Row[i].Text)]);
        }

        return (header, rows);
    }
}
