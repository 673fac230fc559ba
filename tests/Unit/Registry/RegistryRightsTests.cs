using OcopMarket.Platform;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Products;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Tests.Unit.Registry;

/// <summary>Who may decide on a certificate of a product of commune 00577, province 01.</summary>
public sealed class RegistryRightsTests
{
    private const string Area = "registry.not_your_area", Level = "registry.not_your_level";

    private static readonly CertifiedProduct Pottery = new(ProductId.New(), ProducerId.New(), "Gốm men Suối Ngọc", 21, "00577", "01", DateTimeOffset.UnixEpoch);

    public static TheoryData<string, OfficeArea?, int, string?> Table => new()
    {
        { "commune, own", new(OfficeLevel.Commune, "01", "00577"), 3, Level },
        { "commune, own", new(OfficeLevel.Commune, "01", "00577"), 4, Level },
        { "commune, own", new(OfficeLevel.Commune, "01", "00577"), 5, Level },
        { "commune, neighbour", new(OfficeLevel.Commune, "01", "00103"), 3, Area },
        { "commune, neighbour", new(OfficeLevel.Commune, "01", "00103"), 5, Area },
        { "province, own", new(OfficeLevel.Province, "01"), 3, null },
        { "province, own", new(OfficeLevel.Province, "01"), 4, null },
        { "province, own", new(OfficeLevel.Province, "01"), 5, Level },
        { "province, other", new(OfficeLevel.Province, "04"), 3, Area },
        { "province, other", new(OfficeLevel.Province, "04"), 4, Area },
        { "province, other", new(OfficeLevel.Province, "04"), 5, Area },
        { "ministry", new(OfficeLevel.Ministry), 3, Level },
        { "ministry", new(OfficeLevel.Ministry), 4, Level },
        { "ministry", new(OfficeLevel.Ministry), 5, null },
        { "area without codes", new(OfficeLevel.Province), 4, Area },
        { "officer of nowhere", null, 4, Area },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_officer_decides_in_the_own_area_and_at_the_level_of_the_stars(string who, OfficeArea? area, int stars, string? refusal)
    {
        _ = who;
        foreach (var day in new DateOnly[] { new(2024, 1, 1), new(2025, 7, 6), new(2026, 3, 2), new(2026, 5, 22) })
        {
            Assert.Equal(refusal, new Actor(ActorKind.Officer, "cán bộ", area) { Tasks = OfficeTasks.All }.WhyMayNotDecide(Of(stars), Pottery, RuleSets.Instance.InForceOn(day))?.Code);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_operator_records_every_decision_and_a_job_none(int stars)
    {
        var rules = RuleSets.Instance.InForceOn(new(2026, 5, 22));

        Assert.Null(Actor.Operator("quản trị").WhyMayNotDecide(Of(stars), Pottery, rules));
        Assert.Equal(Area, Actor.System("certificate-clock").WhyMayNotDecide(Of(stars), Pottery, rules)?.Code);
    }

    private static Certificate Of(int stars) => new(CertificateId.New(), Pottery.Id, new CertificatePaper(
        "1/GCN", "UBND", AuthorityLevel.Province, stars, "QD148-2023", null, null, new(2025, 1, 1), new(2028, 1, 1), []), null, DateTimeOffset.UnixEpoch);
}
