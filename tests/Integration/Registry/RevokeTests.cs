using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class RevokeTests(MarketFixture fixture) : RegistryDecisionTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "16645", Province = "38"; // Hải Bình, Thanh Hóa

    private DateOnly Today => Clock.Today();

    [Fact]
    public async Task A_revocation_takes_effect_at_once_and_leaves_entry_audit_and_event()
    {
        var sauce = await Market.CertifyAsync("Nước mắm Ba Làng", validThrough: Today.AddYears(1));
        var before = await TracesAsync(sauce.Certificate);

        var result = await RevokeAsync(Operator, sauce.Number, document: " 211/QĐ-UBND ", documentDate: Today.AddDays(-2), reason: "Kết luận\nthanh tra số 5");

        Assert.Equal(sauce.Certificate, result.Value);
        var after = await TracesAsync(sauce.Certificate);
        Assert.Equal(before.Dates with { RevokedFrom = Today }, after.Dates);
        Assert.Equal((Today.AddDays(-1), Clock.GetUtcNow(), 1, 1, 1), (after.Dates.LastDay, after.Announced!.Value, after.Entries, after.Audits, after.Messages));
        Assert.Equal([new(sauce.Certificate, sauce.Product, sauce.Producer, sauce.Number, CertificateEnd.Revoked, Today.AddDays(-1))], await MessagesAsync(sauce.Certificate));
        var audit = await LastAuditAsync(sauce.Certificate);
        Assert.Equal(("Operator:quản trị", "registry.certificate_revoked", "211/QĐ-UBND: Kết luận thanh tra số 5"), (audit.Actor, audit.Action, audit.Reason));
        Assert.Equal((before.Dates, after.Dates), (DatesOf(audit.Before), DatesOf(audit.After)));
        await using var db = await OpenAsync();
        var entry = await db.CertificateEntries.SingleAsync(e => e.CertificateId == sauce.Certificate, Ct);
        Assert.Equal(
            (CertificateEntryKind.Revoked, Today, RevocationGround.LawBroken, "Kết luận thanh tra số 5", "211/QĐ-UBND", Today.AddDays(-2), "Operator:quản trị", Clock.GetUtcNow()),
            (entry.Kind, entry.EffectiveOn, entry.Ground, entry.Reason, entry.Document, entry.DocumentDate, entry.Actor, entry.At));
    }

    [Fact]
    public async Task One_dated_later_leaves_the_certificate_in_force_until_then_and_tells_nobody_yet()
    {
        var sauce = await Market.CertifyAsync("Nước mắm Lê Gia");

        Assert.True((await RevokeAsync(Operator, sauce.Number, from: Today.AddDays(10))).Succeeded);

        var after = await TracesAsync(sauce.Certificate);
        Assert.Equal(CertificateState.InForce, after.Dates.StateOn(Today.AddDays(9)));
        Assert.Equal(CertificateState.Revoked, after.Dates.StateOn(Today.AddDays(10)));
        Assert.Equal((null, 1, 1, 0), (after.Announced, after.Entries, after.Audits, after.Messages));
    }

    [Fact]
    public async Task The_last_day_told_of_one_that_had_expired_is_its_own()
    {
        var sauce = await Market.CertifyAsync("Nước mắm cũ", issuedOn: new(2022, 1, 1), validThrough: new(2025, 1, 1));

        Assert.True((await RevokeAsync(Operator, sauce.Number)).Succeeded);

        Assert.Equal(new(2025, 1, 1), Assert.Single(await MessagesAsync(sauce.Certificate)).LastDay);
    }

    public static TheoryData<OfficeLevel, string?, string?, int, string?> Rights => new()
    {
        { OfficeLevel.Commune, Province, Commune, 3, "registry.not_your_level" },
        { OfficeLevel.Commune, Province, Commune, 5, "registry.not_your_level" },
        { OfficeLevel.Commune, Province, "16000", 3, "registry.not_your_area" },
        { OfficeLevel.Province, Province, null, 3, null },
        { OfficeLevel.Province, Province, null, 4, null },
        { OfficeLevel.Province, Province, null, 5, "registry.not_your_level" },
        { OfficeLevel.Province, "37", null, 4, "registry.not_your_area" },
        { OfficeLevel.Ministry, null, null, 4, "registry.not_your_level" },
        { OfficeLevel.Ministry, null, null, 5, null },
    };

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task Only_the_office_that_the_rules_name_may_revoke(OfficeLevel level, string? province, string? commune, int stars, string? refusal)
    {
        var sauce = await Market.CertifyAsync($"Nước mắm {level} {commune} {stars} sao", stars, commune: Commune);
        var before = await TracesAsync(sauce.Certificate);

        var result = await RevokeAsync(Actor.Officer("cán bộ", new(level, province, commune)), sauce.Number);

        Assert.Equal(refusal, result.Refusal?.Code);
        Assert.Equal(refusal is null, before != await TracesAsync(sauce.Certificate));
    }

    [Fact]
    public async Task Every_refusal_leaves_everything_as_it_was()
    {
        var sauce = await Market.CertifyAsync("Mắm tép");
        var replaced = await Market.CertifyAsync("Mắm ruốc", issuedOn: new(2024, 5, 1));
        await using (var db = await OpenAsync())
        {
            (await db.Certificates.SingleAsync(c => c.Id == replaced.Certificate, Ct)).SupersededFrom = Today;
            await db.SaveChangesAsync(Ct);
        }

        var (before, beforeReplaced) = (await TracesAsync(sauce.Certificate), await TracesAsync(replaced.Certificate));

        Assert.Equal(RegistryRefusals.CertificateUnknown("99999/KHONG"), (await RevokeAsync(Operator, "99999/KHONG")).Refusal);
        Assert.Equal(RegistryRefusals.CertificateUnknown("//"), (await RevokeAsync(Operator, "//")).Refusal);
        Assert.Equal(RegistryRefusals.ReasonMissing(), (await RevokeAsync(Operator, sauce.Number, reason: " \u200B ")).Refusal);
        Assert.Equal(RegistryRefusals.DocumentMissing(), (await RevokeAsync(Operator, sauce.Number, document: "")).Refusal);
        Assert.Equal(RegistryRefusals.RevocationInThePast(Today.AddDays(-1)), (await RevokeAsync(Operator, sauce.Number, from: Today.AddDays(-1))).Refusal);
        Assert.Equal(RegistryRefusals.NotYourArea(sauce.Number), (await RevokeAsync(Actor.System("job"), sauce.Number)).Refusal);
        Assert.Equal(RegistryRefusals.AlreadySuperseded(replaced.Number, Today), (await RevokeAsync(Operator, replaced.Number)).Refusal);

        Assert.Equal((before, beforeReplaced), (await TracesAsync(sauce.Certificate), await TracesAsync(replaced.Certificate)));
    }

    [Fact]
    public async Task A_second_revocation_is_refused_with_the_day_of_the_first()
    {
        var sauce = await Market.CertifyAsync("Mắm nêm");
        await RevokeAsync(Operator, sauce.Number, from: Today.AddDays(5));
        var before = await TracesAsync(sauce.Certificate);

        Assert.Equal(RegistryRefusals.AlreadyRevoked(sauce.Number, Today.AddDays(5)), (await RevokeAsync(Operator, sauce.Number)).Refusal);

        Assert.Equal(before, await TracesAsync(sauce.Certificate));
    }

    [Fact]
    public async Task Of_two_revocations_at_once_one_wins_and_the_other_is_refused()
    {
        var sauce = await Market.CertifyAsync("Mắm cáy");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => RevokeAsync(Operator, sauce.Number, reason: $"Lần {i}"))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal("registry.already_revoked", r.Refusal!.Code));
        var after = await TracesAsync(sauce.Certificate);
        Assert.Equal((1, 1, 1), (after.Entries, after.Audits, after.Messages));
    }

    [Fact]
    public async Task A_number_of_two_issuers_asks_which_and_the_issuer_answers()
    {
        var (one, other) = (await Market.CertifyAsync("Mắm tôm Ba Làng"), await Market.CertifyAsync("Mắm tôm Hậu Lộc"));
        await RenumberAsync(one.Certificate, "7/QĐ", "UBND tỉnh Thanh Hóa");
        await RenumberAsync(other.Certificate, "7 QD", "UBND tỉnh Nghệ An");
        var before = await TracesAsync(one.Certificate);

        var ambiguous = await RevokeAsync(Operator, "7/qđ");
        var foreign = await RevokeAsync(Operator, "7/QĐ", issuer: "UBND tỉnh Hà Tĩnh");
        var meant = await RevokeAsync(Operator, "7/QĐ", issuer: "ubnd tinh nghe an");

        Assert.Equal("registry.number_is_ambiguous", ambiguous.Refusal!.Code);
        Assert.Equal(["UBND tỉnh Nghệ An", "UBND tỉnh Thanh Hóa"], ((string)ambiguous.Refusal.Values[1]!).Split("; ").Order(StringComparer.Ordinal));
        Assert.Equal("registry.certificate_unknown", foreign.Refusal!.Code);
        Assert.Equal(other.Certificate, meant.Value);
        Assert.Equal(before, await TracesAsync(one.Certificate));
    }

    private Task<Result<CertificateId>> RevokeAsync(
        Actor actor, string number, string reason = "Dùng sai nhãn", string document = "12/QĐ", DateOnly? documentDate = null, DateOnly? from = null, string? issuer = null)
        => Get<RevokeCertificate>().RunAsync(new(actor, new(number, issuer), RevocationGround.LawBroken, reason, document, documentDate, from), Ct);
}
