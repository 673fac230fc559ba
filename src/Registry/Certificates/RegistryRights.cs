using OcopMarket.Platform;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Products;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Certificates;

/// <summary>Who may decide on a certificate: the level that the rules in force name, in its own area. The operator records such decisions at the machine.</summary>
internal static class RegistryRights
{
    public static Refusal? WhyMayNotDecide(this Actor actor, Certificate certificate, CertifiedProduct product, RuleSet rules) => actor switch
    {
        { Kind: ActorKind.Operator } => null,
        { Kind: ActorKind.Officer, Area: { } area } when !area.Covers(product.ProvinceCode, product.CommuneCode) => RegistryRefusals.NotYourArea(certificate.Number),
        { Kind: ActorKind.Officer, Area: { } area } => rules.MayDecide(area.Level, certificate.Stars) ? null : RegistryRefusals.NotYourLevel(certificate.Stars, area.Level),
        _ => RegistryRefusals.NotYourArea(certificate.Number),
    };

    /// <summary>Who may record papers and measures of a producer: an office whose area it is in.</summary>
    public static Refusal? WhyMayNotRecord(this Actor actor, Producer producer) => actor switch
    {
        { Kind: ActorKind.Operator } => null,
        { Kind: ActorKind.Officer, Area: { } area } when area.Covers(producer.ProvinceCode, producer.CommuneCode) => null,
        _ => RegistryRefusals.OutsideYourArea(producer.Name),
    };
}
