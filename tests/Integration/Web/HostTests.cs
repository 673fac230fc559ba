using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OcopMarket.Catalog.Offers;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

public sealed class HostTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private HttpClient Client => Market.CreatePlainClient();

    [Fact]
    public async Task It_is_ready_when_database_schema_change_line_and_catalogue_are()
    {
        var report = await Eventually.GetAsync(
            async () => await (await Client.GetAsync("/health/ready", Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct), r => r.GetProperty("status").GetString() == "ready");

        Assert.Equal("reachable", report.GetProperty("database").GetString());
        Assert.Equal("up to date", report.GetProperty("schema").GetString());
        Assert.Equal("listening", report.GetProperty("changes").GetString());
        Assert.Equal("read", report.GetProperty("catalogue").GetString());
        Assert.True(Get<OfferIndex>().HasColumns);
    }

    [Fact]
    public async Task A_language_in_the_address_is_remembered_and_taken_out()
    {
        using var answer = await Client.GetAsync("/khong-co?q=m%E1%BA%ADt&lang=en&sao=4", Ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/khong-co?q=m%E1%BA%ADt&sao=4", answer.Headers.Location!.OriginalString);
        Assert.StartsWith("lang=en; max-age=31536000", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "vi")]
    [InlineData("en", null, "en")]
    [InlineData(null, "fr-FR, en;q=0.8, vi;q=0.5", "en")]
    [InlineData("vi", "en", "vi")]
    [InlineData("xx", "en-GB", "en")]
    public async Task The_cookie_speaks_before_the_browser(string? cookie, string? wished, string spoken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/khong-co");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", $"lang={cookie}");
        }

        if (wished is not null)
        {
            request.Headers.Add("Accept-Language", wished);
        }

        using var answer = await Client.SendAsync(request, Ct);

        Assert.Contains($"<html lang=\"{spoken}\">", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
        Assert.Contains("Cookie", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("/khong-co", "text/html")]
    [InlineData("/api/v1/khong-co", "application/problem+json")]
    [InlineData("/health/live", "application/json")]
    public async Task Every_answer_carries_the_security_headers(string address, string type)
    {
        using var answer = await Client.GetAsync(address, Ct);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("strict-origin-when-cross-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Vietnamese_letters_are_sent_as_they_are()
    {
        using var answer = await Client.GetAsync("/khong-tim-thay", Ct);

        Assert.Contains("Không tìm thấy trang này", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_18_is_kept_and_leads_back()
    {
        using var answer = await Client.PostAsync("/xac-nhan-tuoi", new FormUrlEncodedContent([new("len", "1"), new("ve", "/san-pham?q=rượu")]), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/san-pham?q=r%C6%B0%E1%BB%A3u", answer.Headers.Location!.OriginalString);
        Assert.StartsWith("tuoi=18; max-age=2592000", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("/\\example.com")]
    [InlineData("\\/example.com")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("")]
    public async Task Confirming_age_never_leads_elsewhere(string back)
    {
        using var answer = await Client.PostAsync("/xac-nhan-tuoi", new FormUrlEncodedContent([new("len", "1"), new("ve", back)]), Ct);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_api_mistake_is_told_in_the_readers_language()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/khong-co") { Headers = { { "Accept-Language", "en" } } };
        using var answer = await Client.SendAsync(request, Ct);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("This page cannot be found", problem.GetProperty("title").GetString());
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_open_api_document_is_there()
        => Assert.StartsWith("3.", (await Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct)).GetProperty("openapi").GetString(), StringComparison.Ordinal);
}
