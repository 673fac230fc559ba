using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace OcopMarket.Web.Hosting;

/// <summary>
/// The style of every page as one file whose name tells its content. Fonts and pictures that it names get their fingerprinted names, which
/// static assets alone leave as written: so everything a public page loads may be kept for ever.
/// </summary>
internal sealed partial class Stylesheet(IWebHostEnvironment environment, EndpointDataSource endpoints, ILogger<Stylesheet> log)
{
    private const string Prefix = "css/ocop.";
    private const string ForEver = "max-age=31536000, immutable";

    /// <summary>In the order in which a later rule wins.</summary>
    private static readonly string[] Files = ["css/tokens.css", "css/fonts.css", "css/site.css"];

    private readonly Lock _lock = new();
    private Sheet? _sheet;

    /// <summary>Relative to the root of the site, as addresses of assets are.</summary>
    public string Address => Current.Address;

    private Sheet Current
    {
        get
        {
            lock (_lock)
            {
                // Whoever works on the style sees each change; elsewhere the files do not change while the market runs.
                return _sheet is { } sheet && !environment.IsDevelopment() ? sheet : _sheet = Make();
            }
        }
    }

    /// <summary>A node that was upgraded a moment later names another file: it gets today's style too, only not to keep.</summary>
    public async Task WriteAsync(HttpContext http, string hash)
    {
        var sheet = Current;
        http.Response.ContentType = "text/css; charset=utf-8";
        http.Response.Headers.CacheControl = sheet.Address == Named(hash) ? ForEver : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var brotli = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (brotli)
        {
            http.Response.Headers.ContentEncoding = "br";
        }

        await http.Response.BodyWriter.WriteAsync(brotli ? sheet.Compressed : sheet.Plain, http.RequestAborted);
    }

    private static string Named(string hash) => $"{Prefix}{hash}.css";

    private Sheet Make()
    {
        // Of each file the name with its fingerprint; the compressed copies have the same.
        var names = endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Select(asset => (asset.Route, Label: asset.Properties.FirstOrDefault(p => p.Name == "label")?.Value))
            .Where(asset => asset.Label is not null).DistinctBy(asset => asset.Label).ToDictionary(asset => asset.Label!, asset => asset.Route);
        var text = new StringBuilder();
        foreach (var file in Files)
        {
            text.Append(Link().Replace(Read(file), link => names.TryGetValue(link.Groups[1].Value, out var name) ? $"url(\"/{name}\")" : link.Value));
        }

        var plain = Encoding.UTF8.GetBytes(text.ToString());
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
        {
            brotli.Write(plain);
        }

        return new Sheet(Named(Convert.ToHexStringLower(SHA256.HashData(plain))[..16]), plain, compressed.ToArray());
    }

    private string Read(string file)
    {
        if (environment.WebRootFileProvider.GetFileInfo(file) is not { Exists: true } found)
        {
            log.LogError("{File} is missing: pages have no style. A published build brings it along.", file);
            return "";
        }

        using var reader = new StreamReader(found.CreateReadStream());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("url\\(\"\\.\\./([^\"]+)\"\\)")]
    private static partial Regex Link();

    private sealed record Sheet(string Address, byte[] Plain, byte[] Compressed);
}
