namespace OcopMarket.Platform.Files;

/// <summary>
/// Keeps files under names like <c>pictures/ab/ab12….webp</c>. A file is there whole or not at all, and its content never changes under one
/// name. Everything goes through these four doors, so that a shared volume or an S3-compatible store can take the folder's place.
/// </summary>
public interface IFileStore
{
    /// <summary>Puts what is written into the stream under the name; a file that is there already is replaced at once.</summary>
    Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken ct);

    /// <summary>The file's content from its beginning, to be disposed by the caller; null when there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    /// <summary>Takes the file away; that there is none is fine.</summary>
    Task DeleteAsync(string name, CancellationToken ct);

    /// <summary>Takes away everything whose name begins with the folder's and a stroke.</summary>
    Task DeleteFolderAsync(string folder, CancellationToken ct);
}
