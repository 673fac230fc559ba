using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Web.Endpoints;

/// <summary>The files of pictures: photos for all to see, named by their content, so that browsers and proxies keep them for good.</summary>
internal static partial class PictureFiles
{
    private const string ForGood = "public, max-age=31536000, immutable";

    public static void MapPictureFiles(this IEndpointRouteBuilder routes)
        => routes.MapGet("/anh/{name}", OpenAsync).ExcludeFromDescription();

    private static async Task<Results<FileStreamHttpResult, NotFound>> OpenAsync(string name, HttpContext http, PictureQueries pictures, CancellationToken ct)
    {
        if (Name().Match(name) is not { Success: true } asked || !int.TryParse(asked.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var step) || !PictureSizes.IsStep(step)
            || PictureSizes.TypeOf(asked.Groups[3].Value) is not { } type
            || await pictures.OpenAsync(asked.Groups[1].Value, step, asked.Groups[3].Value, ct) is not { } file)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = ForGood;
        return TypedResults.File(file, type);
    }

    [GeneratedRegex(@"^([0-9a-f]{64})-([0-9]{1,5})\.([a-z]{3,4})\z")]
    private static partial Regex Name();
}
