namespace OcopMarket.Web.Hosting;

/// <summary>Whole addresses of pages, for what leaves the browser: QR codes, feeds, the sitemap, files.</summary>
internal static class PublicAddresses
{
    /// <param name="path">Path and query, beginning with a stroke.</param>
    public static string Absolute(this HttpRequest request, MarketSettings settings, string path)
        => (settings.PublicAddress is { } address ? address.AbsoluteUri.TrimEnd('/') : $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}") + path;

    public static string PublicHost(this HttpRequest request, MarketSettings settings) => settings.PublicAddress?.Authority ?? request.Host.ToUriComponent();
}
