using System.CommandLine;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Licences;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Commands;

/// <summary><c>registry import|undo|export|licence</c>: whole files, and papers beside the certificate.</summary>
internal static class ImportCommands
{
    private const int MostRowsShown = 20;

    public static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = CommandText.Say("ImportFile") };
        var planned = new Option<bool>("--planned") { Description = CommandText.Say("ImportPlanned") };
        var dryRun = new Option<bool>("--dry-run") { Description = CommandText.Say("ImportDryRun") };
        var expect = new Option<string[]>("--expect") { Description = CommandText.Say("ImportExpect"), DefaultValueFactory = _ => [] };
        var confirm = new Option<int[]>("--confirm") { Description = CommandText.Say("ImportConfirm"), DefaultValueFactory = _ => [] };
        var command = new Command("import", CommandText.Say("Import")) { file, planned, dryRun, expect, confirm };
        command.SetAction(async (call, ct) =>
        {
            var source = call.GetRequiredValue(file);
            if (!source.Exists)
            {
                await Console.Error.WriteLineAsync(CommandText.Say("FileMissing", source.FullName));
                return MarketCommands.Misused;
            }

            await using var market = await CommandMarket.OpenAsync(ct);
            var totals = new List<ControlTotal>();
            foreach (var text in call.GetRequiredValue(expect))
            {
                var total = ControlTotal.Parse(text);
                if (total.Refusal is { } unreadable)
                {
                    return market.Answer(unreadable, "");
                }

                totals.Add(total.Value);
            }

            await using var content = source.OpenRead();
            using var progress = new ProgressLine("Importing");
            var result = await market.Get<ImportRegistry>().RunAsync(
                new(CommandMarket.Operator, source.Name, content, call.GetValue(planned), call.GetValue(dryRun), totals, call.GetRequiredValue(confirm).ToHashSet(), progress), ct);
            return result.Refusal is { } refusal ? market.Answer(refusal, "") : await TellAsync(market, result.Value, source, ct);
        });
        return command;
    }

    public static Command Undo()
    {
        var run = new Argument<Guid>("run") { Description = CommandText.Say("UndoRun") };
        var command = new Command("undo", CommandText.Say("Undo")) { run };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var result = await market.Get<UndoImport>().RunAsync(new(CommandMarket.Operator, new ImportRunId(call.GetRequiredValue(run))), ct);
            return market.Answer(result.Refusal, result.Succeeded ? CommandText.Say("Undone", result.Value.Removed, result.Value.Restored) : "");
        });
        return command;
    }

    public static Command Export()
    {
        var file = new Argument<FileInfo?>("file") { Description = CommandText.Say("ExportFile"), DefaultValueFactory = _ => null };
        var command = new Command("export", CommandText.Say("Export")) { file };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            if (call.GetValue(file) is not { } target)
            {
                await using var output = Console.OpenStandardOutput();
                await market.Get<ExportRegistry>().WriteAsync(CommandMarket.Operator, output, TableFormat.Csv, ct);
                return MarketCommands.Done;
            }

            // Beside its final name first: a command cut off leaves no half file that looks whole.
            var draft = target.FullName + ".part";
            int written;
            await using (var output = File.Create(draft))
            {
                written = await market.Get<ExportRegistry>().WriteAsync(CommandMarket.Operator, output, FormatOf(target), ct);
            }

            File.Move(draft, target.FullName, overwrite: true);
            return market.Answer(null, CommandText.Say("Exported", written, target.FullName));
        });
        return command;
    }

    public static Command Licence()
    {
        var producer = new Argument<string>("producer") { Description = CommandText.Say("LicenceProducer") };
        var kind = new Argument<LicenceKind>("kind") { Description = CommandText.Say("LicenceKind") };
        var number = new Argument<string>("number") { Description = CommandText.Say("LicenceNumber") };
        var issuer = new Option<string>("--issuer") { Description = CommandText.Say("Issuer") };
        var from = DayOption.Create("--from", "LicenceFrom", required: true);
        var through = DayOption.Create("--through", "LicenceThrough");
        var command = new Command("licence", CommandText.Say("Licence")) { producer, kind, number, issuer, from, through };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var result = await market.Get<RecordLicence>().RunAsync(
                new(CommandMarket.Operator, call.GetRequiredValue(producer), call.GetRequiredValue(kind), call.GetRequiredValue(number),
                    call.GetRequiredValue(from)!.Value, call.GetValue(through), call.GetValue(issuer)), ct);
            return market.Answer(result.Refusal, CommandText.Say("Licensed", call.GetRequiredValue(number)));
        });
        return command;
    }

    private static async Task<int> TellAsync(CommandMarket market, ImportReport report, FileInfo source, CancellationToken ct)
    {
        var texts = market.Get<RefusalTexts>();
        foreach (var difference in report.Differences)
        {
            await Console.Error.WriteLineAsync(texts.Say(difference));
        }

        var held = report.Rows.Where(r => r.Verdict is ImportVerdict.Refused or ImportVerdict.Ask).ToList();
        foreach (var row in held.Take(MostRowsShown))
        {
            await Console.Error.WriteLineAsync($"{string.Join(", ", row.Problems.Select(p => p.Cell))}  {row.Product}: {string.Join(" ", row.Problems.Select(p => texts.Say(p.Reason)))}");
        }

        if (held.Count > 0)
        {
            var path = source.FullName + ".refused.csv";
            await using var refused = File.Create(path);
            await report.WriteRefusedAsync(refused, TableFormat.Csv, texts.Say, ct);
            await Console.Error.WriteLineAsync(CommandText.Say("ImportHeld", held.Count, path));
        }

        await Console.Out.WriteLineAsync(CommandText.Say("ImportCounts", report.New, report.Changed, report.Same, report.Asked, report.Refused));
        await Console.Out.WriteLineAsync(report.Outcome switch
        {
            ImportOutcome.Taken => CommandText.Say("ImportTaken", report.Run!.Value),
            ImportOutcome.NothingNew => CommandText.Say("ImportNothingNew"),
            ImportOutcome.DryRun => CommandText.Say("ImportWasDry"),
            ImportOutcome.TotalsDiffer => CommandText.Say("ImportTotalsDiffer"),
        });
        return report.Outcome is ImportOutcome.TotalsDiffer || held.Count > 0 ? MarketCommands.Refused : MarketCommands.Done;
    }

    private static TableFormat FormatOf(FileInfo file) => file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? TableFormat.Xlsx : TableFormat.Csv;
}
