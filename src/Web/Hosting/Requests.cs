namespace OcopMarket.Web.Hosting;

internal static class Requests
{
    /// <summary>Programs, not people: no redirects for a language, and errors as problem details instead of pages.</summary>
    public static bool IsForMachines(this HttpRequest request)
        => request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/du-lieu-mo", StringComparison.Ordinal) || request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal);
}
