namespace OcopMarket.Platform.Postgres;

/// <summary>A folder with PostgreSQL's server programs.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest that has CREATE DATABASE … STRATEGY, which the tests use.</summary>
    private const int OldestMajor = 15;

    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>The programs that fit an existing cluster of version <paramref name="clusterMajor"/>, else the first that are found.</summary>
    public static async Task<PostgresBinaries> FindAsync(
        string clusterFolder, int? clusterMajor, IEnumerable<string> folders, CancellationToken ct)
    {
        PostgresBinaries? first = null;
        foreach (var folder in folders.Where(HasServer).Distinct())
        {
            var found = new PostgresBinaries(folder, await MajorAsync(folder, ct));
            if (found.Major < OldestMajor)
            {
                continue;
            }

            if (clusterMajor is null || found.Major == clusterMajor)
            {
                return found;
            }

            first ??= found;
        }

        throw first is null
            ? new PostgresMissingException("No PostgreSQL server was found. Install the package postgresql-15 or later, "
                + "or set OCOP_PG_BIN to the folder that holds initdb and postgres.")
            : new PostgresVersionMismatchException(clusterFolder, clusterMajor!.Value, first);
    }

    /// <summary>OCOP_PG_BIN alone when it is set; else PATH, then where Debian puts the programs, newest first.</summary>
    public static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("OCOP_PG_BIN") is { Length: > 0 } chosen)
        {
            return [chosen];
        }

        const string debian = "/usr/lib/postgresql";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var packaged = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return path.Concat(packaged
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin")));
    }

    private static bool HasServer(string folder)
        => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static async Task<int> MajorAsync(string folder, CancellationToken ct)
    {
        // "postgres (PostgreSQL) 15.14 (Debian …)", a beta says "18beta1"
        var version = await OsCommand.RunAsync([Path.Combine(folder, "postgres"), "--version"], ct);
        var number = version[(version.IndexOf(") ", StringComparison.Ordinal) + 2)..].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(number, out var major)
            ? major
            : throw new LocalPostgresException($"The version of PostgreSQL in {folder} could not be read from \"{version.Trim()}\".");
    }
}
