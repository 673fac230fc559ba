using Microsoft.AspNetCore.Diagnostics;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting;

internal static class Requests
{
    /// <summary>Pages answer GET only, but link checkers and previews ask by HEAD: the server itself leaves the body of such an answer away.</summary>
    public static void UseHeadAsGet(this IApplicationBuilder app)
        => app.Use((http, next) =>
        {
            if (HttpMethods.IsHead(http.Request.Method))
            {
                http.Request.Method = HttpMethods.Get;
            }

            return next(http);
        });

    /// <summary>Programs, not people: no redirects for a language, and errors as problem details instead of pages.</summary>
    public static bool IsForMachines(this HttpRequest request)
        => request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/du-lieu-mo", StringComparison.Ordinal) || request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal) || request.Path.StartsWithSegments("/anh", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/anh-rieng", StringComparison.Ordinal) || request.Path.StartsWithSegments(Urls.PictureUploads, StringComparison.Ordinal)
            || request.Path.Value?.EndsWith(".ics", StringComparison.Ordinal) is true;

    /// <summary>Whether another site sent the form. Browsers say so themselves; a form without token asks.</summary>
    public static bool IsFromAnotherSite(this HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } from
            ? from is not ("same-origin" or "none")
            : request.Headers.Origin.ToString() is { Length: > 0 } origin && !(Uri.TryCreate(origin, UriKind.Absolute, out var sender) && sender.Authority == request.Host.Value);

    /// <summary>For pages whose address is a secret: nobody they link to learns it.</summary>
    public static void KeepAddressSecret(this HttpContext http) => http.Response.Headers["Referrer-Policy"] = "no-referrer";

    /// <summary>Path and query in the reader's address bar: error pages are rendered under an address of their own.</summary>
    public static (PathString Path, QueryString Query) Shown(this HttpContext http)
        => http.Features.Get<IStatusCodeReExecuteFeature>() is { } answered ? (new PathString(answered.OriginalPathBase + answered.OriginalPath), new QueryString(answered.OriginalQueryString))
            : http.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? (new PathString(failed.Path), QueryString.Empty)
            : (http.Request.PathBase + http.Request.Path, http.Request.QueryString);
}
