using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class CertificateDeskTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "16645", Neighbour = "16624", Coast = "16654", Province = "38"; // Thanh Hóa

    private static readonly Actor OfCommune = Actor.Officer("Lê Thị Hoa", new(OfficeLevel.Commune, Province, Commune));
    private static readonly Actor OfProvince = Actor.Officer("Trần Văn Sơn", new(OfficeLevel.Province, Province));
    private static readonly Actor OfMinistry = Actor.Officer("Bộ", new(OfficeLevel.Ministry));

    private CertificateDeskQueries Desk => Get<CertificateDeskQueries>();

    private DateOnly Today => Clock.Today();

    [Fact]
    public async Task An_office_sees_its_own_area_and_is_refused_another_by_address()
    {
        await Market.CertifyAsync("Mắm tép nhà ta", commune: Commune);
        await Market.CertifyAsync("Mắm tép láng giềng", commune: Neighbour);
        await Market.CertifyAsync("Mắm tép Hà Nội");

        Assert.Equal(["Mắm tép nhà ta"], await NamesAsync(OfCommune, new(new(), Text: "mam tep")));
        Assert.Equal(["Mắm tép láng giềng", "Mắm tép nhà ta"], await NamesAsync(OfProvince, new(new(), Text: "mam tep")));
        Assert.Equal(["Mắm tép láng giềng"], await NamesAsync(OfProvince, new(new(CommuneCode: Neighbour), Text: "mam tep")));
        Assert.Equal(3, (await NamesAsync(OfMinistry, new(new(), Text: "mam tep"))).Count);
        foreach (var (actor, scope, code) in new (Actor, DeskScope, string)[]
        {
            (OfCommune, new(CommuneCode: Neighbour), "registry.outside_your_area"), (OfCommune, new("01"), "registry.outside_your_area"), (OfProvince, new("01"), "registry.outside_your_area"),
            (OfProvince, new("01", Commune), "registry.place_unknown"), (OfMinistry, new("99"), "registry.place_unknown"), (OfMinistry, new(From: Today, Through: Today.AddDays(-1)), "registry.period_wrong"),
            (Actor.Guest, new(), "registry.officers_only"), (Actor.Member("HTX", AccountId.New()), new(), "registry.officers_only"), (Actor.Administrator("Quản trị", AccountId.New()), new(), "registry.officers_only"),
        })
        {
            Assert.Equal(code, (await Desk.PageAsync(actor, new(scope), 1, Ct)).Refusal?.Code);
            Assert.Equal(code, (await Desk.ExportAsync(actor, new(scope), _ => Task.CompletedTask, Ct)).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Quick_filters_and_period_part_certificates_by_what_their_dates_say()
    {
        await Market.CertifyAsync("Chè lam dài hạn", commune: Commune, issuedOn: new(2025, 5, 1), validThrough: Today.AddDays(91));
        await Market.CertifyAsync("Chè lam sắp hết", commune: Commune, issuedOn: new(2024, 2, 29), validThrough: Today.AddDays(90));
        await Market.CertifyAsync("Chè lam đã hết", commune: Commune, issuedOn: new(2023, 2, 28), validThrough: Today.AddDays(-1));
        await Market.RevokeAsync(await Market.CertifyAsync("Chè lam thu hồi", commune: Commune, issuedOn: new(2025, 6, 1)));
        var filter = new DeskFilter(new(), Text: "chè lam", Sort: DeskSort.Product, Descending: false);

        var page = (await Desk.PageAsync(OfCommune, filter, 1, Ct)).Value;

        Assert.Equal(new DeskCounts(InForce: 2, EndingSoon: 1, Expired: 1, Revoked: 1, All: 4), page.Counts);
        Assert.Equal(["Chè lam dài hạn", "Chè lam sắp hết"], page.Rows.Select(r => r.Product));
        Assert.Equal(["Chè lam sắp hết"], await NamesAsync(OfCommune, filter with { State = DeskState.EndingSoon }));
        Assert.Equal(["Chè lam đã hết"], await NamesAsync(OfCommune, filter with { State = DeskState.Expired }));
        Assert.Equal(["Chè lam thu hồi"], await NamesAsync(OfCommune, filter with { State = DeskState.Revoked }));
        Assert.Equal(["Chè lam sắp hết"], await NamesAsync(OfCommune, filter with { State = DeskState.All, Scope = new(From: new(2024, 1, 1), Through: new(2024, 12, 31)) })); // issued then
        Assert.Equal(["Chè lam thu hồi"], await NamesAsync(OfCommune, filter with { State = DeskState.Revoked, Scope = new(From: Today, Through: Today) })); // revoked then
        Assert.Empty(await NamesAsync(OfCommune, filter with { State = DeskState.Expired, Scope = new(From: Today) }));
        Assert.Equal(Today.AddDays(90), page.Rows[1].LastDay);
    }

    [Fact]
    public async Task Words_without_tones_find_number_product_and_holder_also_after_the_holder_was_renamed()
    {
        var sauce = await Market.CertifyAsync("Nước mắm Ba Làng", commune: Coast, producer: "HTX Hải Tiến");
        Assert.Equal([sauce.Name], await NamesAsync(OfProvince, new(new(CommuneCode: Coast), Text: "ba lang hai tien")));
        Assert.Equal([sauce.Name], await NamesAsync(OfProvince, new(new(CommuneCode: Coast), Text: sauce.Number.ToLowerInvariant().Replace("/", " ", StringComparison.Ordinal))));
        Assert.Equal([sauce.Name], await NamesAsync(OfProvince, new(new(CommuneCode: Coast), Text: sauce.Number[..3]))); // the beginning of a number is enough
        Assert.Empty(await NamesAsync(OfProvince, new(new(CommuneCode: Coast), Text: "ang hai tien"))); // the beginning of a word counts, not its middle

        await using (var db = await OpenAsync())
        {
            (await db.Producers.SingleAsync(p => p.Id == sauce.Producer, Ct)).Rename("HTX Biển Xanh");
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal([sauce.Name], await NamesAsync(OfProvince, new(new(CommuneCode: Coast), Text: "ba lang bien xanh")));
        Assert.Empty(await NamesAsync(OfProvince, new(new(CommuneCode: Coast), Text: "ba lang hai tien")));
    }

    [Fact]
    public async Task The_file_holds_what_the_screen_shows_in_its_order_over_all_pages()
    {
        for (var i = 0; i < CertificateDeskQueries.PageSize + 2; i++)
        {
            await Market.CertifyAsync($"Bánh răng bừa {i:00}", stars: 3 + (i % 3), commune: Commune);
        }

        var filter = new DeskFilter(new(), Text: "bánh răng bừa", Sort: DeskSort.Stars, Descending: true);
        var file = new List<DeskRow>();
        var written = await Desk.ExportAsync(OfCommune, filter, row => { file.Add(row); return Task.CompletedTask; }, Ct);
        var (first, second) = ((await Desk.PageAsync(OfCommune, filter, 1, Ct)).Value, (await Desk.PageAsync(OfCommune, filter, 2, Ct)).Value);

        Assert.Equal((52, 52, 2, 50, 2), (written.Value, first.Total, first.Pages, first.Rows.Count, second.Rows.Count));
        Assert.Equal(file.Select(r => r.Number), first.Rows.Concat(second.Rows).Select(r => r.Number));
        Assert.Equal(file.Select(r => r.Stars).OrderDescending(), file.Select(r => r.Stars));
        Assert.Equal(2, (await Desk.PageAsync(OfCommune, filter, 900, Ct)).Value.Page); // past the end is the last page
    }

    [Fact]
    public async Task Pages_read_from_the_nearer_end_follow_each_other_in_every_order()
    {
        for (var i = 0; i < (2 * CertificateDeskQueries.PageSize) + 3; i++)
        {
            await Market.CertifyAsync($"Nem chua {i / 3:00}", stars: 3 + (i % 3), commune: Commune, producer: $"HTX Nem {i % 7}", issuedOn: Today.AddDays(-i / 2));
        }

        foreach (var filter in Enum.GetValues<DeskSort>().SelectMany(sort => new[] { true, false }.Select(down => new DeskFilter(new(), DeskState.All, "nem chua", Sort: sort, Descending: down))))
        {
            var (file, pages) = (new List<string>(), new List<string>());
            await Desk.ExportAsync(OfCommune, filter, row => { file.Add(row.Number); return Task.CompletedTask; }, Ct);
            for (var page = 1; page <= 3; page++)
            {
                pages.AddRange((await Desk.PageAsync(OfCommune, filter, page, Ct)).Value.Rows.Select(r => r.Number));
            }

            Assert.Equal(file, pages);
            Assert.Equal(103, pages.Distinct().Count());
        }
    }

    private async Task<IReadOnlyList<string>> NamesAsync(Actor actor, DeskFilter filter)
        => [.. (await Desk.PageAsync(actor, filter, 1, Ct)).Value.Rows.Select(r => r.Product).Order(StringComparer.Ordinal)];
}
