using System.Net;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Misuse;
using OcopMarket.Registry.Offices;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class MisuseTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "16645", Neighbour = "16624", Province = "38";

    [Fact]
    public async Task Anyone_reports_without_an_account_the_office_of_the_place_answers_and_the_sender_reads_it()
    {
        var sauce = await Market.CertifyAsync("Nước mắm Ba Làng", commune: Commune);
        var officer = await Market.AsCommuneOfficerAsync(Commune);
        using var visitor = Market.CreateVisitor();

        using var sent = await visitor.SubmitAsync("/bao-sai?so=x", "bao-sai", new()
        {
            ["Kind"] = "WrongStars", ["Subject"] = $" {sauce.Number.ToLowerInvariant()} ", ["Place"] = "01", ["Body"] = "Nhãn ghi 5 sao", ["Contact"] = "0912 000 000", ["Commune"] = "",
        }, Ct);
        var address = sent.LedTo()!;
        Assert.Matches(@"^/bao-sai/[A-Za-z0-9_-]{32}\?da=1$", address); // 192 random bits
        using var follow = await visitor.GetAsync(address, Ct);
        Assert.Equal((HttpStatusCode.OK, "no-referrer", true), (follow.StatusCode, follow.Headers.GetValues("Referrer-Policy").Single(), follow.Headers.CacheControl?.NoStore));

        var row = Assert.Single((await Get<MisuseQueries>().QueueAsync(officer.Actor, new(), false, Ct)).Value, r => r.Kind is MisuseKind.WrongStars); // the number led to its commune, not to Hà Nội
        Assert.Equal((Commune, Province, MisuseState.New), (row.CommuneCode, row.ProvinceCode, row.State));
        using var client = officer.Client();
        using var taken = await client.SubmitAsync($"/can-bo/bao-sai/{row.Id}", $"nhan-viec-{row.Id}", [], Ct);
        using var answered = await client.SubmitAsync($"/can-bo/bao-sai/{row.Id}", "tra-loi", new() { ["AnswerText"] = "Đã yêu cầu sửa nhãn." }, Ct);
        Assert.Equal(($"/can-bo/bao-sai/{row.Id}", $"/can-bo/bao-sai/{row.Id}"), (taken.LedTo(), answered.LedTo()));
        var read = await visitor.GetStringAsync(address, Ct);
        Assert.Contains("Đã yêu cầu sửa nhãn.", read, StringComparison.Ordinal);
        Assert.DoesNotContain("0912 000 000", read, StringComparison.Ordinal);
        using var other = await visitor.GetAsync("/bao-sai/" + new string('A', 32), Ct);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal("registry.report_answered", (await Get<AnswerMisuseReport>().RunAsync(new(officer.Actor, row.Id, "lần nữa"), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Another_office_sees_nothing_and_may_nothing()
    {
        var (first, next, fairs) = (await Market.AsCommuneOfficerAsync(Commune), await Market.AsCommuneOfficerAsync(Neighbour), await Market.AsCommuneOfficerAsync(Commune, OfficeTasks.Fairs));
        await SendAsync(Commune);
        var id = (await Get<MisuseQueries>().QueueAsync(first.Actor, new(), false, Ct)).Value.Single(r => r.Subject == "Bánh gai lạ").Id;

        Assert.DoesNotContain((await Get<MisuseQueries>().QueueAsync(next.Actor, new(), false, Ct)).Value, r => r.Id == id);
        Assert.Equal("registry.outside_your_area", (await Get<MisuseQueries>().QueueAsync(next.Actor, new(CommuneCode: Commune), false, Ct)).Refusal?.Code);
        Assert.Equal("registry.officers_only", (await Get<MisuseQueries>().QueueAsync(fairs.Actor, new(), false, Ct)).Refusal?.Code);
        foreach (var stranger in new[] { next, fairs, await Market.AsShopperAsync(), await Market.AsAdministratorAsync() })
        {
            Assert.Null(await Get<MisuseQueries>().FindAsync(stranger.Actor, id, Ct));
            Assert.Equal("registry.case_unknown", (await Get<TakeCase>().RunAsync(stranger.Actor, CaseKind.MisuseReport, id, Ct)).Refusal?.Code);
            Assert.Equal("registry.report_unknown", (await Get<AnswerMisuseReport>().RunAsync(new(stranger.Actor, id, "x"), Ct)).Refusal?.Code);
        }

        using (var client = next.Client())
        {
            using var answer = await client.GetAsync($"/can-bo/bao-sai/{id}", Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(3, (int)(Clock.GetUtcNow() - (await Get<MisuseQueries>().CountAsync(first.Actor, new(), Ct)).Oldest!.Value).TotalDays);
    }

    [Fact]
    public async Task A_report_of_a_province_alone_goes_to_the_province_and_an_empty_one_nowhere()
    {
        await SendAsync("56");

        Assert.Single((await Get<MisuseQueries>().QueueAsync((await Market.AsProvinceOfficerAsync("56")).Actor, new(), false, Ct)).Value);
        Assert.Empty((await Get<MisuseQueries>().QueueAsync((await Market.AsCommuneOfficerAsync("22813")).Actor, new(), false, Ct)).Value);
        Assert.Equal("registry.report_empty", (await Get<SendMisuseReport>().RunAsync(new(MisuseKind.Other, " ", "x", "56"), Ct)).Refusal?.Code);
        Assert.Equal("registry.place_unknown", (await Get<SendMisuseReport>().RunAsync(new(MisuseKind.Other, "x", "x", "99"), Ct)).Refusal?.Code);
        Assert.Equal("registry.reason_too_long", (await Get<SendMisuseReport>().RunAsync(new(MisuseKind.Other, "x", new string('a', 3001), "56"), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task The_desk_counts_what_ends_in_the_next_months_and_where_products_in_force_are()
    {
        await Market.CertifyAsync("Cam Vân Du", stars: 3, commune: "15865", validThrough: new(2026, 4, 30));
        await Market.CertifyAsync("Cam Vân Du hai", stars: 4, commune: "15865", validThrough: new(2026, 8, 31));
        await Market.CertifyAsync("Cam Vân Du đã hết", commune: "15865", validThrough: Clock.Today().AddDays(-1));

        var figures = (await Get<OfficeFigures>().ReadAsync((await Market.AsCommuneOfficerAsync("15865")).Actor, new(), Ct)).Value;

        Assert.Equal([0, 1, 0, 0, 0, 1], figures.Ending.Select(m => m.Count)); // March to August
        Assert.Equal(new PlaceFigures("15865", 1, 1, 0), Assert.Single(figures.Places));
        Assert.Equal("registry.outside_your_area", (await Get<OfficeFigures>().ReadAsync((await Market.AsCommuneOfficerAsync("15865")).Actor, new(CommuneCode: Neighbour), Ct)).Refusal?.Code);
        Assert.True((await Get<OfficeFigures>().ReadAsync((await Market.AsMinistryOfficerAsync()).Actor, new(), Ct)).Value.ByProvince);
    }

    private async Task SendAsync(string place) => Assert.True((await Get<SendMisuseReport>().RunAsync(new(MisuseKind.OtherGoods, "Bánh gai lạ", "Không đúng sản phẩm", place), Ct)).Succeeded);
}
