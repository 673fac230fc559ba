using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Papers of offers on the supply–demand board.</summary>
internal static class BoardFiles
{
    public static void MapBoardFiles(this IEndpointRouteBuilder routes)
        => routes.MapGet($"{Urls.BuyerHome}/bao-gia/{{id:guid}}.zip", PackAsync).RequireAuthorization(Policies.Member).ExcludeFromDescription();

    private static async Task<IResult> PackAsync(Guid id, HttpContext http, BoardPack pack, CurrentActor current, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await pack.MakeAsync(await current.GetAsync(ct), new NeedOfferId(id), ct) is { } file ? TypedResults.File(file, "application/zip", "ho-so-chao-hang.zip") : TypedResults.NotFound();
    }
}
