using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace OcopMarket.Web.Hosting;

/// <summary>
/// Speaks the reader's language: <c>?lang=vi|en</c> is remembered in a cookie and taken out of the address, else the cookie, else the
/// browser's wish, else Vietnamese. Money, dates and order are Vietnamese in both languages.
/// </summary>
internal sealed class ReaderLanguage(RequestDelegate next)
{
    public const string QueryKey = "lang";
    public const string Cookie = "lang";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public Task InvokeAsync(HttpContext http)
    {
        var asked = http.Request.QueryString.HasValue ? Known(http.Request.Query[QueryKey]) : null;
        if (asked is not null && HttpMethods.IsGet(http.Request.Method) && !http.Request.IsForMachines())
        {
            Remember(http, asked);
            return Task.CompletedTask;
        }

        CultureInfo.CurrentCulture = Vietnamese;
        CultureInfo.CurrentUICulture = asked ?? Known(http.Request.Cookies[Cookie]) ?? Wished(http.Request) ?? Vietnamese;
        return next(http);
    }

    private static CultureInfo? Known(string? language) => language switch { "vi" => Vietnamese, "en" => English, _ => null };

    private static CultureInfo? Wished(HttpRequest request)
        => request.Headers.AcceptLanguage.Count == 0 ? null : request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1).Select(l => Known(l.Value.ToString().Split('-')[0].ToLowerInvariant())).FirstOrDefault(l => l is not null);

    private static void Remember(HttpContext http, CultureInfo language)
    {
        http.Response.Cookies.Append(Cookie, language.TwoLetterISOLanguageName, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        });
        var rest = http.Request.Query.Where(q => q.Key != QueryKey).SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        var path = "/" + (http.Request.PathBase + http.Request.Path).ToUriComponent().TrimStart('/'); // never //elsewhere
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(QueryHelpers.AddQueryString(path, rest));
    }
}
