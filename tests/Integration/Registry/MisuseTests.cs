using System.Net;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Pictures;
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
    public async Task Photos_of_a_report_are_drawn_anew_and_seen_by_its_sender_and_the_office_of_the_place_alone()
    {
        var (officer, next, fairs) = (await Market.AsProvinceOfficerAsync("40"), await Market.AsProvinceOfficerAsync("38"), await Market.AsProvinceOfficerAsync("40", OfficeTasks.Fairs));
        using var visitor = Market.CreateVisitor();
        Dictionary<string, string> fields = new() { ["Kind"] = "Label", ["Subject"] = "Chả cua có ảnh", ["Place"] = "40", ["Commune"] = "", ["Body"] = "Nhãn không ghi ngày" };

        // a bad photo gets a sentence, nothing typed is lost, and the good one beside it need not be sent again
        using var refused = await SendAsync(visitor, fields, [("nhan.jpg", TestPhotos.Jpeg()), ("gia.jpg", [.. "<svg onload=alert(1)>"u8])]);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct));
        Assert.Null(refused.LedTo());
        Assert.Contains("Nhãn không ghi ngày</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("Đã nhận 1 ảnh", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        fields["Sender"] = Hidden(html, "Sender");
        fields["Photos.id"] = Hidden(html, "Photos.id");
        Assert.Empty(await Of(officer));

        using var sent = await SendAsync(visitor, fields, [("hoa-don.png", TestPhotos.Convert(500, 400, "png"))]);
        var address = sent.LedTo()!.Split('?')[0];
        var row = Assert.Single(await Of(officer));
        var file = (await Get<MisuseQueries>().FindAsync(officer.Actor, row.Id, Ct))!;
        Assert.Equal([(400, 300), (500, 400)], file.Pictures.Select(p => (p.Key.Width, p.Key.Height)));
        Assert.All(file.Pictures, p => Assert.True(p.Private));

        var follow = await visitor.GetStringAsync(address, Ct);
        Assert.Contains($"{address}/anh/2-320.webp", follow, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, $"{address}/anh/2-320.webp"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"{address}/anh/3-320.webp"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"/bao-sai/{new string('A', 32)}/anh/1-320.webp"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"/anh/{file.Pictures[0].Key.Sha}-320.webp"));
        var paper = $"/anh-rieng/{file.Pictures[0].Id}-320.webp";
        using (HttpClient own = officer.Client(), other = next.Client(), otherTask = fairs.Client(), administrator = (await Market.AsAdministratorAsync()).Client())
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, paper));
            Assert.Contains(paper, await own.GetStringAsync($"/can-bo/bao-sai/{row.Id}", Ct), StringComparison.Ordinal);
            foreach (var stranger in new[] { other, otherTask, administrator })
            {
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, paper));
            }
        }

        // what no report took goes, what one has stays
        using var left = await SendAsync(visitor, new(fields) { ["Subject"] = "Không gửi được", ["Sender"] = "", ["Photos.id"] = "" }, [("bo.jpg", TestPhotos.Jpeg(320, 240)), ("gia.jpg", [1, 2, 3])]);
        var orphan = new PictureId(Guid.Parse(Hidden(WebUtility.HtmlDecode(await left.Content.ReadAsStringAsync(Ct)), "Photos.id")));
        for (var i = 0; i < 2; i++)
        {
            await Get<JobRunner>().RunAsync("picture-clean-up", Ct);
            Clock.Advance(TimeSpan.FromDays(8));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, $"{address}/anh/1-320.webp"));
        Assert.Empty(await Get<PictureQueries>().FindAsync([orphan], null, Ct));

        async Task<IReadOnlyList<MisuseRow>> Of(TestPerson reader) => [.. (await Get<MisuseQueries>().QueueAsync(reader.Actor, new(), false, Ct)).Value.Where(r => r.Subject == "Chả cua có ảnh")];
    }

    [Fact]
    public async Task More_than_three_photos_or_another_strangers_photos_are_refused_and_nothing_is_sent()
    {
        using var visitor = Market.CreateVisitor();
        Dictionary<string, string> fields = new() { ["Kind"] = "Label", ["Subject"] = "Bốn ảnh", ["Place"] = "56", ["Body"] = "Xem ảnh" };
        using var four = await SendAsync(visitor, fields, [.. Enumerable.Range(1, 4).Select(i => ($"{i}.jpg", TestPhotos.Jpeg(300 + i, 200)))]);
        Assert.Contains("tối đa 3 ảnh", WebUtility.HtmlDecode(await four.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);

        var others = PictureDesk.Stranger();
        var bytes = TestPhotos.Jpeg(310, 210);
        var theirs = Desks.Must(await Get<AddPicture>().RunAsync(new(others, "x.jpg", bytes.Length, Private: true), new MemoryStream(bytes), Ct));
        using var stolen = await SendAsync(visitor, new(fields) { ["Photos.id"] = $"{theirs.Id}" }, []);
        Assert.Null(stolen.LedTo());
        Assert.Equal("platform.picture_unknown", (await Get<SendMisuseReport>().RunAsync(new(MisuseKind.Label, "x", "x", "56", null, PictureDesk.Stranger(), [theirs.Id]), Ct)).Refusal?.Code);
        Assert.DoesNotContain((await Get<MisuseQueries>().QueueAsync((await Market.AsProvinceOfficerAsync("56")).Actor, new(), false, Ct)).Value, r => r.Subject == "Bốn ảnh");
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

    private static string Hidden(string html, string name) => System.Text.RegularExpressions.Regex.Match(html, $"name=\"{System.Text.RegularExpressions.Regex.Escape(name)}\" value=\"([^\"]+)\"").Groups[1].Value;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient visitor, Dictionary<string, string> fields, (string Name, byte[] Bytes)[] photos)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (key, value) in fields)
        {
            form.Add(new StringContent(value), key);
        }

        foreach (var (name, bytes) in photos)
        {
            form.Add(new ByteArrayContent(bytes), "Photos.new", name);
        }

        form.Add(new StringContent("bao-sai"), "_handler");
        form.Add(new StringContent(Hidden(WebUtility.HtmlDecode(await visitor.GetStringAsync("/bao-sai", Ct)), "__RequestVerificationToken")), "__RequestVerificationToken");
        return await visitor.PostAsync("/bao-sai", form, Ct);
    }
}
