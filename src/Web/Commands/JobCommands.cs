using System.CommandLine;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Web.Commands;

/// <summary><c>jobs …</c>: work the market else does by itself, now.</summary>
internal static class JobCommands
{
    public static Command Create() => new("jobs", CommandText.Say("Jobs")) { Run(), List() };

    private static Command Run()
    {
        var name = new Argument<string>("name") { Description = CommandText.Say("JobName") };
        var command = new Command("run", CommandText.Say("JobsRun")) { name };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var runner = market.Get<JobRunner>();
            if (await runner.RunAsync(call.GetRequiredValue(name), ct) is { } line)
            {
                return market.Answer(null, line);
            }

            await Console.Error.WriteLineAsync(CommandText.Say("JobUnknown", call.GetRequiredValue(name), string.Join(", ", runner.Jobs.Select(j => j.Name))));
            return MarketCommands.Misused;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", CommandText.Say("JobsList"));
        command.SetAction(async (_, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            foreach (var job in market.Get<JobRunner>().Jobs)
            {
                await Console.Out.WriteLineAsync($"{job.Name,-24} {string.Join("; ", job.Crons)} {job.Every}".TrimEnd());
            }

            return MarketCommands.Done;
        });
        return command;
    }
}
