namespace OcopMarket.Registry.Certificates;

/// <summary>What happened to a certificate on a day, as offices count it.</summary>
public enum CertificateTurn
{
    /// <summary>Issued for a product that had none before.</summary>
    First,

    /// <summary>Issued again, with as many stars as the one before or fewer.</summary>
    Renewed,

    /// <summary>Issued again with more stars.</summary>
    Upgraded,

    /// <summary>Came to the end of its term with nothing in its place the next day.</summary>
    RanOut,

    /// <summary>Ran out, and its product has had no certificate since.</summary>
    Lapsed,
}

/// <summary>
/// What <see cref="Contracts.CertificateDates"/> says, in plain SQL over <c>registry.certificates c</c>, in the same order of questions: the one home for
/// the officers' table and for reports, so that a number and its rows agree. A day is a parameter's place, such as <c>$1</c>.
/// </summary>
internal static class CertificateSql
{
    /// <summary>Last day of term and extension.</summary>
    public const string Term = "coalesce(c.extended_to, c.valid_through)";

    /// <summary>Last day truly in force.</summary>
    public const string LastDay = "(upper(c.effective) - 1)";

    /// <summary>Stars of the certificate that the product had before; null when there was none.</summary>
    public const string StarsBefore = "(select b.stars from registry.certificates b where b.product_id = c.product_id and b.valid_from < c.valid_from and not isempty(b.effective) order by b.valid_from desc limit 1)";

    public static string InForce(string day) => $"c.effective @> {day}";

    public static string Revoked(string day) => $"c.revoked_from <= {day}";

    public static string Expired(string day)
        => $"(c.revoked_from is null or c.revoked_from > {day}) and (c.superseded_from is null or c.superseded_from > {day}) and {Term} < {day}";

    public static string Turned(CertificateTurn turn) => turn switch
    {
        CertificateTurn.First => $"{StarsBefore} is null",
        CertificateTurn.Renewed => $"{StarsBefore} >= c.stars",
        CertificateTurn.Upgraded => $"{StarsBefore} < c.stars",
        CertificateTurn.RanOut => Expired($"({Term} + 1)"),
        CertificateTurn.Lapsed => $"{Expired($"({Term} + 1)")} and not exists (select from registry.certificates n where n.product_id = c.product_id and n.valid_from > c.valid_from and not isempty(n.effective))",
    };

    /// <summary>The day of the turn.</summary>
    public static string DayOf(CertificateTurn turn) => turn switch
    {
        CertificateTurn.First or CertificateTurn.Renewed or CertificateTurn.Upgraded => "c.issued_on",
        CertificateTurn.RanOut or CertificateTurn.Lapsed => Term,
    };
}
