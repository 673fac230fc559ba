using Microsoft.Extensions.Configuration;

namespace OcopMarket.Platform.Postgres;

/// <summary>The folder where the market keeps all that is not in an outside database or store.</summary>
public sealed class DataFolder(string path)
{
    public const string Setting = "Market:DataDirectory";

    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>For <see cref="LocalPostgres"/>, which makes it itself.</summary>
    public string Postgres => Path.Combine(Root, "pg");

    public string Mail => Path.Combine(Root, "mail");
    public string Files => Path.Combine(Root, "files");
    public string Imports => Path.Combine(Root, "imports");
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>The configured folder, else /var/lib/ocopmarket for root, else one in the user's data home.</summary>
    public static DataFolder From(IConfiguration configuration)
        => new(configuration[Setting] is { Length: > 0 } chosen
            ? chosen
            : DefaultPath(
                Environment.IsPrivilegedProcess,
                Environment.GetEnvironmentVariable("XDG_DATA_HOME"),
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));

    /// <summary>Makes the root and one of the folders above when missing, closed to other users, and gives its path back.</summary>
    public string Ensure(string folder)
    {
        PrivateFolder.CreatePassable(Root);
        PrivateFolder.Create(folder);
        return folder;
    }

    internal static string DefaultPath(bool root, string? dataHome, string home) => (root, dataHome, home) switch
    {
        (true, _, _) => "/var/lib/ocopmarket",
        (_, ['/', ..], _) => Path.Combine(dataHome!, "ocopmarket"), // a relative one is to be ignored, by the XDG specification
        (_, _, ['/', ..]) => Path.Combine(home, ".local/share/ocopmarket"),
        _ => throw new InvalidOperationException($"No home folder to keep data in: set {Setting}."),
    };
}
