using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

/// <summary>What listing a product needs of <c>registry.in_force(on)</c>; properties are the query's column names.</summary>
internal sealed class InForceRow
{
    public Guid ProductId { get; init; }
    public required string ProductName { get; init; }
    public Guid ProducerId { get; init; }
    public int Set { get; init; }
    public required string[] Packings { get; init; }
    public required string[] PackingKeys { get; init; }

    /// <summary>A certificate that names no packing covers the product in whatever form it was recognised: there is nothing to compare with.</summary>
    public bool Covers(string packingKey) => PackingKeys.Length == 0 || PackingKeys.Contains(packingKey);
}

internal static class InForceRows
{
    /// <summary>Those of the products that a certificate covers on the day.</summary>
    public static async Task<Dictionary<ProductId, InForceRow>> InForceAsync(this MarketDbContext db, IEnumerable<ProductId> products, DateOnly on, CancellationToken ct)
    {
        var keys = products.Select(p => p.Value).ToArray();
        return (await db.Database.SqlQuery<InForceRow>(
            $"""
            select product_id as "ProductId", product_name as "ProductName", producer_id as "ProducerId", "set" as "Set", packings as "Packings", packing_keys as "PackingKeys"
            from registry.in_force({on}) where product_id = any({keys})
            """).ToListAsync(ct)).ToDictionary(row => new ProductId(row.ProductId));
    }
}
