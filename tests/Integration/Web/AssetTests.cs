using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>What a page loads beside itself is asked for once and kept: its name changes when its content does.</summary>
public sealed partial class AssetTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Everything_a_public_page_loads_may_be_kept_for_ever()
    {
        var product = await Market.PutOnSaleAsync("Miến dong Bình Liêu", set: 7, story: "Bột dong riềng, phơi nắng.");
        await Market.ShowBasketAsync("Giỏ của " + product.ProducerSlug, (product, 1), (await Market.PutOnSaleAsync("Nấm hương Bình Liêu", set: 7), 1));
        var loaded = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in PublicSurfaces.Pages(product))
        {
            var page = new HtmlParser().ParseDocument(await TextAsync(address));
            loaded.UnionWith(page.QuerySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], img, script[src], svg use")
                .Select(e => "/" + (e.GetAttribute("src") ?? e.GetAttribute("href"))!.Split('#')[0].TrimStart('/')));
        }

        var style = Assert.Single(loaded, l => l.StartsWith("/css/ocop.", StringComparison.Ordinal));
        var named = Named().Matches(await TextAsync(style)).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Superset(loaded.Where(l => l.EndsWith(".woff2", StringComparison.Ordinal)).ToHashSet(), named);
        Assert.Contains(named, n => n.StartsWith("/img/seal.", StringComparison.Ordinal));
        var fingerprinted = Market.Get<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Where(asset => asset.Properties.Any(p => p.Name == "fingerprint")).Select(asset => "/" + asset.Route).ToHashSet();
        Assert.Equal([], loaded.Union(named).Except([style]).Except(fingerprinted)); // a published build keeps these for ever, the one tests run on keeps nothing
        Assert.Equal($"{style}: max-age=31536000, immutable", await CachingAsync(style));
    }

    [Fact]
    public async Task A_style_that_another_version_named_is_answered_but_not_kept()
        => Assert.Equal("/css/ocop.0123456789abcdef.css: no-cache", await CachingAsync("/css/ocop.0123456789abcdef.css"));

    [Fact]
    public async Task The_style_is_sent_compressed_to_who_reads_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/css/ocop.x.css") { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var answer = await Market.CreatePlainClient().SendAsync(request, Ct);

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Ct)).Length, 1, 16_000);
    }

    private async Task<string> CachingAsync(string address)
    {
        using var answer = await Market.CreatePlainClient().GetAsync(address, Ct);
        return $"{address}: {(answer.IsSuccessStatusCode ? answer.Headers.CacheControl : answer.StatusCode)}";
    }

    private Task<string> TextAsync(string address) => Market.CreatePlainClient().GetStringAsync(address, Ct);

    [GeneratedRegex("url\\(\"([^\"]+)\"\\)")]
    private static partial Regex Named();
}
