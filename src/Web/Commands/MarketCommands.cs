namespace OcopMarket.Web.Commands;

internal static class MarketCommands
{
    public static bool IsHelp(string[] args) => args is ["--help" or "--version", ..];

    public static Task<int> RunAsync(string[] args) => Task.FromResult(2);
}
