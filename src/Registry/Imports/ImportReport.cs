using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

public enum ImportVerdict
{
    New,
    Changed,
    Same,

    /// <summary>Resembles something known; a person decides.</summary>
    Ask,
    Refused,
}

public enum ImportOutcome
{
    /// <summary>Good rows are in the registry; the run can be undone.</summary>
    Taken,

    /// <summary>Every good row was there already: nothing was written, not even a run.</summary>
    NothingNew,
    DryRun,

    /// <summary>The control totals do not add up: nothing was written.</summary>
    TotalsDiffer,
}

/// <summary>What is wrong or doubtful in a row, and in which cell.</summary>
/// <param name="Cell">Address as the spreadsheet shows it, e.g. <c>F12</c>.</param>
public sealed record ImportProblem(Refusal Reason, string Cell);

/// <summary>What became of one row of the file.</summary>
/// <param name="Row">As the spreadsheet counts: the header is row 1.</param>
/// <param name="Number">Certificate number as written; empty in a plan.</param>
public sealed record ImportedRow(int Row, ImportVerdict Verdict, string Number, string Product, string Producer, IReadOnlyList<ImportProblem> Problems)
{
    internal TableRow? Source { get; init; }
}

/// <summary>What an import did, or in a dry run would do.</summary>
/// <param name="Run">The name by which it can be undone; null when nothing was written.</param>
/// <param name="Differences">One refusal for each control total that does not add up.</param>
public sealed record ImportReport(ImportOutcome Outcome, ImportRunId? Run, IReadOnlyList<ImportedRow> Rows, IReadOnlyList<Refusal> Differences)
{
    internal IReadOnlyList<(int Column, string Name)> Columns { get; init; } = [];

    public int New => Count(ImportVerdict.New);

    public int Changed => Count(ImportVerdict.Changed);

    public int Same => Count(ImportVerdict.Same);

    public int Asked => Count(ImportVerdict.Ask);

    public int Refused => Count(ImportVerdict.Refused);

    /// <summary>
    /// Writes the rows that were not taken, as they came, with row, cell, reason code and reason. Mended, the file can be imported as it is.
    /// </summary>
    /// <param name="say">The reason in words.</param>
    public async Task WriteRefusedAsync(Stream to, TableFormat format, Func<Refusal, string> say, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(say);
        await using var writer = await TableWriter.CreateAsync(to, format, [.. Columns.Select(c => c.Name), .. ImportHeader.OfRefusedRows], ct);
        foreach (var row in Rows.Where(r => r.Source is not null))
        {
            await writer.WriteAsync(
                [
                    .. Columns.Select(c => row.Source![c.Column].Text), $"{row.Row}",
                    string.Join("; ", row.Problems.Select(p => p.Cell)), string.Join("; ", row.Problems.Select(p => p.Reason.Code)), string.Join(" ", row.Problems.Select(p => say(p.Reason))),
                ],
                ct);
        }
    }

    private int Count(ImportVerdict verdict) => Rows.Count(r => r.Verdict == verdict);
}
