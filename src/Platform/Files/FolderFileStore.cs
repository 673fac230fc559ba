using System.Text.RegularExpressions;
using OcopMarket.Platform.Postgres;

namespace OcopMarket.Platform.Files;

/// <summary>The file store in a folder that other users cannot look into. Several nodes may share it on one volume.</summary>
internal sealed partial class FolderFileStore : IFileStore
{
    private const string Unfinished = "tmp";

    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private readonly Lazy<string> _root;

    public FolderFileStore(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _root = new Lazy<string>(() => Prepare(data));
    }

    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var (target, passing) = (PathOf(name), Path.Combine(_root.Value, Unfinished, Guid.NewGuid().ToString("N")));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            await using (var file = new FileStream(passing, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous }))
            {
                await write(file, ct);
                file.Flush(flushToDisk: true); // the name must not outlive a power cut that the bytes did not
            }

            File.Move(passing, target, overwrite: true);
        }
        finally
        {
            File.Delete(passing);
        }
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), new FileStreamOptions
            {
                Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (DirectoryNotFoundException)
        {
            // then neither is the file
        }

        return Task.CompletedTask;
    }

    public Task DeleteFolderAsync(string folder, CancellationToken ct)
    {
        try
        {
            Directory.Delete(PathOf(folder), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // never written, or another process was first
        }

        return Task.CompletedTask;
    }

    private static string Prepare(DataFolder data)
    {
        var root = data.Ensure(data.Files);
        var passing = Directory.CreateDirectory(Path.Combine(root, Unfinished));
        foreach (var left in passing.EnumerateFiles().Where(f => f.LastWriteTimeUtc < (TimeProvider.System.GetUtcNow() - LongestWrite).UtcDateTime)) // by the machine's clock, as the file's time is
        {
            left.Delete();
        }

        return root;
    }

    // Names are made by the market, never by people; this is the second lock on the door.
    private string PathOf(string name)
        => NamePattern().IsMatch(name) ? Path.Combine(_root.Value, name) : throw new ArgumentException($"No name of a stored file: {name}", nameof(name));

    [GeneratedRegex(@"^(?!tmp/)[a-z0-9-]+(/[a-z0-9-]+)*(\.[a-z0-9]+)?\z")]
    private static partial Regex NamePattern();
}
