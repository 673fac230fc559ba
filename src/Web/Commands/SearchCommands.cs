using System.CommandLine;
using OcopMarket.Catalog.Search.Relevance;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Platform;
using OcopMarket.Web.Demo;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Commands;

/// <summary><c>search …</c>: the words that listings are found by, and how well they are.</summary>
internal static class SearchCommands
{
    private const int NamesShown = 5;

    public static Command Create() => new("search", CommandText.Say("Search")) { Rebuild(), Check(), Report() };

    private static Command Rebuild()
    {
        var command = new Command("rebuild", CommandText.Say("SearchRebuild"));
        command.SetAction(async (_, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            await market.Get<SynonymSeeds>().FillAsync(ct);
            Result<int> documents;
            using (var progress = new ProgressLine("SearchRebuilding"))
            {
                documents = await market.Get<RebuildSearch>().RunAsync(CommandMarket.Operator, progress, ct);
            }

            return market.Answer(documents.Refusal, documents.Succeeded ? CommandText.Say("SearchRebuilt", documents.Value) : "");
        });
        return command;
    }

    private static Command Check()
    {
        var command = new Command("check", CommandText.Say("SearchCheck"));
        command.SetAction(async (_, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var compared = await market.Get<CompareSearch>().RunAsync(CommandMarket.Operator, mend: false, ct);
            if (compared.Refusal is not null || compared.Value.Differences == 0)
            {
                return market.Answer(compared.Refusal, CommandText.Say("SearchWhole"));
            }

            var found = compared.Value;
            await Console.Error.WriteLineAsync(CommandText.Say("SearchMissing", found.Reworded));
            if (found.Missing is not null)
            {
                await Console.Error.WriteLineAsync(CommandText.Say("SearchClusterDiffers", found.Missing, found.Outdated, found.Extra));
            }

            return MarketCommands.Refused;
        });
        return command;
    }

    private static Command Report()
    {
        var file = new Argument<FileInfo?>("file") { Description = CommandText.Say("SearchReportFile"), Arity = ArgumentArity.ZeroOrOne };
        var engine = new Option<SearchEngineKind?>("--engine") { Description = CommandText.Say("SearchReportEngine"), HelpName = "postgres|elasticsearch" };
        var command = new Command("report", CommandText.Say("SearchReport")) { file, engine };
        command.SetAction(async (call, ct) =>
        {
            var source = call.GetValue(file);
            if (source is { Exists: false })
            {
                await Console.Error.WriteLineAsync(CommandText.Say("FileMissing", source.FullName));
                return MarketCommands.Misused;
            }

            await using var market = await CommandMarket.OpenAsync(ct);
            await using var content = source?.OpenRead();
            var queries = await market.Get<DemoQueries>().ReadAsync(content, ct);
            if (queries.Refusal is { } unreadable)
            {
                return market.Answer(unreadable, "");
            }

            var report = await market.Get<RelevanceReport>().RunAsync(queries.Value, call.GetValue(engine), ct);
            if (report.Refusal is { } refusal)
            {
                return market.Answer(refusal, "");
            }

            await PrintAsync(report.Value, Console.Out);
            return report.Value.IsMet ? MarketCommands.Done : MarketCommands.Refused;
        });
        return command;
    }

    /// <summary>A line for each kind, the whole, and what was found instead of what should be.</summary>
    internal static async Task PrintAsync(RelevanceResult report, TextWriter to)
    {
        string Line(string kind, int hits, int all) => $"{kind,-16}{all,10}{hits,10}{Show.PerCent(all == 0 ? 0 : hits * 10_000 / all),12}";
        await to.WriteLineAsync($"{CommandText.Say("SearchReportKind"),-16}{CommandText.Say("SearchReportQueries"),10}{CommandText.Say("SearchReportHits"),10}{CommandText.Say("SearchReportShare"),12}");
        foreach (var kind in report.Answers.GroupBy(a => a.Asked.Kind))
        {
            await to.WriteLineAsync(Line(kind.Key, kind.Count(a => a.Hit), kind.Count()));
        }

        await to.WriteLineAsync(Line(CommandText.Say("SearchReportAll"), report.Hits, report.Answers.Count));
        if (report.LeftOut > 0)
        {
            await to.WriteLineAsync(CommandText.Say("SearchReportLeftOut", report.LeftOut));
        }

        foreach (var miss in report.Answers.Where(a => !a.Hit))
        {
            await to.WriteLineAsync(CommandText.Say("SearchReportMissed", miss.Asked.Query, miss.Asked.Kind, miss.Found, miss.Wanted));
            await to.WriteLineAsync(CommandText.Say("SearchReportShown", Names(miss.Shown)));
            await to.WriteLineAsync(CommandText.Say("SearchReportWanted", Names(miss.Missing)));
        }

        await to.WriteLineAsync(CommandText.Say(report.IsMet ? "SearchReportMet" : "SearchReportShort", RelevanceResult.LeastOfAll));
    }

    private static string Names(IReadOnlyList<string> names)
        => names.Count == 0 ? "–" : string.Join("; ", names.Take(NamesShown)) + (names.Count > NamesShown ? " …" : "");
}
