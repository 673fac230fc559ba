namespace OcopMarket.Registry.Contracts;

/// <summary>Whether what is on the shelf is partly invented: then no real money may move.</summary>
public interface IDemoPresence
{
    ValueTask<bool> IsPresentAsync(CancellationToken ct);
}
