using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

/// <summary>A paper beside the star: food safety, declaration, VietGAP …</summary>
/// <param name="Kind">Name of the kind, as open data writes it.</param>
public sealed record LicenceInForce(string Kind, string Number, string? Issuer, DateOnly ValidFrom, DateOnly? ValidThrough);

/// <summary>What papers producers hold, for modules that hand them on.</summary>
public interface ILicenceBook
{
    Task<IReadOnlyList<LicenceInForce>> InForceAsync(ProducerId producer, DateOnly day, CancellationToken ct);
}
