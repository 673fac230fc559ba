namespace OcopMarket.Platform.Postgres;

/// <summary>Makes folders that other users cannot look into.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Closed to others; one that is there keeps its mode.</summary>
    public static void Create(string path) => Create(path, OwnerOnly);

    /// <summary>As root others may pass through without looking, since the database inside runs under an account of its own.</summary>
    public static void CreatePassable(string path) => Create(path, Environment.IsPrivilegedProcess ? OthersPass : OwnerOnly);

    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    private static void Create(string path, UnixFileMode mode)
    {
        if (Path.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, mode);
        }
    }
}
