using System.CommandLine;
using System.Globalization;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Web.Commands;

/// <summary>The administrator's command line: <c>deploy/market VERB …</c>. Exit codes: 0 done, 1 refused or not possible, 2 wrongly called.</summary>
internal static class MarketCommands
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Misused = 2;

    private const string LanguageOption = "--lang";

    public static bool IsHelp(string[] args) => args is ["--help" or "--version", ..];

    public static async Task<int> RunAsync(string[] args)
    {
        Speak(args);
        var root = new RootCommand(CommandText.Say("Root"))
        {
            new Option<string>(LanguageOption) { Description = CommandText.Say("Language"), Recursive = true, HelpName = "vi|en" },
            RegistryCommands.Create(), DemoCommands.Create(), SearchCommands.Create(), JobCommands.Create(), ShippingCommands.Create(), UserCommands.Create(),
        };
        root.HelpName = "deploy/market";
        var call = root.Parse(args);
        try
        {
            var code = await call.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return call.Errors.Count > 0 ? Misused : code;
        }
        catch (Exception e) when (StartProblem.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Refused;
        }
    }

    // Before the verbs are made, since their help speaks it too.
    private static void Speak(string[] args)
    {
        var at = Array.IndexOf(args, LanguageOption);
        var asked = at >= 0 && at + 1 < args.Length ? args[at + 1] : Environment.GetEnvironmentVariable("LANG");
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");
        CultureInfo.CurrentUICulture = asked?.StartsWith("en", StringComparison.OrdinalIgnoreCase) is true ? CultureInfo.GetCultureInfo("en") : CultureInfo.CurrentCulture;
    }
}
