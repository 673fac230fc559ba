using Microsoft.AspNetCore.Antiforgery;

namespace OcopMarket.Web.Hosting.Caching;

/// <summary>
/// Public pages have no form that needs a token, but the renderer asks for one whenever a response starts, and its cookie would keep every
/// page out of the cache. They get an empty token; every other page gets a real one.
/// </summary>
internal sealed class CookielessAntiforgery(IAntiforgery real) : IAntiforgery
{
    private static readonly AntiforgeryTokenSet None = new(null, null, "__RequestVerificationToken", null);

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => IsPublic(httpContext) ? None : real.GetAndStoreTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => IsPublic(httpContext) ? None : real.GetTokens(httpContext);

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => real.IsRequestValidAsync(httpContext);

    public void SetCookieTokenAndHeader(HttpContext httpContext)
    {
        if (!IsPublic(httpContext))
        {
            real.SetCookieTokenAndHeader(httpContext);
        }
    }

    public Task ValidateRequestAsync(HttpContext httpContext) => real.ValidateRequestAsync(httpContext);

    public static void Decorate(IServiceCollection services)
    {
        var descriptor = services.Last(s => s.ServiceType == typeof(IAntiforgery));
        services.Remove(descriptor);
        services.AddSingleton<IAntiforgery>(provider => new CookielessAntiforgery(
            (IAntiforgery)ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!)));
    }

    private static bool IsPublic(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not null;
}
