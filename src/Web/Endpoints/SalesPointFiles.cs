using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Shelf labels and shelf lists to print, for keepers and officers of a point.</summary>
internal static class SalesPointFiles
{
    public static void MapSalesPointFiles(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup(Urls.MyPoints).RequireAuthorization(Policies.Member).ExcludeFromDescription();
        desk.MapGet("/{id:guid}/nhan.pdf", (Guid id, HttpContext http, CurrentActor current, PointPapers papers, CancellationToken ct) => WriteAsync(id, PointPaper.Labels, "nhan", http, current, papers, ct));
        desk.MapGet("/{id:guid}/danh-sach.pdf", (Guid id, HttpContext http, CurrentActor current, PointPapers papers, CancellationToken ct) => WriteAsync(id, PointPaper.Shelf, "danh-sach", http, current, papers, ct));
    }

    private static async Task<IResult> WriteAsync(Guid id, PointPaper paper, string name, HttpContext http, CurrentActor current, PointPapers papers, CancellationToken ct)
    {
        if (await papers.WriteAsync(await current.GetAsync(ct), new(id), paper, ct) is not { } file)
        {
            return TypedResults.NotFound();
        }

        // Shown, not saved: it is printed from the browser.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}.pdf\"";
        return TypedResults.Bytes(file, "application/pdf");
    }
}
