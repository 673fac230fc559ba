using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>
/// The import as an officer does it in steps: bring a file, say what its columns are, look at the verdicts, take the good rows. Reading and
/// taking run behind the page, one file at a time on a node, and are safe to repeat: a file is taken in one transaction or not at all.
/// </summary>
public sealed class ImportDesk(IDbContextFactory<MarketDbContext> contexts, ImportRegistry import, TimeProvider clock, ILogger<ImportDesk> log) : IDisposable
{
    /// <summary>After this silence whoever worked on a file is taken for gone.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private const int LongestTotals = 20_000;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    /// <param name="File">Seekable, at its beginning.</param>
    public sealed record Bring(Actor Actor, string FileName, Stream File, bool Planned);

    /// <param name="Totals">Control totals of the paper, one a line: <c>Xã Nhơn Sơn: 6</c>.</param>
    /// <param name="Explanation">Why sums that do not add up are right nevertheless.</param>
    public sealed record LayOut(Actor Actor, Guid File, ImportLayout Layout, string Totals, string Explanation);

    /// <summary>Keeps the file as it came and says how it is probably to be read: as the same table was read last time, else by the names of its columns.</summary>
    public async Task<Result<Guid>> BringAsync(Bring command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!MayBring(command.Actor))
        {
            return RegistryRefusals.OfficersOnly();
        }

        var opened = TableFile.Open(command.File);
        if (opened.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = 0;
        TableRow header;
        using (var table = opened.Value)
        {
            header = table.Header;
            while (table.Read())
            {
                ct.ThrowIfCancellationRequested();
                rows++;
            }

            if (table.Refusal is { } broken)
            {
                return broken;
            }
        }

        command.File.Position = 0;
        var content = new byte[command.File.Length];
        await command.File.ReadExactlyAsync(content, ct);
        var signature = Signature(header);
        var name = VietnameseText.Clean(Path.GetFileName(command.FileName));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var actor = command.Actor.ToString();
        var remembered = await db.ImportFiles.Where(f => f.Signature == signature && f.Planned == command.Planned && f.Actor == actor && f.State != ImportFileState.Brought)
            .OrderByDescending(f => f.At).Select(f => f.Layout).FirstOrDefaultAsync(ct);
        var file = new ImportFile
        {
            FileName = name.Length > 300 ? name[^300..] : name.Length == 0 ? "table" : name,
            Content = content,
            Planned = command.Planned,
            Rows = rows,
            Signature = signature,
            Actor = actor,
            Account = command.Actor.Account,
            At = clock.GetUtcNow(),
            Layout = remembered ?? JsonSerializer.Serialize(Guess(header), PlatformJson.Options),
        };
        db.ImportFiles.Add(file);
        if (command.Actor is { Account: { } account, Area: { } area })
        {
            db.HandOvers.Add(new HandOver
            {
                Kind = CaseKind.Import, CaseId = file.Id, ProvinceCode = area.ProvinceCode ?? "", CommuneCode = area.CommuneCode ?? "", Act = HandOverAct.Taken,
                Officer = account, OfficerName = command.Actor.Name, By = actor, ByAccount = account, At = file.At,
            });
        }

        await db.SaveChangesAsync(ct);
        return file.Id;
    }

    /// <summary>Says how the file is to be read and what its paper adds up to, and begins to read it. Nothing is written to the register.</summary>
    public async Task<Result> CheckAsync(LayOut command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var totals = command.Totals.Length > LongestTotals ? command.Totals[..LongestTotals] : command.Totals;
        if (Totals(totals).Refusal is { } unreadable)
        {
            return unreadable;
        }

        var begun = await BeginAsync(command.Actor, command.File, ImportFileState.Checking, file =>
        {
            (file.Layout, file.Totals, file.Explanation) = (JsonSerializer.Serialize(command.Layout, PlatformJson.Options), totals, Shortened(command.Explanation));
            file.Confirmed = [];
            return null;
        }, ct);
        if (begun.Succeeded)
        {
            Work(command.Actor, command.File, take: false);
        }

        return begun;
    }

    /// <summary>Begins to take the good rows of a file whose verdicts the officer has seen.</summary>
    /// <param name="confirmed">Rows whose doubt the officer has decided.</param>
    public async Task<Result> TakeAsync(Actor actor, Guid file, IReadOnlyCollection<int> confirmed, string explanation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(confirmed);
        var begun = await BeginAsync(actor, file, ImportFileState.Taking, known =>
        {
            if (known.State is not ImportFileState.Checked || known.Report is null)
            {
                return RegistryRefusals.ImportNotChecked(known.FileName);
            }

            (known.Confirmed, known.Explanation) = ([.. confirmed.Order()], Shortened(explanation));
            return null;
        }, ct);
        if (begun.Succeeded)
        {
            Work(actor, file, take: true);
        }

        return begun;
    }

