namespace OcopMarket.Tests.Support;

/// <summary>A database of one test class.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _drop;

    internal TestDatabase(string connectionString, Func<Task> drop) => (ConnectionString, _drop) = (connectionString, drop);

    public string ConnectionString { get; }

    public async ValueTask DisposeAsync() => await _drop();
}
