namespace OcopMarket.Platform.Postgres;

/// <summary>The private cluster cannot be had. The message is a sentence for the operator and may be printed as it is.</summary>
public class LocalPostgresException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process of the market owns the data folder.</summary>
public sealed class DataFolderInUseException : LocalPostgresException
{
    internal DataFolderInUseException(string folder, FolderOwner? owner)
        : base($"The data folder {folder} is in use by {Describe(owner)}")
        => (Folder, OwnerPid) = (folder, owner?.Pid);

    public string Folder { get; }

    /// <summary>Null while the owner has not yet written who it is.</summary>
    public int? OwnerPid { get; }

    private static string Describe(FolderOwner? owner) => owner switch
    {
        { Role: OwnerRole.Server } => $"the market that runs as process {owner.Pid}. "
            + "Stop that one first, or give this one a data folder of its own (setting Market:DataDirectory).",
        { Role: OwnerRole.Command } => $"a command of the market, process {owner.Pid}. Wait until it has ended and try again.",
        _ => "another process of the market that is just starting. Try again in a moment.",
    };
}

/// <summary>No PostgreSQL server programs on this machine.</summary>
public sealed class PostgresMissingException(string message) : LocalPostgresException(message);

/// <summary>The cluster was made by another major version than the programs found.</summary>
public sealed class PostgresVersionMismatchException : LocalPostgresException
{
    internal PostgresVersionMismatchException(string folder, int clusterMajor, PostgresBinaries found)
        : base($"The cluster in {folder} was made by PostgreSQL {clusterMajor}, but the programs in {found.Folder} are PostgreSQL {found.Major}. "
            + $"Install postgresql-{clusterMajor}, or move the data with pg_upgrade or a backup and restore.")
        => (ClusterMajor, FoundMajor) = (clusterMajor, found.Major);

    public int ClusterMajor { get; }
    public int FoundMajor { get; }
}

/// <summary>The server ended, or did not answer, while starting; the message ends with the last lines of its log.</summary>
public sealed class PostgresStartException(string message) : LocalPostgresException(message);
