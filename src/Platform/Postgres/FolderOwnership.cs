using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Platform.Postgres;

internal enum OwnerRole { Server, Command }

internal sealed record FolderOwner(int Pid, OwnerRole Role);

/// <summary>The right to start and stop the cluster of a folder; one process at a time has it.</summary>
internal sealed class FolderOwnership : IDisposable
{
    private readonly OwnerRole _role;
    private readonly FolderLock _lock;
    private FolderLock? _joinedLock;

    private FolderOwnership(ClusterFolder folder, OwnerRole role, FolderLock @lock)
        => (Folder, _role, _lock) = (folder, role, @lock);

    public ClusterFolder Folder { get; }

    /// <summary>Null while another process owns the folder.</summary>
    public static FolderOwnership? TryTake(ClusterFolder folder, OwnerRole role)
    {
        if (FolderLock.TryTake(folder.OwnerLock) is not { } taken)
        {
            return null;
        }

        // Beside the lock, not in it: a file under an exclusive lock cannot be read. Deleted first, as it may be another user's.
        File.Delete(folder.OwnerNote);
        File.WriteAllText(folder.OwnerNote, FormattableString.Invariant($"{Environment.ProcessId} {role}\n"));
        return new(folder, role, taken);
    }

    /// <summary>Who holds the lock; null when that is not written yet.</summary>
    public static FolderOwner? Find(ClusterFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.OwnerNote).Split() is [var pid, var role, ..]
                && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && Enum.TryParse<OwnerRole>(role, out var parsed)
                ? new(number, parsed)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Waits for the commands that joined, then keeps new ones out.</summary>
    public async Task SendGuestsHomeAsync(LocalPostgresOptions options)
    {
        for (var waited = Stopwatch.StartNew(); (_joinedLock = FolderLock.TryTake(Folder.JoinedLock)) is null; await Task.Delay(50))
        {
            if (_role is OwnerRole.Server && waited.Elapsed > options.JoinedPatience)
            {
                options.Logger.LogWarning("A command still uses the database in {Folder}; it is stopped all the same.", Folder.Root);
                return;
            }
        }
    }

    public void Dispose()
    {
        File.Delete(Folder.OwnerNote);
        _joinedLock?.Dispose();
        _lock.Dispose();
    }
}
