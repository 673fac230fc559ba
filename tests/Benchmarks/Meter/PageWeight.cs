using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>
/// What a first visit to a page transfers: the page and every style sheet, script, font and drawing it names, as compressed on the wire.
/// An upper bound, since a browser loads neither fonts it does not need nor drawings below the fold. Prints one line a file, then
/// <c>total N</c> in bytes.
/// </summary>
internal static partial class PageWeight
{
    public static async Task<int> RunAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false });
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        client.DefaultRequestHeaders.Add("Accept-Language", "vi");
        var (waiting, known, total) = (new Queue<Uri>([address]), new HashSet<Uri> { address }, 0L);
        while (waiting.TryDequeue(out var file) && known.Count < 200)
        {
            using var answer = await client.GetAsync(file);
            answer.EnsureSuccessStatusCode();
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var type = answer.Content.Headers.ContentType?.MediaType ?? "";
            total += bytes.Length;
            Console.WriteLine($"{bytes.Length,8} {string.Join(' ', answer.Content.Headers.ContentEncoding),-4} {type,-24} {file.AbsolutePath}");
            var named = type switch
            {
                "text/html" => InPage().Matches(await TextAsync(file)).Select(m => m.Groups["a"].Value),
                "text/css" => InStyle().Matches(await TextAsync(file)).Select(m => m.Groups["a"].Value),
                _ => [],
            };
            foreach (var name in named)
            {
                var next = new Uri(file, new Uri(WebUtility.HtmlDecode(name), UriKind.RelativeOrAbsolute));
                next = new UriBuilder(next) { Fragment = "" }.Uri;
                if (next.Authority == address.Authority && next.Scheme == address.Scheme && known.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"total {total}"));
        return 0;
    }

    private static async Task<string> TextAsync(Uri file)
    {
        using var plain = new HttpClient();
        plain.DefaultRequestHeaders.Add("Accept-Language", "vi");
        return await plain.GetStringAsync(file);
    }

    [GeneratedRegex("""(?:<link(?=[^>]*\brel="(?:stylesheet|icon|preload|modulepreload)")[^>]*\bhref="(?<a>[^"]+)")|(?:<(?:img|script)\b[^>]*\bsrc="(?<a>[^"]+)")|(?:<use\b[^>]*\bhref="(?<a>[^"#]+))""")]
    private static partial Regex InPage();

    [GeneratedRegex("""url\(["']?(?<a>[^"')#]+)""")]
    private static partial Regex InStyle();
}
