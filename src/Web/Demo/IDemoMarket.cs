namespace OcopMarket.Web.Demo;

/// <summary>Demo data: real products with certificates whose numbers begin <c>DEMO-</c>, clearly marked on every page.</summary>
public interface IDemoMarket
{
    /// <summary>Fills an empty market with the reviewed demo products, and finishes what a start cut short had begun; else does nothing.</summary>
    Task EnsureAsync(CancellationToken ct);

    /// <summary>Adds generated products until there are this many, for trying the market at scale.</summary>
    /// <param name="progress">Told how many products there are now.</param>
    Task SeedAsync(int products, IProgress<int>? progress, CancellationToken ct);

    /// <summary>Takes all demo data out again and leaves the rest.</summary>
    /// <returns>How many products were removed.</returns>
    Task<int> ClearAsync(CancellationToken ct);
}
