namespace OcopMarket.Platform.Postgres;

/// <summary>A lock on a file that the kernel frees when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Null when another holds or shares it.</summary>
    public static FolderLock? TryTake(string file) => TryOpen(file, FileShare.None);

    /// <summary>Null when another holds it; many may share.</summary>
    public static FolderLock? TryShare(string file) => TryOpen(file, FileShare.ReadWrite);

    public void Dispose() => _file.Dispose();

    private static FolderLock? TryOpen(string file, FileShare share)
    {
        try
        {
            // .NET locks every file it opens with flock: exclusively for FileShare.None, shared for all else.
            var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
            if (!OperatingSystem.IsWindows())
            {
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // who can open it can lock it
            }

            return new(new FileStream(file, how));
        }
        catch (IOException e) when (e.HResult is 11 or 35) // EWOULDBLOCK of Linux, of macOS
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LocalPostgresException(
                $"The file {file} belongs to another user: run this as the user the market runs as.", e);
        }
    }
}
