using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>Extensions under QĐ 26/2026, which knows them since 22 May 2026.</summary>
public sealed class ExtendTests : RegistryDecisionTest, IClassFixture<MarketFixture>
{
    private static readonly DateOnly Term = new(2026, 6, 30);

    public ExtendTests(MarketFixture fixture)
        : base(fixture) => Clock.SetVietnam(new(2026, 6, 1), new(9, 0));

    [Fact]
    public async Task An_extension_of_180_days_is_recorded_with_entry_and_audit()
    {
        var rice = await CertifyAsync("Gạo Séng Cù");
        var before = await TracesAsync(rice.Certificate);

        var result = await ExtendAsync(Operator, rice.Number, Term.AddDays(180), document: "99/QĐ-UBND", documentDate: new(2026, 5, 30));

        Assert.Equal(rice.Certificate, result.Value);
        var after = await TracesAsync(rice.Certificate);
        Assert.Equal(before with { Dates = before.Dates with { ExtendedTo = new(2026, 12, 27) }, Entries = 1, Audits = 1 }, after);
        var audit = await LastAuditAsync(rice.Certificate);
        Assert.Equal(("Operator:quản trị", "registry.certificate_extended", "99/QĐ-UBND: Chờ đánh giá lại"), (audit.Actor, audit.Action, audit.Reason));
        Assert.Equal((before.Dates, after.Dates), (DatesOf(audit.Before), DatesOf(audit.After)));
        await using var db = await OpenAsync();
        var entry = await db.CertificateEntries.SingleAsync(e => e.CertificateId == rice.Certificate, Ct);
        Assert.Equal(
            (CertificateEntryKind.Extended, new DateOnly(2026, 12, 27), "Chờ đánh giá lại", "99/QĐ-UBND", new DateOnly(2026, 5, 30)),
            (entry.Kind, entry.EffectiveOn, entry.Reason, entry.Document, entry.DocumentDate));
    }

    [Fact]
    public async Task Every_refusal_leaves_everything_as_it_was()
    {
        var rice = await CertifyAsync("Gạo nếp nương");
        var (revoked, replaced) = (await CertifyAsync("Gạo lứt"), await CertifyAsync("Gạo tám"));
        await Get<RevokeCertificate>().RunAsync(new(Operator, new(revoked.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct);
        await AddRenewalAsync(replaced.Product, new(2026, 5, 25));
        CertificateId[] all = [rice.Certificate, revoked.Certificate, replaced.Certificate];
        var before = await Task.WhenAll(all.Select(TracesAsync));

        Assert.Equal(RegistryRefusals.CertificateUnknown("404/X"), (await ExtendAsync(Operator, "404/X", Term.AddDays(1))).Refusal);
        Assert.Equal(RegistryRefusals.ReasonMissing(), (await ExtendAsync(Operator, rice.Number, Term.AddDays(1), reason: "")).Refusal);
        Assert.Equal(RegistryRefusals.DocumentMissing(), (await ExtendAsync(Operator, rice.Number, Term.AddDays(1), document: " ")).Refusal);
        Assert.Equal(RegistryRefusals.ExtensionNotLater(Term), (await ExtendAsync(Operator, rice.Number, Term)).Refusal);
        Assert.Equal(RegistryRefusals.ExtensionTooLong(180, new(2026, 12, 27)), (await ExtendAsync(Operator, rice.Number, Term.AddDays(181))).Refusal);
        Assert.Equal(RegistryRefusals.AlreadyRevoked(revoked.Number, Clock.Today()), (await ExtendAsync(Operator, revoked.Number, Term.AddDays(1))).Refusal);
        Assert.Equal(RegistryRefusals.AlreadySuperseded(replaced.Number, new(2026, 5, 25)), (await ExtendAsync(Operator, replaced.Number, Term.AddDays(1))).Refusal);

        Assert.Equal(before, await Task.WhenAll(all.Select(TracesAsync)));
    }

    [Fact]
    public async Task A_second_extension_must_be_later_and_counts_from_the_written_term()
    {
        var rice = await CertifyAsync("Gạo Điện Biên");
        Assert.True((await ExtendAsync(Operator, rice.Number, Term.AddDays(60))).Succeeded);

        Assert.Equal(RegistryRefusals.ExtensionNotLater(Term.AddDays(60)), (await ExtendAsync(Operator, rice.Number, Term.AddDays(60))).Refusal);
        Assert.Equal("registry.extension_too_long", (await ExtendAsync(Operator, rice.Number, Term.AddDays(181))).Refusal?.Code);
        Assert.True((await ExtendAsync(Operator, rice.Number, Term.AddDays(180))).Succeeded);
    }

    [Fact]
    public async Task Before_the_decision_of_2026_the_rules_knew_no_extension()
    {
        var rice = await CertifyAsync("Gạo ruộng rươi");
        Clock.SetVietnam(new(2026, 5, 21), new(23, 59, 59));

        Assert.Equal(
            RegistryRefusals.ExtensionUnknownToRules("QĐ 148/QĐ-TTg, sửa đổi bởi QĐ 1489/QĐ-TTg (06/7/2025)"), (await ExtendAsync(Operator, rice.Number, Term.AddDays(1))).Refusal);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await ExtendAsync(Operator, rice.Number, Term.AddDays(1))).Succeeded);
    }

