using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>What the register says publicly about a certificate, its product and its holder.</summary>
/// <param name="Number">As written on the paper; it may hold strokes and repeat between issuers.</param>
/// <param name="PlaceWritten">The place as the paper says it, old names and all.</param>
/// <param name="SuspendedFrom">First day the holder's goods may not be offered, if a decision says so.</param>
public sealed record CertificateView(
    CertificateId Id, string Number, string Issuer, AuthorityLevel Level, int Stars, string CriteriaVersion, string? DecisionNumber, DateOnly? DecisionDate,
    DateOnly IssuedOn, DateOnly ValidFrom, DateOnly ValidThrough, CertificateDates Dates, IReadOnlyList<string> Packings,
    ProductId ProductId, string ProductName, int Set, string CommuneCode, string ProvinceCode, string? PlaceWritten, string? OcopCode,
    ProducerId ProducerId, string ProducerName, string ProducerSlug, DateOnly? SuspendedFrom, bool Illustrative,
    CertificateExtension? Extension, CertificateRevocation? Revocation)
{
    /// <summary>Alcohol: named only to people who said they are 18.</summary>
    public bool Adult => ProductSets.Get(Set).Adult;

    public CertificateState StateOn(DateOnly day) => Dates.StateOn(day);

    /// <summary>Days in force that are left on a day, that day counted out: 0 on the last one; negative once ended.</summary>
    public int DaysLeft(DateOnly day) => Dates.LastDay.DayNumber - day.DayNumber;

    /// <summary>Whether somebody who typed this means the number; as in look-ups, marks, case, spaces and strokes do not count.</summary>
    public bool HasNumber(string? typed) => Certificate.Key(Number) == CertificateReading.KeyOf(typed);

    public bool IsSuspendedOn(DateOnly day) => SuspendedFrom <= day;
}

/// <summary>An officer's record that the certificate counts past its written term.</summary>
/// <param name="To">Its new last day.</param>
public sealed record CertificateExtension(DateOnly To, string? Reason, string? Document, DateOnly? DocumentDate);

/// <summary>The decision that withdraws it.</summary>
/// <param name="From">First day without effect.</param>
public sealed record CertificateRevocation(DateOnly From, RevocationGround? Ground, string? Reason, string? Document, DateOnly? DocumentDate);
