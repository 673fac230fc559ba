using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OcopMarket.Platform.Postgres;

/// <summary>Where a private cluster lives and how it runs.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>Holds the cluster and nothing else; made when missing. As root it must be reachable for others, so not below /root.</summary>
    public required string Folder { get; init; }

    /// <summary>True: what is committed survives a power cut. False: faster and only for tests.</summary>
    public bool Durable { get; init; } = true;

    public int SharedBuffersMegabytes { get; init; } = 128;

    public int MaxConnections { get; init; } = 200;

    /// <summary>How long a starting server waits for a command that holds the folder before it refuses.</summary>
    public TimeSpan ServerPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a command waits for another process's cluster to answer or to be given up.</summary>
    public TimeSpan CommandPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stopping server waits for the commands that joined it; a stopping command waits as long as they take.</summary>
    public TimeSpan JoinedPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Hears why something waits (information, warning) and the server's own log (debug).</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
