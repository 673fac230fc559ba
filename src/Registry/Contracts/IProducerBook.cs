using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Contracts;

/// <summary>A producer as papers about its money name it.</summary>
public sealed record ProducerCard(ProducerId Id, string Name, ProducerType Type, string? TaxCode, string? Address, string? Phone, string CommuneCode, string ProvinceCode, string Slug);

/// <summary>Who producers are, for modules that keep their money.</summary>
public interface IProducerBook
{
    Task<IReadOnlyDictionary<ProducerId, ProducerCard>> FindAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct);

    /// <summary>The same within the caller's transaction.</summary>
    Task<IReadOnlyDictionary<ProducerId, ProducerCard>> FindAsync(MarketDbContext db, IReadOnlyCollection<ProducerId> producers, CancellationToken ct);
}
