namespace OcopMarket.Registry.Contracts;

/// <summary>What a certificate is worth on a day; always computed from its dates, never stored.</summary>
public enum CertificateState
{
    /// <summary>Issued for a later day.</summary>
    NotYet,
    InForce,

    /// <summary>In force past its written term by an officer's recorded extension.</summary>
    Extended,
    Expired,
    Revoked,

    /// <summary>A newer certificate of the same product took its place.</summary>
    Superseded,
}

/// <summary>The dates that decide a certificate's state; all are days in Vietnam.</summary>
/// <param name="ValidThrough">Last day of the written term.</param>
/// <param name="ExtendedTo">Last day of a recorded extension.</param>
/// <param name="RevokedFrom">First day it no longer counts because it was withdrawn.</param>
/// <param name="SupersededFrom">First day a newer certificate counts in its place.</param>
public readonly record struct CertificateDates(DateOnly ValidFrom, DateOnly ValidThrough, DateOnly? ExtendedTo, DateOnly? RevokedFrom, DateOnly? SupersededFrom)
{
    /// <summary>Last day in force by term and extension, whatever cut it short.</summary>
    public DateOnly Term => ExtendedTo ?? ValidThrough;

    /// <summary>Last day truly in force; before <see cref="ValidFrom"/> when it never was. The column <c>effective</c> says the same to the database.</summary>
    public DateOnly LastDay => Earliest(Earliest(Term, RevokedFrom?.AddDays(-1)), SupersededFrom?.AddDays(-1));

    /// <summary>Whether it covers its product on a day. The same as <c>effective @&gt; day</c> in <c>registry.in_force</c>.</summary>
    public bool InForceOn(DateOnly day) => ValidFrom <= day && day <= LastDay;

    public CertificateState StateOn(DateOnly day)
        => RevokedFrom is { } revoked && revoked <= day ? CertificateState.Revoked
        : SupersededFrom is { } superseded && superseded <= day ? CertificateState.Superseded
        : day < ValidFrom ? CertificateState.NotYet
        : day > Term ? CertificateState.Expired
        : day > ValidThrough ? CertificateState.Extended
        : CertificateState.InForce;

    private static DateOnly Earliest(DateOnly day, DateOnly? other) => other is { } o && o < day ? o : day;
}
