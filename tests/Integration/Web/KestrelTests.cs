using System.Net;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>What only a real server can show.</summary>
public sealed class KestrelTests(MarketFixture fixture) : IClassFixture<MarketFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_can_be_asked_for_by_HEAD()
    {
        await using var market = Serve();
        using var client = new HttpClient { BaseAddress = market.ClientOptions.BaseAddress };

        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, PublicTestPage.Path), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_query_of_ten_thousand_letters_is_answered_and_not_cut_off()
    {
        await using var market = Serve();
        using var client = new HttpClient { BaseAddress = market.ClientOptions.BaseAddress };

        using var answer = await client.GetAsync($"{PublicTestPage.Path}?q={Uri.EscapeDataString(new string('ộ', 10_000))}", Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private MarketFactory Serve()
    {
        var market = new MarketFactory(fixture.ConnectionString) { ExtraPages = typeof(PublicTestPage).Assembly };
        market.UseKestrel(0);
        market.StartServer();
        return market;
    }
}