    /// <summary>Returns when nothing is being worked on here.</summary>
    public Task WhenIdleAsync() => _work;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _one.Dispose();
    }

    internal static bool MayBring(Actor actor) => actor.Kind is ActorKind.Operator || (actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.Registry));

    internal static bool Owns(Actor actor, string owner, AccountId? account)
        => actor.Kind is ActorKind.Operator || (MayBring(actor) && (account is null ? actor.ToString() == owner : actor.Account == account));

    internal static Result<IReadOnlyList<ControlTotal>> Totals(string text)
    {
        var totals = new List<ControlTotal>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var total = ControlTotal.Parse(line);
            if (total.Refusal is { } refusal)
            {
                return refusal;
            }

            totals.Add(total.Value);
        }

        return totals;
    }

    private Task<Result> BeginAsync(Actor actor, Guid id, ImportFileState state, Func<ImportFile, Refusal?> prepare, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync($"import-file:{id}", ct);
            if (await db.ImportFiles.SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file || !(Owns(actor, file.Actor, file.Account) || await db.ReachesImportAsync(actor, id, clock.Today(), ct)))
            {
                return RegistryRefusals.ImportFileUnknown();
            }

            if (file.State is ImportFileState.Taken || (file.State is ImportFileState.Checking or ImportFileState.Taking && clock.GetUtcNow() - file.WorkedAt < Silence))
            {
                return RegistryRefusals.ImportFileBusy(file.FileName);
            }

            if (prepare(file) is { } refusal)
            {
                return refusal;
            }

            (file.State, file.Done, file.WorkedAt, file.Refusal) = (state, 0, clock.GetUtcNow(), null);
            return Result.Success;
        }, ct);

    // The desk answers at once; the page asks how far it is.
    private void Work(Actor actor, Guid file, bool take) => _work = Task.WhenAll(_work, Task.Run(() => WorkAsync(actor, file, take, _stop.Token)));

    private async Task WorkAsync(Actor actor, Guid id, bool take, CancellationToken ct)
    {
        try
        {
            await _one.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return; // the process ends; silence will tell
        }

        try
        {
            ImportFile file;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                file = await db.ImportFiles.AsNoTracking().SingleAsync(f => f.Id == id, ct);
            }

            using var content = new MemoryStream(file.Content, writable: false);
            using var progress = new KeptProgress(contexts, clock, id);
            var result = await import.RunAsync(new(
                actor, file.FileName, content, file.Planned, DryRun: !take, Totals(file.Totals).Value, file.Confirmed.ToHashSet(), progress,
                JsonSerializer.Deserialize<ImportLayout>(file.Layout, PlatformJson.Options), file.Explanation), ct);
            await EndAsync(id, take, result, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e) // whatever a file brings, the desk goes on; the page says that it failed
        {
            log.LogError(e, "Import file {File} failed", id);
            await EndAsync(id, take, RegistryRefusals.ImportFailed(), CancellationToken.None);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task EndAsync(Guid id, bool take, Result<ImportReport> result, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (refusal, report) = (result.Refusal, result.Succeeded ? result.Value : null);
        var taken = take && report?.Outcome is ImportOutcome.Taken or ImportOutcome.NothingNew;
        var state = taken ? ImportFileState.Taken : refusal is null ? ImportFileState.Checked : ImportFileState.Brought;
        var (json, written, run) = (report is null ? null : StoredReport.Of(report).ToJson(), refusal is null ? null : StoredReport.Write(refusal), report?.Run);
        if (taken)
        {
            await db.CloseCaseAsync(clock, CaseKind.Import, id, ct);
        }

        await db.ImportFiles.Where(f => f.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, state).SetProperty(f => f.Report, json).SetProperty(f => f.Refusal, written).SetProperty(f => f.RunId, run).SetProperty(f => f.WorkedAt, (DateTimeOffset?)null), ct);
    }

    private static ImportLayout Guess(TableRow header)
    {
        var columns = new Dictionary<int, string>();
        for (var i = 0; i < header.Cells.Count; i++)
        {
            if (ImportLayout.Guess(header[i].Text) is { } name && !columns.ContainsValue(name))
            {
                columns[i] = name;
            }
        }

        return new ImportLayout(columns);
    }

    private static string Signature(TableRow header)
        => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('|', header.Cells.Select(c => VietnameseText.Fold(c.Text))))));

    private static string Shortened(string? text) => VietnameseText.Clean(text) is { Length: > ImportRun.LongestExplanation } tooLong ? tooLong[..ImportRun.LongestExplanation] : VietnameseText.Clean(text);

    /// <summary>Writes down how far it is, by a connection of its own, and that somebody is still at work.</summary>
    private sealed class KeptProgress : IProgress<int>, IDisposable
    {
        private readonly IDbContextFactory<MarketDbContext> _contexts;
        private readonly TimeProvider _clock;
        private readonly Guid _file;
        private readonly ITimer _beat;
        private int _done, _writing;

        public KeptProgress(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock, Guid file)
        {
            (_contexts, _clock, _file) = (contexts, clock, file);
            _beat = TimeProvider.System.CreateTimer(_ => _ = WriteAsync(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }

        public void Report(int value) => Volatile.Write(ref _done, value);

        public void Dispose() => _beat.Dispose();

        private async Task WriteAsync()
        {
            if (Interlocked.Exchange(ref _writing, 1) == 1)
            {
                return;
            }

            try
            {
                var (done, now) = (Volatile.Read(ref _done), (DateTimeOffset?)_clock.GetUtcNow());
                await using var db = await _contexts.CreateDbContextAsync();
                await db.ImportFiles.Where(f => f.Id == _file && f.WorkedAt != null).ExecuteUpdateAsync(set => set.SetProperty(f => f.Done, done).SetProperty(f => f.WorkedAt, now));
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or InvalidOperationException or ObjectDisposedException)
            {
                // A beat that is missed is made up by the next.
            }
            finally
            {
                Volatile.Write(ref _writing, 0);
            }
        }
    }
}
