using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Misuse;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Photos of a misuse report for whoever holds its secret address.</summary>
internal static class MisusePhotos
{
    public static void MapMisusePhotos(this IEndpointRouteBuilder routes)
        => routes.MapGet(Urls.Misuse + "/{token}/anh/{number:int}-{step:int}.webp", OpenAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.LookUp);

    private static async Task<IResult> OpenAsync(string token, int number, int step, HttpContext http, MisuseQueries reports, CancellationToken ct)
    {
        (http.Response.Headers.CacheControl, http.Response.Headers["Referrer-Policy"], http.Response.Headers["X-Robots-Tag"]) = ("private, no-store", "no-referrer", "noindex");
        return PictureSizes.IsStep(step) && await reports.OpenPictureAsync(token, number, step, PictureSizes.WebP, ct) is { } file ? Results.File(file, PictureSizes.TypeOf(PictureSizes.WebP)) : Results.NotFound();
    }
}
