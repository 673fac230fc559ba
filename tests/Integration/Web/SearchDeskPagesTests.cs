using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Catalog.Search.Demand;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Platform;
using OcopMarket.Tests.Integration.Catalog.Elastic;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>The search desk of administrators, its synonyms, and the pages of what was looked for in vain, without script.</summary>
public sealed class SearchDeskPagesTests(ElasticFixture fixture) : MarketTest(fixture), IClassFixture<ElasticFixture>
{
    private const string Desk = "/quan-tri/tim-kiem", Synonyms = "/quan-tri/tim-kiem/tu-dong-nghia";

    private static readonly Actor Operator = Actor.Operator("test");

    [Fact]
    public async Task The_desk_says_that_the_database_answers_until_the_index_is_built_by_its_button()
    {
        using var client = (await Market.AsAdministratorAsync()).Client();
        fixture.Elastic.Cluster.Clear();
        await Market.PutOnSaleAsync("Mật ong bạc hà");

        var before = await OpenAsync(client, Desk);
        Assert.Contains("cơ sở dữ liệu đang trả lời khách", before.QuerySelector(".notice-bad")!.TextContent, StringComparison.Ordinal);

        var done = await SubmitAsync(client, Desk, "lap-lai", []);
        Assert.Contains("Đã lập lại", done.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Elasticsearch", done.QuerySelector("dl.facts dd")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await OpenAsync(client, Desk)).QuerySelector(".notice-bad"));
    }

    [Fact]
    public async Task A_difference_is_shown_until_it_is_mended_by_its_button()
    {
        using var client = (await Market.AsAdministratorAsync()).Client();
        await Market.PutOnSaleAsync("Mật ong rừng");
        fixture.Elastic.Cluster.Clear();
        await SubmitAsync(client, Desk, "lap-lai", []);
        var index = fixture.Elastic.Cluster[ElasticMarket.Index];
        index.Remove(index.Written.Keys.First());

        Assert.NotNull((await OpenAsync(client, Desk)).QuerySelector(".notice-bad"));
        var mended = await SubmitAsync(client, Desk, "so-sanh", []);

        Assert.Contains("sửa 1 chỗ khác", mended.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("thiếu 1, cũ 0, thừa 0", mended.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Null(mended.QuerySelector(".notice-bad"));
    }

    [Fact]
    public async Task What_a_cluster_cannot_do_is_a_sentence_and_visitors_search_on()
    {
        using var client = (await Market.AsAdministratorAsync()).Client();
        fixture.Elastic.Cluster.Clear();
        fixture.Elastic.Cluster.Refuse = _ => new(503, "master_not_discovered_exception");

        var refused = await SubmitAsync(client, Desk, "lap-lai", []);

        Assert.Contains("503", refused.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SearchClusterState.Unreachable, Get<ElasticGuard>().Cluster.State);
        using var visitor = Market.CreatePlainClient();
        using var page = await visitor.GetAsync("/san-pham?q=mat+ong", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        fixture.Elastic.Cluster.Clear();
    }

    [Fact]
    public async Task Synonyms_are_added_changed_and_removed_by_forms()
    {
        using var client = (await Market.AsAdministratorAsync()).Client();
        using var added = await client.SubmitAsync(Synonyms, "nhom-moi", new() { ["Terms"] = "rau dớn\r\nrau quyết", ["Note"] = "Tây Bắc" }, Ct);
        Assert.Equal(Synonyms + "?xong=luu", added.LedTo());
        var group = (await Get<SynonymQueries>().ListAsync(Operator, "rau quyết", 1, Ct)).Rows.Single();

        var page = await OpenAsync(client, $"{Synonyms}/{group.Id}");
        Assert.Equal("rau dớn\nrau quyết", page.QuerySelector("textarea[name=Terms]")!.TextContent.Trim());
        using var changed = await client.SubmitAsync($"{Synonyms}/{group.Id}", "sua-nhom", new() { ["Version"] = Hidden(page, "Version"), ["Terms"] = "rau dớn\nrau quyết\nrau cua", ["Note"] = "" }, Ct);
        Assert.Equal(Synonyms + "?xong=luu", changed.LedTo());
        using var late = await client.SubmitAsync($"{Synonyms}/{group.Id}", "sua-nhom", new() { ["Version"] = Hidden(page, "Version"), ["Terms"] = "rau dớn\nkhác", ["Note"] = "" }, Ct);
        var told = await ReadAsync(late);
        Assert.NotNull(told.QuerySelector("[role=alert]"));
        Assert.Contains("khác", told.QuerySelector("textarea[name=Terms]")!.TextContent, StringComparison.Ordinal); // what was typed is kept

        var latest = await OpenAsync(client, $"{Synonyms}/{group.Id}");
        using var removed = await client.SubmitAsync($"{Synonyms}/{group.Id}", "bo-nhom", new() { ["RemovedVersion"] = Hidden(latest, "RemovedVersion") }, Ct);
        Assert.Equal(Synonyms + "?xong=bo", removed.LedTo());
        using var gone = await client.GetAsync($"{Synonyms}/{group.Id}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_refused_group_keeps_what_was_typed_and_a_word_without_answer_begins_one()
    {
        using var client = (await Market.AsAdministratorAsync()).Client();
        var refused = await SubmitAsync(client, Synonyms, "nhom-moi", new() { ["Terms"] = "chỉ một", ["Note"] = "" });

        Assert.Contains("ít nhất hai từ", refused.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("chỉ một", refused.QuerySelector("textarea[name=Terms]")!.TextContent.Trim());
        Assert.Equal("sam ngoc linh", (await OpenAsync(client, Synonyms + "?tu=sam%20ngoc%20linh")).QuerySelector("textarea[name=Terms]")!.TextContent.Trim());
    }

    [Fact]
    public async Task What_was_looked_for_in_vain_is_read_by_officers_of_their_province_first_and_by_producers()
    {
        var product = await Market.PutOnSaleAsync("Chè Ba Vì");
        foreach (var visitor in new[] { "a", "b", "c" })
        {
            await Get<NoteUnmetSearch>().RunAsync("sâm tươi hà giang", null, visitor, Ct);
            await Get<NoteUnmetSearch>().RunAsync("cua biển năm căn", null, visitor, Ct);
            await Get<NoteUnmetSearch>().RunAsync("nấm lạ", null, visitor, Ct);
        }

        using var officer = (await Market.AsProvinceOfficerAsync("96")).Client();
        using var producer = (await Market.AsStaffOfAsync(product.Producer)).Client();
        static List<string> Words(IHtmlDocument page) => [.. page.QuerySelectorAll("tbody th").Select(th => th.TextContent)];

        Assert.Equal(["cua bien nam can"], Words(await OpenAsync(officer, "/can-bo/nhu-cau-tim-kiem")));
        Assert.Equal(["cua bien nam can", "nam la", "sam tuoi ha giang"], Words(await OpenAsync(officer, "/can-bo/nhu-cau-tim-kiem?tinh=")));
        Assert.Equal(["cua bien nam can", "nam la", "sam tuoi ha giang"], Words(await OpenAsync(producer, "/kenh-chu-the/nhu-cau-tim-kiem")));
        Assert.Empty(Words(await OpenAsync(producer, "/kenh-chu-the/nhu-cau-tim-kiem?thang=2025-01&tinh=ca-mau&trang=99999")));
        Assert.Equal(3, Words(await OpenAsync(producer, "/kenh-chu-the/nhu-cau-tim-kiem?thang=x&tinh=khong-co&trang=-1")).Count);
    }

    private static string Hidden(IHtmlDocument page, string name) => ((IHtmlInputElement)page.QuerySelector($"[name={name}]")!).Value;

    private static async Task<IHtmlDocument> OpenAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync(answer);
    }

    private static async Task<IHtmlDocument> SubmitAsync(HttpClient client, string path, string form, Dictionary<string, string> fields)
    {
        using var answer = await client.SubmitAsync(path, form, fields, Ct);
        return await ReadAsync(answer);
    }

    private static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
}
