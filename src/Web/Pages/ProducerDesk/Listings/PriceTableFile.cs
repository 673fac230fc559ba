using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Stock;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.ProducerDesk.Listings;

/// <summary>The table of prices and stock as a workbook, to be filled in and brought back.</summary>
internal static class PriceTableFile
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapPriceTableFile(this IEndpointRouteBuilder routes)
        => routes.MapGet(Urls.PriceTableFile, async (HttpContext http, CurrentActor current, CurrentProducer chosen, ListingDeskQueries desk, CancellationToken ct) =>
        {
            var rows = await desk.ShelfAsync(await current.GetAsync(ct), (await chosen.GetAsync(ct))!.Producer, ct);
            using var file = new MemoryStream();
            await SetShelf.WriteFileAsync(file, rows, ct);
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(file.ToArray(), Workbook, "bang-gia.xlsx");
        }).RequireAuthorization(Policies.Producer).ExcludeFromDescription();
}
