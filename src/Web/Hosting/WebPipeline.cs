using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using OcopMarket.Platform;
using OcopMarket.Web.Endpoints;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Pages.ProducerDesk.Listings;
using OcopMarket.Web.Shell;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting;

/// <summary>What stands between the wire and the pages.</summary>
internal static class WebPipeline
{
    /// <summary>Holds a query of 10,000 Vietnamese letters, three bytes each, percent-encoded: it deserves an answer, not a bare 414.</summary>
    private const int LongestRequestLine = 128 * 1024;

    /// <summary>About a thousand pages, packed. What leaves it stays in memory until the collector's next full round, about three times as much.</summary>
    private const long CacheBytes = 12 * 1024 * 1024;

    public static void AddMarketWeb(this WebApplicationBuilder builder, MarketSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
        });
        var services = builder.Services;
        services.AddSingleton(Markup.Encoder);
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(json => PlatformJson.Configure(json.SerializerOptions));
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // public pages hold no secret, form tokens differ in every answer
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json", "application/geo+json", "text/csv"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, settings));
        services.AddMarketRateLimits(settings.RateLimits);

        services.AddSingleton<PublicPagePolicy>().AddHostedService<CacheEviction>();
        services.AddOutputCache(cache => cache.SizeLimit = CacheBytes);
        services.AddOptions<OutputCacheOptions>().Configure<PublicPagePolicy>((cache, policy) => cache.AddBasePolicy(policy));

        services.AddSingleton<Stylesheet>();
        services.AddSingleton<Problems>().AddExceptionHandler<ErrorLog>();
        services.AddMarketApi();
        services.AddSingleton<EntityTags>();
        services.AddHttpContextAccessor();
        services.AddMarketAccess();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "bao-mat");
        CookielessAntiforgery.Decorate(services);
        services.AddSingleton(new ExtraPages());
    }

    public static void UseMarketWeb(this WebApplication app, MarketSettings settings)
    {
        if (settings.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMarketHeaders();
        app.UseNoIndexOfDemo();
        app.UseMiddleware<ReaderLanguage>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = Problems.ErrorPage, StatusCodeSelector = Problems.StatusOf, CreateScopeForErrors = true });
        app.UseStatusCodePages(Problems.FillAsync);
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseOutputCache(); // outside of compression, so that an answer is compressed once
        app.UseRateLimiter();
        app.UseResponseCompression();
        app.UseAuthentication(); // after the cache: public pages are the same for everyone, signed in or not
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapMarketHealth();
        if (settings.Role is MarketRole.Worker)
        {
            return;
        }

        app.MapStaticAssets();
        app.MapGet("/css/ocop.{hash}.css", (string hash, HttpContext http, Stylesheet style) => style.WriteAsync(http, hash)).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapAgeConfirmation();
        app.MapSignOut();
        app.MapPasskeyQuestions();
        app.MapPersonalData();
        app.MapPriceTableFile();
        app.MapMarketEndpoints();
        var pages = app.MapRazorComponents<App>();
        if (app.Services.GetRequiredService<ExtraPages>().Assemblies is { Length: > 0 } extra)
        {
            // Only there are islands. With a mode for them every page would bring an encrypted state, a twentieth of its work, for nothing.
            pages.AddInteractiveServerRenderMode().AddAdditionalAssemblies(extra);
        }
    }

    private static void Trust(ForwardedHeadersOptions forwarded, MarketSettings settings)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }
    }
}
