using OcopMarket.Catalog.Search.Relevance;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Demo;

namespace OcopMarket.Web.Demo;

/// <summary>Lists of queries for the relevance report; they name products by their ids of the demonstration.</summary>
internal sealed class DemoQueries(DemoRegistry registry)
{
    /// <param name="file">Null is the project's own list (the folder's README says where it comes from).</param>
    public async Task<Result<IReadOnlyList<RelevanceQuery>>> ReadAsync(Stream? file, CancellationToken ct)
    {
        var products = await registry.ProductsAsync(ct);
        await using var own = file is null ? typeof(DemoQueries).Assembly.GetManifestResourceStream("OcopMarket.Web.Demo.demo-queries.csv") : null;
        return RelevanceFile.Read((file ?? own)!, id => products.TryGetValue(DemoRegistry.Prefix + id, out var product) ? product : (ProductId?)null);
    }
}
