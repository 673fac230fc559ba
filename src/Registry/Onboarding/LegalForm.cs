using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Onboarding;

/// <summary>What a legal form proves itself by. The paper itself is asked for of every form; its name is in the texts of the page.</summary>
/// <param name="TaxCode">Whether it must have a tax code; an enterprise's is its enterprise number.</param>
/// <param name="Registration">Whether its paper has a number of its own.</param>
public sealed record LegalForm(ProducerType Type, bool TaxCode, bool Registration)
{
    public static IReadOnlyList<LegalForm> All { get; } =
    [
        new(ProducerType.Cooperative, TaxCode: true, Registration: true), // certificate of registration of the cooperative
        new(ProducerType.CooperativeGroup, TaxCode: false, Registration: true), // cooperation contract, attested by the commune
        new(ProducerType.Enterprise, TaxCode: true, Registration: false),
        new(ProducerType.Household, TaxCode: true, Registration: true), // certificate of registration of the business household
        new(ProducerType.Farm, TaxCode: false, Registration: false), // certificate of the farm economy, where there is one
        new(ProducerType.Association, TaxCode: false, Registration: true), // decision that founded it
    ];

    public static LegalForm Of(ProducerType type) => All.Single(f => f.Type == type);
}
