using System.CommandLine;
using OcopMarket.Catalog.Search;

namespace OcopMarket.Web.Commands;

/// <summary><c>search …</c>: the words that listings are found by.</summary>
internal static class SearchCommands
{
    public static Command Create() => new("search", CommandText.Say("Search")) { Rebuild(), Check() };

    private static Command Rebuild()
    {
        var command = new Command("rebuild", CommandText.Say("SearchRebuild"));
        command.SetAction(async (_, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            await market.Get<SynonymSeeds>().FillAsync(ct);
            int documents;
            using (var progress = new ProgressLine("SearchRebuilding"))
            {
                documents = await market.Get<SearchDocuments>().RebuildAsync(progress, ct);
            }

            return market.Answer(null, CommandText.Say("SearchRebuilt", documents));
        });
        return command;
    }

    private static Command Check()
    {
        var command = new Command("check", CommandText.Say("SearchCheck"));
        command.SetAction(async (_, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var missing = await market.Get<SearchDocuments>().MissingAsync(ct);
            if (missing == 0)
            {
                return market.Answer(null, CommandText.Say("SearchWhole"));
            }

            await Console.Error.WriteLineAsync(CommandText.Say("SearchMissing", missing));
            return MarketCommands.Refused;
        });
        return command;
    }
}
