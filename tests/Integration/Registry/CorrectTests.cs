using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class CorrectTests(MarketFixture fixture) : RegistryDecisionTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "16645", Neighbour = "16624", Province = "38";

    private static readonly Actor OfProvince = Actor.Officer("Trần Văn Sơn", new(OfficeLevel.Province, Province));
    private static readonly Actor OfCommune = Actor.Officer("Lê Thị Hoa", new(OfficeLevel.Commune, Province, Commune));

    private CertificateFileQueries Files => Get<CertificateFileQueries>();

    [Fact]
    public async Task What_was_wrong_stays_beside_what_is_right_and_the_right_counts_from_then_on()
    {
        var sauce = await Market.PutOnSaleAsync("Nước mấm Ba Làng", stars: 4, commune: Commune, issuedOn: new(2024, 2, 29), validThrough: new(2027, 2, 28));
        var (file, right) = await ReadAsync(sauce.Certificate);

        var result = await CorrectAsync(OfProvince, file, right with { Product = "Nước mắm  Ba Làng", Stars = 3, ValidThrough = new(2026, 3, 1) });

        Assert.Equal(sauce.Certificate, result.Value);
        var after = (await Files.FindAsync(OfProvince, sauce.Certificate, Ct)).Value!;
        var correction = Assert.Single(after.Events);
        Assert.Equal((CertificateEntryKind.Corrected, "Gõ nhầm khi nhập", "15/SNN", "Officer:Trần Văn Sơn"), (correction.Kind, correction.Reason, correction.Document, correction.Actor));
        Assert.Equal(
            [new CorrectedField("product.name", "Nước mấm Ba Làng", "Nước mắm Ba Làng"), new("stars", "4", "3"), new("validThrough", "2027-02-28", "2026-03-01")],
            correction.Corrected.OrderBy(c => c.Field, StringComparer.Ordinal));
        Assert.Equal(("Nước mắm Ba Làng", 3, CertificateState.Expired), (after.Certificate.ProductName, after.Certificate.Stars, after.Certificate.StateOn(Clock.Today())));
        Assert.NotEqual(file.Version, after.Version);
        Assert.Equal((sauce.Number, "15/SNN: Gõ nhầm khi nhập"), (after.Certificate.Number, (await LastAuditAsync(sauce.Certificate)).Reason));
        Assert.Empty(after.Effects); // 1 March is over: it is off the shelf without any job
    }

    [Fact]
    public async Task Of_two_officers_who_correct_at_once_the_second_is_told_and_overwrites_nothing()
    {
        var tea = await Market.CertifyAsync("Chè lam Phủ Quảng", commune: Commune);
        var (file, right) = await ReadAsync(tea.Certificate);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => CorrectAsync(OfProvince, file, right with { Product = $"Chè lam số {i}" })));

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(3, results.Count(r => r.Refusal == new Refusal("registry.changed_since", tea.Number)));
        Assert.Single((await Files.FindAsync(OfProvince, tea.Certificate, Ct)).Value!.Events);
    }

    [Fact]
    public async Task A_correction_is_refused_to_other_levels_and_areas_and_when_it_makes_no_sense()
    {
        var (cake, other) = (await Market.CertifyAsync("Bánh gai Tứ Trụ", commune: Commune, validThrough: new(2028, 1, 1), issuedOn: new(2025, 1, 1)), await Market.CertifyAsync("Bánh gai khác", commune: Commune));
        var (file, right) = await ReadAsync(cake.Certificate);
        var before = await TracesAsync(cake.Certificate);

        foreach (var (actor, wrong, code) in new (Actor, CorrectCertificate.Right, string)[]
        {
            (OfCommune, right with { Stars = 3 }, "registry.not_your_level"),
            (Actor.Officer("Bắc Ninh", new(OfficeLevel.Province, "24")), right with { Stars = 3 }, "registry.not_your_area"),
            (OfProvince, right with { Stars = 5 }, "registry.not_your_level"),
            (OfProvince, right with { CommuneCode = "00004" }, "registry.outside_your_area"),
            (OfProvince, right with { CommuneCode = "99999" }, "registry.place_unknown"),
            (OfProvince, right, "registry.nothing_corrected"),
            (OfProvince, right with { Stars = 6 }, "registry.import_stars"),
            (OfProvince, right with { Number = " / " }, "registry.import_missing"),
            (OfProvince, right with { Product = new string('a', 301) }, "registry.import_too_long"),
            (OfProvince, right with { ValidThrough = new(2024, 12, 31) }, "registry.import_ends_before_issue"),
            (OfProvince, right with { ValidThrough = new(2028, 1, 2) }, "registry.import_term_longer_than_rules"),
            (OfProvince, right with { Number = other.Number.ToLowerInvariant() }, "registry.number_taken"),
            (Actor.Member("HTX", AccountId.New()), right with { Stars = 3 }, "registry.not_your_area"),
        })
        {
            Assert.Equal((code, wrong), ((await CorrectAsync(actor, file, wrong)).Refusal?.Code, wrong));
        }

        Assert.Equal("registry.reason_missing", (await CorrectAsync(OfProvince, file, right with { Stars = 3 }, reason: " ")).Refusal?.Code);
        Assert.Equal("registry.document_missing", (await CorrectAsync(OfProvince, file, right with { Stars = 3 }, document: "")).Refusal?.Code);
        Assert.Equal(before, await TracesAsync(cake.Certificate));
    }

    [Fact]
    public async Task The_file_of_a_certificate_shows_effects_and_rights_and_is_closed_to_the_neighbour()
    {
        var sauce = await Market.PutOnSaleAsync("Nước mắm Do Xuyên", commune: Commune);

        var mine = (await Files.FindAsync(OfCommune, sauce.Certificate, Ct)).Value!;
        var provinces = (await Files.FindAsync(OfProvince, sauce.Certificate, Ct)).Value!;

        Assert.Equal((EndingEffect.Listings, 1), Assert.Single(mine.Effects));
        Assert.Equal("registry.not_your_level", mine.WhyMayNotDecide?.Code);
        Assert.Null(provinces.WhyMayNotDecide);
        Assert.Equal("registry.not_your_area", (await Files.FindAsync(Actor.Officer("Láng giềng", new(OfficeLevel.Commune, Province, Neighbour)), sauce.Certificate, Ct)).Refusal?.Code);
        Assert.Equal("registry.officers_only", (await Files.FindAsync(Actor.Member("HTX", AccountId.New(), new ProducerMembership(sauce.Producer, ProducerRights.All)), sauce.Certificate, Ct)).Refusal?.Code);
        Assert.Null((await Files.FindAsync(OfProvince, CertificateId.New(), Ct)).Value);
        await Market.RevokeAsync(sauce);
        Assert.Empty((await Files.FindAsync(OfProvince, sauce.Certificate, Ct)).Value!.Effects);
    }

    private async Task<(CertificateFile File, CorrectCertificate.Right Right)> ReadAsync(CertificateId id)
    {
        var file = (await Files.FindAsync(OfProvince, id, Ct)).Value!;
        var c = file.Certificate;
        return (file, new(c.Number, c.Issuer, c.Level, c.Stars, c.DecisionNumber, c.DecisionDate, c.IssuedOn, c.ValidThrough, c.Packings, c.ProductName, c.Set, c.OcopCode, c.CommuneCode));
    }

    private Task<Result<CertificateId>> CorrectAsync(Actor actor, CertificateFile file, CorrectCertificate.Right right, string reason = " Gõ nhầm khi nhập ", string document = "15/SNN")
        => Get<CorrectCertificate>().RunAsync(new(actor, file.Certificate.Id, file.Version, right, reason, document), Ct);
}
