namespace OcopMarket.Catalog.Offers;

/// <summary>A row of <c>registry.in_force(on)</c>: the certificate that covers a product on a day. Names follow the function's columns.</summary>
internal sealed class InForceRow
{
    public Guid CertificateId { get; init; }
    public required string CertificateNumber { get; init; }
    public int Stars { get; init; }
    public DateOnly IssuedOn { get; init; }

    /// <summary>Last day in force, extension and dated revocation counted.</summary>
    public DateOnly ValidThrough { get; init; }
    public Guid ProductId { get; init; }
    public required string ProductName { get; init; }
    public int Set { get; init; }
    public required string CommuneCode { get; init; }
    public required string ProvinceCode { get; init; }
    public Guid ProducerId { get; init; }
    public required string ProducerName { get; init; }
    public required string ProducerSlug { get; init; }
    public required string[] Packings { get; init; }
    public required string[] PackingKeys { get; init; }
}
