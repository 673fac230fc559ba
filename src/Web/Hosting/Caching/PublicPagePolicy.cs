using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Web.Hosting.Caching;

/// <summary>
/// Keeps finished public answers in memory. The key holds everything an answer depends on: the reader's language and age, the day in
/// Vietnam, and the version of the market, so that nothing is served once a change has been heard or midnight has passed.
/// </summary>
internal sealed class PublicPagePolicy(MarketSettings settings, MarketChanges changes, TimeProvider clock) : IOutputCachePolicy
{
    public const string Tag = "market";

    /// <summary>Longer queries are answered, but would fill the memory with what nobody asks again.</summary>
    private const int LongestQuery = 500;

    /// <summary>Right after a change an answer may be made of counts from before it, which its key does not tell: such an answer is not kept. Longer than any patience of a Kept answer.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>What pages and API read from the query; anything else must not change an answer, and does not make a new entry.</summary>
    internal static readonly StringValues QueryKeys = new(
    [
        "q", "nhom", "bo", "sao", "tinh", "xa", "gia-tu", "gia-den", "chu-the", "qua", "sap-xep", "trang", "dung", "loc", "loai", "thang", "nguoi", "dip", "xem", "truc-tuyen", "con-nhan", "da-qua", "hoi-cho",
        "group", "set", "stars", "province", "commune", "minPrice", "maxPrice", "producer", "gift", "adult", "sort", "page", "pageSize",
        "sp", "san-pham", "gan", "noi", "dang-mo", "pho", "kiosk", "near", "product", "kind", "openNow",
        "so", "tinh-trang", "ly-do", "number", "from", "to", ReaderLanguage.QueryKey,
    ]);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var version = changes.Version; // read before Listening: a line that breaks in between has moved it
        if (!settings.OutputCache || !changes.Listening || !MayBeCached(http))
        {
            return ValueTask.CompletedTask;
        }

        var now = clock.GetUtcNow();
        var today = clock.Today();
        var toMidnight = VietnamTime.StartOf(today.AddDays(1)) - now;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowLocking = true;
        context.AllowCacheStorage = changes.Quiet > Settling;
        context.ResponseExpirationTimeSpan = toMidnight < Longest ? toMidnight : Longest;
        if (http.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is { ByTheMinute: true })
        {
            context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(1);
            context.CacheVaryByRules.VaryByValues["minute"] = now.ToString("HH:mm", CultureInfo.InvariantCulture);
        }

        context.CacheVaryByRules.QueryKeys = QueryKeys;
        context.CacheVaryByRules.VaryByValues["lang"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        context.CacheVaryByRules.VaryByValues["adult"] = http.IsAdult() ? "1" : "0";
        context.CacheVaryByRules.VaryByValues["day"] = today.ToString("O", CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["version"] = version.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["encoding"] = Encoding(http.Request.Headers.AcceptEncoding); // kept as sent: compressed once
        context.Tags.Add(Tag);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || !StringValues.IsNullOrEmpty(response.Headers.SetCookie) || !context.HttpContext.MayBeKept())
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }

    private static bool MayBeCached(HttpContext http)
        => (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not null
            && http.User.Identity?.IsAuthenticated is not true
            && StringValues.IsNullOrEmpty(http.Request.Headers.Authorization)
            && (http.Request.QueryString.Value?.Length ?? 0) <= LongestQuery;

    private static string Encoding(StringValues accepted)
    {
        var text = accepted.ToString();
        return text.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br" : text.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip" : "";
    }
}
