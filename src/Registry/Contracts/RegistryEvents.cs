using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

public enum CertificateEnd
{
    Expired,
    Revoked,
}

/// <summary>A certificate no longer covers its product, and no other took its place.</summary>
/// <param name="LastDay">The last day it was in force, in Vietnam.</param>
public sealed record CertificateEnded(CertificateId Certificate, ProductId Product, ProducerId Producer, string Number, CertificateEnd End, DateOnly LastDay);

/// <summary>Finds certificates that have ended and says so once each.</summary>
public interface ICertificateEnds
{
    /// <returns>How many ends were announced.</returns>
    Task<int> AnnounceAsync(CancellationToken ct);
}
