using System.Net.Sockets;
using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Postgres;

namespace OcopMarket.Web.Hosting;

/// <summary>Tells problems of the machine or its settings, which an operator can mend by a sentence, from bugs, which need their stack trace.</summary>
internal static class StartProblem
{
    /// <returns>What to print; null for a bug.</returns>
    public static string? Sentence(Exception e) => e switch
    {
        SettingException or LocalPostgresException => e.Message,
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege } refused
            => $"The database of ConnectionStrings:{MarketSettings.ConnectionName} refuses us: {refused.MessageText}.",
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } => $"The database of ConnectionStrings:{MarketSettings.ConnectionName} does not answer: {e.Message}.",
        ArgumentException { Source: "Npgsql" } => $"The setting ConnectionStrings:{MarketSettings.ConnectionName} cannot be read: {e.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"The address is taken: {e.Message} Stop what uses it, or set ASPNETCORE_URLS to another.",
        _ => null,
    };
}
