using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search.Demand;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What people looked for in vain, without a trace of who they were.</summary>
public sealed class DemandTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>, IAsyncLifetime
{
    private static readonly Actor Reader = Actor.Operator("test");

    public async ValueTask InitializeAsync()
    {
        Clock.SetVietnam(new(2026, 3, 2), new(9, 0));
        await using var db = await OpenAsync();
        await db.Set<UnmetSearch>().ExecuteDeleteAsync(Ct);
        await db.Set<DemandKey>().ExecuteDeleteAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_query_is_shown_from_three_visitor_days_on_and_each_visitor_counts_once_a_day()
    {
        await NoteAsync("Hồng sâm tươi", "a", "a", "b");
        Assert.Empty(await RowsAsync());

        Clock.Advance(TimeSpan.FromDays(1));
        await NoteAsync("hồng sâm tươi", "a");

        Assert.Equal([new("hong sam tuoi", null, 3)], await RowsAsync());
    }

    [Theory]
    [InlineData("trà mộc châu sơn la", "14")]
    [InlineData("tra son la", "14")]
    [InlineData("cá bống bắc kạn", "19")] // a province until June 2025
    [InlineData("nước mắm phú quốc", "91")]
    [InlineData("cam sành", null)]
    public async Task The_province_that_is_named_is_kept_by_todays_code(string query, string? province)
    {
        await NoteAsync(query, "a", "b", "c");

        Assert.Equal(province, Assert.Single(await RowsAsync()).ProvinceCode);
        Assert.Equal(province is null ? 0 : 1, Desks.Must(await Get<DemandQueries>().ListAsync(Reader, null, province ?? "01", 1, Ct)).Total);
    }

    [Theory]
    [InlineData("0912 345 678")]
    [InlineData("+84912345678 mật ong")]
    [InlineData("o912.345.678")]
    [InlineData("079123004567")]
    [InlineData("ai.do@example.vn")]
    [InlineData("ai do gmail com")]
    [InlineData("ai＠example.vn")]
    [InlineData("http://example.vn")]
    [InlineData("٠٩١٢٣٤٥٦٧٨")]
    [InlineData("x")]
    [InlineData("12 34")]
    [InlineData("😀😀")]
    [InlineData("một câu rất dài mà không ai tìm như thế cả vì nó kể hết chuyện nhà này sang chuyện nhà khác")]
    public async Task What_may_be_about_somebody_or_says_nothing_is_not_kept(string query)
    {
        await NoteAsync(query, "a", "b", "c", "d");

        await using var db = await OpenAsync();
        Assert.Equal(0, await db.Set<UnmetSearch>().CountAsync(Ct));
    }

    [Fact]
    public async Task After_midnight_nothing_tells_visitors_apart_any_more()
    {
        await NoteAsync("ốc hương", "a", "b", "c");
        Clock.Advance(TimeSpan.FromDays(1));

        await Get<ForgetDemandJob>().RunAsync(Ct);

        await using var db = await OpenAsync();
        Assert.Equal(0, await db.Set<DemandKey>().CountAsync(Ct));
        Assert.All(await db.Set<UnmetSearch>().ToListAsync(Ct), s => Assert.Empty(s.Marks));
        Assert.Equal([new("oc huong", null, 3)], await RowsAsync());
    }

    [Fact]
    public async Task Rare_queries_go_with_their_month_and_everything_when_its_time_is_over()
    {
        await NoteAsync("hiếm lắm", "a");
        await NoteAsync("hay tìm", "a", "b", "c");
        Clock.SetVietnam(new(2026, 4, 1));
        await Get<ForgetDemandJob>().RunAsync(Ct);
        await using var db = await OpenAsync();
        Assert.Equal(["hay tim"], await db.Set<UnmetSearch>().Select(s => s.Query).ToListAsync(Ct));

        Desks.Must(await Get<ChangeSetting>().RunAsync(new(Reader, CatalogSettings.DemandDays.Key, "31", null, "Thử"), Ct));
        Clock.SetVietnam(new(2026, 4, 2));
        await Get<ForgetDemandJob>().RunAsync(Ct);

        Assert.Equal(0, await db.Set<UnmetSearch>().CountAsync(Ct));
    }

    [Fact]
    public async Task The_page_counts_what_nothing_holds_for_each_visitor_although_pages_are_kept()
    {
        using var client = Market.CreatePlainClient();
        foreach (var browser in new[] { "Mot/1", "Hai/2", "Ba/3", "Ba/3" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/san-pham?q=h%E1%BB%93ng+s%C3%A2m+kh%C3%B4");
            request.Headers.UserAgent.ParseAdd(browser);
            using var response = await client.SendAsync(request, Ct);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.Equal([new("hong sam kho", null, 3)], await RowsAsync());
    }

    [Fact]
    public async Task A_filter_that_leaves_nothing_is_no_demand_but_a_place_is()
    {
        await Market.PutOnSaleAsync("Mật ong bạc hà", stars: 4, commune: "00577");
        await Eventually.GetAsync(() => Get<CatalogueQueries>().SearchAsync(new() { Query = "mật ong bạc hà" }, Ct), p => p.Total == 1);
        using var client = Market.CreatePlainClient();
        foreach (var browser in new[] { "Mot/1", "Hai/2", "Ba/3" })
        {
            foreach (var address in new[] { "/san-pham?q=mat+ong&sao=5", "/san-pham?q=mat+ong", "/san-pham?q=mat+ong&tinh=ca-mau" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.UserAgent.ParseAdd(browser);
                using var response = await client.SendAsync(request, Ct);
            }
        }

        Assert.Equal([new("mat ong", "96", 3)], await RowsAsync());
    }

    private async Task NoteAsync(string query, params string[] visitors)
    {
        foreach (var visitor in visitors)
        {
            await Get<NoteUnmetSearch>().RunAsync(query, null, visitor, Ct);
        }
    }

    private async Task<IReadOnlyList<DemandRow>> RowsAsync() => Desks.Must(await Get<DemandQueries>().ListAsync(Reader, Clock.Today(), null, 1, Ct)).Rows;
}
