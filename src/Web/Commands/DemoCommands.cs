using System.CommandLine;
using OcopMarket.Web.Demo;

namespace OcopMarket.Web.Commands;

/// <summary><c>demo …</c>: fills a market to try it, and empties it again.</summary>
internal static class DemoCommands
{
    public static Command Create() => new("demo", CommandText.Say("Demo")) { Seed(), Clear() };

    private static Command Seed()
    {
        var products = new Option<int>("--products") { Description = CommandText.Say("DemoProducts"), Required = true };
        var command = new Command("seed", CommandText.Say("DemoSeed")) { products };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            using (var progress = new ProgressLine("DemoSeeding"))
            {
                await market.Get<IDemoMarket>().SeedAsync(call.GetValue(products), progress, ct);
            }

            return market.Answer(null, CommandText.Say("DemoSeeded", call.GetValue(products)));
        });
        return command;
    }

    private static Command Clear()
    {
        var command = new Command("clear", CommandText.Say("DemoClear"));
        command.SetAction(async (_, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            return market.Answer(null, CommandText.Say("DemoCleared", await market.Get<IDemoMarket>().ClearAsync(ct)));
        });
        return command;
    }
}
