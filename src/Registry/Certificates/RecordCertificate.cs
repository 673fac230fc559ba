using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;

namespace OcopMarket.Registry.Certificates;

/// <summary>
/// Writes one certificate into the register from a form. The form is an import of one row: the same checks, the same "is this one we know?",
/// the same history, and it can be undone like any run.
/// </summary>
public sealed class RecordCertificate(ImportRegistry import)
{
    /// <param name="Cells">What the form says, by the registry file's column names.</param>
    /// <param name="Confirmed">The officer has been asked about a resemblance and says that it stands as written.</param>
    /// <param name="DryRun">Only the verdict.</param>
    public sealed record Command(Actor Actor, IReadOnlyDictionary<string, string> Cells, bool Confirmed = false, bool DryRun = false);

    /// <param name="Column">The registry file's name of the field it is about.</param>
    public sealed record Problem(string Column, Refusal Reason);

    /// <summary>What became of it; written only when the verdict is new or changed.</summary>
    public sealed record Answer(ImportVerdict Verdict, ImportRunId? Run, IReadOnlyList<Problem> Problems);

    public async Task<Result<Answer>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!ImportDesk.MayBring(command.Actor))
        {
            return RegistryRefusals.OfficersOnly();
        }

        // Columns that the form leaves out say nothing about the paper, as in a file.
        var columns = ImportHeader.Names.Where(command.Cells.ContainsKey).ToList();
        using var file = new MemoryStream();
        await using (var writer = await TableWriter.CreateAsync(file, TableFormat.Csv, columns, ct))
        {
            await writer.WriteAsync([.. columns.Select(c => command.Cells[c])], ct);
        }

        file.Position = 0;
        var result = await import.RunAsync(new(command.Actor, FileName, file, DryRun: command.DryRun, Confirmed: command.Confirmed ? new HashSet<int> { 2 } : null), ct);
        if (result.Refusal is { } refusal)
        {
            return refusal;
        }

        var row = result.Value.Rows is [var only] ? only : null;
        return row is null ? RegistryRefusals.ImportMissing(ImportHeader.Name(ImportColumn.CertificateNumber))
            : new Answer(row.Verdict, result.Value.Run, [.. row.Problems.Select(p => new Problem(columns[Math.Max(0, TableRow.ColumnOf(p.Cell))], p.Reason))]);
    }

    /// <summary>By this name the history of imports knows what came from the form.</summary>
    public const string FileName = "form";
}
