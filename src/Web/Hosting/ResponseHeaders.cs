using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OcopMarket.Promotion.Hall;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting;

/// <summary>Headers of every answer: what a page may load and who may frame it, and that pages differ by language.</summary>
internal static class ResponseHeaders
{
    private const string ContentSecurity =
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>The answer to a form of these pages may lead to the card provider.</summary>
    private const string CardProvider = " https://checkout.stripe.com https://connect.stripe.com";

    /// <summary>Players that a page frames once its reader has pressed play.</summary>
    private static readonly string Players = "; frame-src " + string.Join(' ', VideoLink.Players);

    private static readonly PathString[] LeadToCards = [Urls.Checkout, Urls.Purchases, Urls.CardAccount];

    /// <summary>Pages with a map, whose tiles come from the one host that the operator has named.</summary>
    private static readonly PathString[] Maps = [Urls.SalesPoints, Urls.Fairs];

    private const string Permissions = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()";

    private static readonly PathString[] Private = [Urls.Basket, Urls.AddGiftBasket, Urls.NewOwnBasket, Urls.MyPoints, Urls.Account, Urls.ProducerDesk, Urls.OfficerDesk, Urls.AdminDesk];

    private static readonly StringValues DiffersBy = new([HeaderNames.Cookie, HeaderNames.AcceptLanguage]);

    public static void UseMarketHeaders(this IApplicationBuilder app)
    {
        var withTiles = app.ApplicationServices.GetRequiredService<MarketSettings>().Map is { Origin: var origin } ? ContentSecurity.Replace("img-src 'self'", "img-src 'self' " + origin, StringComparison.Ordinal) : ContentSecurity;
        app.Use((http, next) =>
        {
            // Not at once: an exception page clears what was set before it.
            http.Response.OnStarting(
                state =>
                {
                    Write(((HttpContext)state).Response, withTiles);
                    return Task.CompletedTask;
                },
                http);
            return next(http);
        });
    }

    private static void Write(HttpResponse response, string withTiles)
    {
        var headers = response.Headers;
        if (IsPrivate(response.HttpContext))
        {
            headers.CacheControl = "no-store";
        }

        var (request, path) = (response.HttpContext.Request, response.HttpContext.Request.Path);
        headers.ContentSecurityPolicy = Array.Exists(LeadToCards, page => path.StartsWithSegments(page, StringComparison.Ordinal)) ? ContentSecurity + CardProvider
            : Array.Exists(Maps, page => page == path) ? withTiles
            : Urls.IsPlaying(request) ? ContentSecurity + Players : ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Permissions-Policy"] = Permissions;
        if (!headers.ContainsKey("Referrer-Policy")) // pages behind a secret address say no-referrer
        {
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        }

        if (IsPageOrData(response.ContentType))
        {
            if (!headers.Vary.Contains(HeaderNames.AcceptLanguage))
            {
                headers.Vary = StringValues.Concat(headers.Vary, DiffersBy);
            }

            if (StringValues.IsNullOrEmpty(headers.CacheControl))
            {
                headers.CacheControl = "no-cache"; // no cache but ours hears of a revocation
            }
        }
    }

    /// <summary>Baskets, accounts and desks, and whatever else is not the same for everyone once somebody is signed in.</summary>
    private static bool IsPrivate(HttpContext http)
        => Private.Any(desk => http.Request.Path.StartsWithSegments(desk, StringComparison.Ordinal))
            || (http.User.Identity?.IsAuthenticated is true && http.GetEndpoint() is { } endpoint
                && endpoint.Metadata.GetMetadata<PublicPageAttribute>() is null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static bool IsPageOrData(string? type)
        => type is not null && (type.StartsWith("text/html", StringComparison.Ordinal) || type.StartsWith("application/json", StringComparison.Ordinal)
            || type.StartsWith("application/problem+json", StringComparison.Ordinal) || type.StartsWith("text/csv", StringComparison.Ordinal)
            || type.StartsWith("application/rss+xml", StringComparison.Ordinal));
}
