namespace OcopMarket.Catalog.Offers;

/// <summary>What publishing needs of <c>registry.in_force(on)</c>; properties are the query's column names.</summary>
internal sealed class InForceRow
{
    public Guid ProductId { get; init; }
    public required string ProductName { get; init; }
    public Guid ProducerId { get; init; }
    public required string[] Packings { get; init; }
    public required string[] PackingKeys { get; init; }
}