    [Theory]
    [InlineData(OfficeLevel.Commune, "38", "16645", 3, "registry.not_your_level")]
    [InlineData(OfficeLevel.Province, "38", null, 3, null)]
    [InlineData(OfficeLevel.Province, "38", null, 5, "registry.not_your_level")]
    [InlineData(OfficeLevel.Province, "37", null, 3, "registry.not_your_area")]
    [InlineData(OfficeLevel.Ministry, null, null, 5, null)]
    [InlineData(OfficeLevel.Ministry, null, null, 4, "registry.not_your_level")]
    public async Task Only_the_office_that_the_rules_name_may_extend(OfficeLevel level, string? province, string? commune, int stars, string? refusal)
    {
        var rice = await CertifyAsync($"Gạo {level} {province} {stars} sao", stars);
        var before = await TracesAsync(rice.Certificate);

        var result = await ExtendAsync(Actor.Officer("cán bộ", new(level, province, commune)), rice.Number, Term.AddDays(30));

        Assert.Equal(refusal, result.Refusal?.Code);
        Assert.Equal(refusal is null, before != await TracesAsync(rice.Certificate));
    }

    [Fact]
    public async Task An_extension_that_meets_the_next_certificate_ends_where_that_begins()
    {
        var rice = await CertifyAsync("Gạo Khẩu Nậm Xít");
        await AddRenewalAsync(rice.Product, new(2026, 7, 20));

        Assert.True((await ExtendAsync(Operator, rice.Number, Term.AddDays(90))).Succeeded);

        var dates = (await TracesAsync(rice.Certificate)).Dates;
        Assert.Equal((new DateOnly(2026, 7, 20), new DateOnly(2026, 7, 19)), (dates.SupersededFrom!.Value, dates.LastDay));
    }

    [Fact]
    public async Task Extending_and_revoking_at_once_never_leaves_it_in_force()
    {
        var rice = await CertifyAsync("Gạo nương tím");

        var extended = Task.Run(() => ExtendAsync(Operator, rice.Number, Term.AddDays(30)));
        var revoked = Task.Run(() => Get<RevokeCertificate>().RunAsync(new(Operator, new(rice.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct));
        await Task.WhenAll(extended, revoked);

        Assert.True((await revoked).Succeeded);
        Assert.False((await TracesAsync(rice.Certificate)).Dates.InForceOn(Clock.Today()));
    }

    private Task<ProductOnSale> CertifyAsync(string name, int stars = 4) => Market.CertifyAsync(name, stars, validThrough: Term, commune: "16645", issuedOn: new(2023, 6, 30));

    private async Task AddRenewalAsync(ProductId product, DateOnly from)
    {
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        var renewal = new Certificate(CertificateId.New(), product, new CertificatePaper(
            $"GH-{from:yyyyMMdd}", $"UBND {Guid.NewGuid()}", AuthorityLevel.Province, 4, "QD26-2026", null, null, from, from.AddYears(3), []), null, Clock.GetUtcNow());
        db.Certificates.Add(renewal);
        CertificateTimeline.Settle([.. await db.Certificates.Where(c => c.ProductId == product).ToListAsync(Ct), renewal]);
        await db.SaveChangesAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    private Task<Result<CertificateId>> ExtendAsync(
        Actor actor, string number, DateOnly to, string reason = "Chờ đánh giá lại", string document = "98/QĐ", DateOnly? documentDate = null)
        => Get<ExtendCertificate>().RunAsync(new(actor, new(number), to, reason, document, documentDate), Ct);
}
