namespace OcopMarket.Registry.Contracts;

/// <summary>Who may hold an OCOP certificate (domain reference 1.1).</summary>
public enum ProducerType
{
    Cooperative,
    CooperativeGroup,
    Enterprise,
    Farm,
    Household,

    /// <summary>Community tourism only.</summary>
    Association,
}
