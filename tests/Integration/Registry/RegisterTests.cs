using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Producers;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class RegisterTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Operator = Actor.Operator("test");

    private CertificateQueries Certificates => Get<CertificateQueries>();

    private RegisterQueries Register => Get<RegisterQueries>();

    [Fact]
    public async Task A_number_is_found_without_its_strokes_marks_and_spaces()
    {
        var tea = await Market.CertifyAsync("Trà sen Tây Hồ");
        var compact = tea.Number.Replace("/", "", StringComparison.Ordinal).ToLowerInvariant();

        var found = await Certificates.ByNumberAsync($"  {compact} ", Ct);

        Assert.Equal(tea.Number, Assert.Single(found).Number);
        Assert.Equal("Trà sen Tây Hồ", found[0].ProductName);
    }

    [Fact]
    public async Task A_number_that_only_resembles_another_is_unknown()
    {
        var tea = await Market.CertifyAsync("Trà lài");

        Assert.Empty(await Certificates.ByNumberAsync(tea.Number + "9", Ct));
        Assert.Empty(await Certificates.ByNumberAsync("///", Ct));
        Assert.Empty(await Certificates.ByNumberAsync("", Ct));
    }

    [Fact]
    public async Task The_same_number_of_two_issuers_is_two_certificates()
    {
        var one = await Market.CertifyAsync("Miến dong Bình Lư");
        var other = await Market.CertifyAsync("Miến dong Phja Đén");
        await using (var db = await OpenAsync())
        {
            await db.Certificates.Where(c => c.Id == other.Certificate).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Number, one.Number).SetProperty(c => c.NumberKey, Certificate.Key(one.Number))
                    .SetProperty(c => c.Issuer, "UBND tỉnh Cao Bằng").SetProperty(c => c.IssuerKey, "ubnd tinh cao bang"), Ct);
        }

        var found = await Certificates.ByNumberAsync(one.Number, Ct);

        Assert.Equal(["UBND thành phố Hà Nội", "UBND tỉnh Cao Bằng"], found.Select(c => c.Issuer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_check_field_finds_by_number_then_by_its_beginning_then_by_words_without_tones()
    {
        var honey = await Market.CertifyAsync("Mật ong bạc hà Mèo Vạc", producer: "HTX Tuấn Dũng");

        Assert.Equal(honey.Certificate, Assert.Single(await Certificates.FindAsync(honey.Number, false, 10, Ct)).Id);
        Assert.Contains(await Certificates.FindAsync(honey.Number[..3], false, 1000, Ct), c => c.Id == honey.Certificate);
        Assert.Equal(honey.Certificate, Assert.Single(await Certificates.FindAsync("meo vac tuan dung", false, 10, Ct)).Id);
        Assert.Empty(await Certificates.FindAsync("meo vac tuan hung", false, 10, Ct));
        Assert.Empty(await Certificates.FindAsync("%", false, 10, Ct));
    }

    [Fact]
    public async Task Whole_words_come_before_words_that_only_begin_so()
    {
        var begun = await Market.CertifyAsync("Quếch khô", producer: "HTX Càng Long");
        var whole = await Market.CertifyAsync("Bánh quế Trà Bồng", producer: "HTX Trà Bồng", validThrough: Clock.Today().AddDays(-1));

        Assert.Equal([whole.Certificate, begun.Certificate], (await Certificates.FindAsync("que", false, 10, Ct)).Select(c => c.Id));
    }

    [Fact]
    public async Task Alcohol_is_named_only_to_those_who_said_they_are_18()
    {
        var wine = await Market.CertifyAsync("Rượu ngô Bản Phố", set: 14);

        Assert.Empty(await Certificates.FindAsync("ruou ngo ban pho", adult: false, 10, Ct));
        Assert.Single(await Certificates.FindAsync("ruou ngo ban pho", adult: true, 10, Ct));
        Assert.Equal(0, (await Register.PageAsync(new("rượu ngô"), 1, Ct)).Total);
        Assert.Equal(1, (await Register.PageAsync(new("rượu ngô", Adult: true), 1, Ct)).Total);
        Assert.Equal(wine.Certificate, Assert.Single(await Certificates.ByNumberAsync(wine.Number, Ct)).Id);
    }

    [Fact]
    public async Task The_register_filters_by_state_of_today_and_words()
    {
        var today = Clock.Today();
        await Market.CertifyAsync("Cói Kim Sơn còn lâu");
        await Market.CertifyAsync("Cói Kim Sơn sắp hết", validThrough: today.AddDays(60));
        await Market.CertifyAsync("Cói Kim Sơn hôm nay là ngày cuối", validThrough: today);
        await Market.CertifyAsync("Cói Kim Sơn hết hôm qua", validThrough: today.AddDays(-1));
        var revoked = await Market.CertifyAsync("Cói Kim Sơn thu hồi");
        await Get<RevokeCertificate>().RunAsync(new(Operator, new(revoked.Number), RevocationGround.MarkMisused, "Dùng sai nhãn", "12/QĐ", From: today), Ct);

        async Task<int> CountAsync(RegisterState? state) => (await Register.PageAsync(new("coi kim son", state), 1, Ct)).Total;

        Assert.Equal(5, await CountAsync(null));
        Assert.Equal(3, await CountAsync(RegisterState.InForce));
        Assert.Equal(2, await CountAsync(RegisterState.EndingSoon));
        Assert.Equal(1, await CountAsync(RegisterState.Expired));
        Assert.Equal(1, await CountAsync(RegisterState.Revoked));
        Assert.Equal(0, await CountAsync(RegisterState.Superseded));
        Assert.Null((await Get<ChangeSetting>().RunAsync(new(Operator, RegistrySettings.RegisterSoonDays.Key, "59", null, "Thử"), Ct)).Refusal);
        Assert.Equal(1, await CountAsync(RegisterState.EndingSoon));
        Assert.Null((await Get<ChangeSetting>().RunAsync(new(Operator, RegistrySettings.RegisterSoonDays.Key, "60", null, "Thử"), Ct)).Refusal);
        Assert.Empty((await Register.PageAsync(new("coi kim son"), int.MaxValue, Ct)).Items);
        var exported = await Register.ExportAsync(new("coi kim son"), Ct).ToListAsync(Ct);
        Assert.Equal(5, exported.Count);
    }

    [Fact]
    public async Task Ended_certificates_come_latest_end_first_with_the_decision_that_revoked_them()
    {
        var today = Clock.Today();
        var old = await Market.CertifyAsync("Nón lá Làng Chuông cũ", validThrough: today.AddDays(-200), issuedOn: today.AddYears(-3));
        var revoked = await Market.CertifyAsync("Nón lá Làng Chuông thu hồi", commune: "20194");
        await Get<RevokeCertificate>().RunAsync(
            new(Operator, new(revoked.Number), RevocationGround.LawBroken, "Kết luận số 5", "211/QĐ-UBND", today.AddDays(-2)), Ct);

        var all = await Certificates.EndedAsync(new(), 1, 100, Ct);
        var positions = all.Items.Select((e, i) => (e.Certificate.Id, i)).ToDictionary(e => e.Id, e => e.i);
        var byGround = await Certificates.EndedAsync(new(Ground: RevocationGround.LawBroken), 1, 100, Ct);
        var expired = await Certificates.EndedAsync(new(CertificateEnd.Expired), 1, 100, Ct);

        Assert.True(positions[revoked.Certificate] < positions[old.Certificate]);
        var shown = Assert.Single(byGround.Items).Certificate;
        Assert.Equal(new CertificateRevocation(today, RevocationGround.LawBroken, "Kết luận số 5", "211/QĐ-UBND", today.AddDays(-2)), shown.Revocation);
        Assert.DoesNotContain(expired.Items, e => e.Certificate.Id == revoked.Certificate);
        Assert.Contains(expired.Items, e => e.Certificate.Id == old.Certificate && e.Newer is null);
    }

    [Fact]
    public async Task An_ended_certificate_names_the_one_that_covers_its_product_now()
    {
        var today = Clock.Today();
        var old = await Market.CertifyAsync("Chả mực Hạ Long", validThrough: today.AddDays(-30), issuedOn: today.AddYears(-3));
        await using (var db = await OpenAsync())
        {
            db.Certificates.Add(new Certificate(CertificateId.New(), old.Product, new CertificatePaper(
                "MOI-77/GCN", "UBND thành phố Hà Nội", AuthorityLevel.Province, 4, "QD148-2023", null, null, today.AddDays(-3), today.AddYears(3), []), null, Clock.GetUtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        var ended = (await Certificates.EndedAsync(new(), 1, 100, Ct)).Items.Single(e => e.Certificate.Id == old.Certificate);
        var history = await Certificates.OfProductAsync(old.Product, Ct);

        Assert.Equal("MOI-77/GCN", ended.Newer);
        Assert.Equal(["MOI-77/GCN", old.Number], history.Select(c => c.Number));
    }

    [Fact]
    public async Task A_products_history_says_of_each_certificate_what_its_own_page_says()
    {
        Clock.SetVietnam(new(2026, 6, 10)); // extensions exist since QĐ 26/2026
        var today = Clock.Today();
        var fish = await Market.CertifyAsync("Cá kho làng Vũ Đại", validThrough: today.AddDays(20), issuedOn: today.AddYears(-3));
        var extended = await Get<ExtendCertificate>().RunAsync(new(Operator, new(fish.Number), today.AddDays(100), "Chờ đánh giá lại", "12/UBND", today.AddDays(-1)), Ct);
        var revoked = await Get<RevokeCertificate>().RunAsync(new(Operator, new(fish.Number), RevocationGround.MarkMisused, "Dán sai tem", "13/QĐ-UBND", today, today.AddDays(5)), Ct);

        var history = Assert.Single(await Certificates.OfProductAsync(fish.Product, Ct));

        Assert.Null(extended.Refusal);
        Assert.Null(revoked.Refusal);
        var own = Assert.Single(await Certificates.ByNumberAsync(fish.Number, Ct));
        Assert.Equal(own.Packings, history.Packings);
        Assert.Equal(own with { Packings = [] }, history with { Packings = [] });
        Assert.Equal(new CertificateRevocation(today.AddDays(5), RevocationGround.MarkMisused, "Dán sai tem", "13/QĐ-UBND", today), history.Revocation);
        Assert.Equal(new CertificateExtension(today.AddDays(100), "Chờ đánh giá lại", "12/UBND", today.AddDays(-1)), history.Extension);
    }

    [Fact]
    public async Task A_certificate_of_a_suspended_producer_counts_but_offers_nothing()
    {
        var cake = await Market.CertifyAsync("Bánh gai Ninh Giang");
        Assert.Contains(cake.Certificate, await Certificates.OfferableAmongAsync([cake.Certificate], Ct));
        await using (var db = await OpenAsync())
        {
            await db.Producers.Where(p => p.Id == cake.Producer).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedFrom, Clock.Today()), Ct);
        }

        var found = Assert.Single(await Certificates.ByNumberAsync(cake.Number, Ct));

        Assert.Equal(CertificateState.InForce, found.StateOn(Clock.Today()));
        Assert.True(found.IsSuspendedOn(Clock.Today()));
        Assert.Empty(await Certificates.OfferableAmongAsync([cake.Certificate], Ct));
    }

    [Fact]
    public async Task Figures_follow_the_day_and_the_market()
    {
        await Eventually.GetAsync(() => Task.FromResult(Get<OcopMarket.Platform.Changes.MarketChanges>().Listening), listening => listening);
        var before = await Register.FiguresAsync(Ct);

        await Market.CertifyAsync("Gốm Bát Tràng", producer: "HTX chỉ để đếm");
        var after = await Eventually.GetAsync(async () => await Register.FiguresAsync(Ct), f => f.InForce > before.InForce);

        Assert.Equal(before.InForce + 1, after.InForce);
        Assert.Equal(before.Producers + 1, after.Producers);
        Assert.Equal(Clock.Today(), after.Day);
    }

    [Fact]
    public async Task Producers_are_listed_with_what_they_have_in_force_and_makers_of_alcohol_only_to_adults()
    {
        var tea = await Market.CertifyAsync("Chè Suối Giàng", producer: "Doanh nghiệp Suối Giàng", commune: "20194");
        await Market.CertifyAsync("Chè Suối Giàng hết hạn", producer: "Doanh nghiệp Suối Giàng", commune: "20194", validThrough: Clock.Today().AddDays(-1));
        await Market.CertifyAsync("Rượu cần", producer: "HTX Rượu cần", set: 15, commune: "20194");
        var producers = Get<ProducerQueries>();

        var all = await producers.ListAsync("48", null, adult: false, 1, 50, Ct);
        var adult = await producers.ListAsync("48", ProducerType.Cooperative, adult: true, 1, 50, Ct);
        var row = all.Items.Single(p => p.Name == "Doanh nghiệp Suối Giàng");
        var page = await producers.FindAsync(row.Slug, Ct);

        Assert.Equal(1, row.InForce);
        Assert.DoesNotContain(all.Items, p => p.Name == "HTX Rượu cần");
        Assert.Contains(adult.Items, p => p.Name == "HTX Rượu cần");
        Assert.Equal(all.Total, all.Items.Count);
        Assert.Equal(1, page!.InForce);
        Assert.Equal(2, (await producers.CertificatesOfAsync(tea.Producer, Ct)).Count);
        Assert.Null(await producers.FindAsync("khong-co", Ct));
    }
}
