using System.CommandLine;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform.Clock;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Commands;

/// <summary><c>shipping import</c>: carriers' price lists.</summary>
internal static class ShippingCommands
{
    public static Command Create() => new("shipping", CommandText.Say("Shipping")) { Import() };

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = CommandText.Say("ShippingFile") };
        var from = DayOption.Create("--from", "ShippingFrom");
        var dryRun = new Option<bool>("--dry-run") { Description = CommandText.Say("ImportDryRun") };
        var command = new Command("import", CommandText.Say("ShippingImport")) { file, from, dryRun };
        command.SetAction(async (call, ct) =>
        {
            var source = call.GetRequiredValue(file);
            if (!source.Exists)
            {
                await Console.Error.WriteLineAsync(CommandText.Say("FileMissing", source.FullName));
                return MarketCommands.Misused;
            }

            await using var market = await CommandMarket.OpenAsync(ct);
            await using var content = source.OpenRead();
            var result = await market.Get<ImportTariffs>().RunAsync(new(CommandMarket.Operator, source.Name, content, call.GetValue(from) ?? market.Get<TimeProvider>().Today(), call.GetValue(dryRun)), ct);
            if (result.Refusal is { } refusal)
            {
                return market.Answer(refusal, "");
            }

            var texts = market.Get<RefusalTexts>();
            foreach (var row in result.Value.Rows.Where(r => r.Why is not null))
            {
                await Console.Error.WriteLineAsync($"{row.Row}: {texts.Say(row.Why!)}");
            }

            await Console.Out.WriteLineAsync(CommandText.Say(result.Value.Taken ? "ShippingTaken" : "ShippingChecked", result.Value.Rows.Count, result.Value.Refused));
            return result.Value.Refused == 0 ? MarketCommands.Done : MarketCommands.Refused;
        });
        return command;
    }
}
