namespace OcopMarket.Registry.Contracts;

/// <summary>The days on which a certificate covers its product, by what the register knows now.</summary>
/// <param name="Last">The last day it covers; before <paramref name="First"/> where it never covered any.</param>
/// <param name="EndedDuring">The day in whose course it was revoked, by a decision recorded that day: what was sold on it before was covered.</param>
public sealed record CertificateCover(DateOnly First, DateOnly Last, DateOnly? EndedDuring)
{
    public bool Covers(DateOnly day) => (day >= First && day <= Last) || day == EndedDuring;
}

/// <summary>Tells whether what was sold was certified that day: revocations and corrections with an earlier date change the answer afterwards.</summary>
public interface ICertificateCover
{
    /// <summary>All certificates of each product, whatever they are worth today.</summary>
    Task<ILookup<ProductId, CertificateCover>> OfAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
