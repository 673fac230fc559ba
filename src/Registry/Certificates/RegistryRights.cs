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
        _ when !actor.Officiates(OfficeTasks.Registry, product.ProvinceCode, product.CommuneCode) => RegistryRefusals.NotYourArea(certificate.Number),
        _ => rules.MayDecide(actor.Area!.Level, certificate.Stars) ? null : RegistryRefusals.NotYourLevel(certificate.Stars, actor.Area.Level),
    };

    /// <summary>Who may write a certificate of these stars into the register, whatever its area.</summary>
    public static Refusal? WhyMayNotRecord(this Actor actor, int stars, RuleSet rules)
        => actor.Kind is ActorKind.Operator || rules.MayRecord(actor.Area!.Level, stars) ? null : RegistryRefusals.NotYourLevel(stars, actor.Area.Level);

    /// <summary>Who may record papers and measures of a producer: an office whose area it is in.</summary>
    public static Refusal? WhyMayNotRecord(this Actor actor, Producer producer)
        => actor.MayRecordIn(producer.ProvinceCode, producer.CommuneCode) ? null : RegistryRefusals.OutsideYourArea(producer.Name);

    public static bool MayRecordIn(this Actor actor, string provinceCode, string communeCode)
        => actor.Kind is ActorKind.Operator || actor.Officiates(OfficeTasks.Registry, provinceCode, communeCode);
}
