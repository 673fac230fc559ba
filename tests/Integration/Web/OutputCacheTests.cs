using Npgsql;
using OcopMarket.Platform.Changes;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

public sealed class OutputCacheTests(OutputCacheTests.Fixture fixture) : MarketTest(fixture), IClassFixture<OutputCacheTests.Fixture>
{
    private readonly MarketFixture _fixture = fixture;

    [Fact]
    public async Task A_page_is_kept_for_all_who_would_get_the_same()
    {
        await HearingAsync();

        var first = await AskAsync("?q=a");
        var again = await AskAsync("?q=a&utm_source=x");

        Assert.Equal(first, again);
        Assert.NotEqual(first, await AskAsync("?q=b"));
        Assert.Contains(" en ", await AskAsync("?q=a", ("Cookie", "lang=en")), StringComparison.Ordinal);
        Assert.Contains(" 18 ", await AskAsync("?q=a", ("Cookie", "tuoi=18")), StringComparison.Ordinal);
        Assert.Equal(first, await AskAsync("?q=a"));
    }

    [Fact]
    public async Task A_change_anywhere_is_heard_and_leads_to_a_fresh_page()
    {
        await HearingAsync();
        var before = await AskAsync("?q=change");

        await using (var elsewhere = new NpgsqlConnection(_fixture.ConnectionString))
        {
            await elsewhere.OpenAsync(Ct);
            await using var change = new NpgsqlCommand("delete from catalog.listings where false", elsewhere);
            await change.ExecuteNonQueryAsync(Ct);
        }

        Assert.NotEqual(before, await Eventually.GetAsync(() => AskAsync("?q=change"), page => page != before));
    }

    [Fact]
    public async Task Midnight_in_Vietnam_ends_what_was_kept()
    {
        await HearingAsync();
        Clock.SetVietnam(new DateOnly(2026, 5, 1), new TimeOnly(23, 59, 59));
        var evening = await AskAsync("?q=midnight");

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEqual(evening, await AskAsync("?q=midnight"));
    }

    [Fact]
    public async Task A_compressed_answer_is_kept_beside_a_plain_one()
    {
        await HearingAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, PublicTestPage.Path + "?q=br") { Headers = { { "Accept-Encoding", "br, gzip" } } };
        using var compressed = await Market.CreatePlainClient().SendAsync(request, Ct);

        Assert.Equal("br", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Contains("lần", await AskAsync("?q=br"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_page_sets_no_cookie()
    {
        using var answer = await Market.CreatePlainClient().GetAsync(PublicTestPage.Path, Ct);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Switched_off_it_keeps_nothing()
    {
        await using var market = new MarketFactory(_fixture.ConnectionString) { OutputCache = false, ExtraPages = typeof(PublicTestPage).Assembly };
        await Eventually.GetAsync(() => Task.FromResult(market.Get<MarketChanges>().Listening), listening => listening);
        using var client = market.CreatePlainClient();

        Assert.NotEqual(await client.GetStringAsync(PublicTestPage.Path, Ct), await client.GetStringAsync(PublicTestPage.Path, Ct));
    }

    // Until the line stands, and for a moment after a change, nothing is kept.
    private async Task HearingAsync()
    {
        var changes = Get<MarketChanges>();
        await Eventually.GetAsync(() => Task.FromResult(changes.Listening && changes.Quiet > TimeSpan.FromSeconds(1.2)), keeps => keeps);
    }

    private async Task<string> AskAsync(string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PublicTestPage.Path + query);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await Market.CreatePlainClient().SendAsync(request, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    public sealed class Fixture : MarketFixture
    {
        protected override MarketFactory Create(string connectionString) => new(connectionString) { ExtraPages = typeof(PublicTestPage).Assembly };
    }
}
