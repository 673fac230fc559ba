using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Papers;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Packing slips, gift cards and address labels to print, of one parcel or of those ticked at the order desk.</summary>
internal static class ParcelPaperFiles
{
    public static void MapParcelPaperFiles(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup(Urls.ProducerOrders).RequireAuthorization(Policies.Producer).ExcludeFromDescription();
        desk.MapGet("/{id:guid}/{paper:regex(^(phieu|thiep|nhan)$)}.pdf", OneAsync);
        desk.MapPost("/giay.pdf", TickedAsync);
    }

    private static async Task<IResult> OneAsync(Guid id, string paper, [FromQuery(Name = "kho")] string? size, HttpContext http, CurrentActor current, ParcelPapers papers, CancellationToken ct)
    {
        var written = await papers.WriteAsync(await current.GetAsync(ct), Urls.PaperOf(paper)!.Value, [new ParcelId(id)], SizeOf(size), CultureInfo.CurrentUICulture, ct);
        return written.Refusal is null ? Pdf(http, written.Value, paper) : TypedResults.NotFound();
    }

    private static async Task<IResult> TickedAsync([FromForm(Name = "giay")] string? paper, [FromForm(Name = "kho")] string? size, HttpContext http, CurrentActor current, ParcelPapers papers, CancellationToken ct)
    {
        var ticked = http.Request.Form["kien"].Where(id => Guid.TryParse(id, out _)).Select(id => new ParcelId(Guid.Parse(id!))).ToList();
        if (ticked.Count == 0 || Urls.PaperOf(paper) is not { } kind)
        {
            return TypedResults.LocalRedirect(Urls.PapersRefused(""));
        }

        var written = await papers.WriteAsync(await current.GetAsync(ct), kind, ticked, SizeOf(size), CultureInfo.CurrentUICulture, ct);
        return written.Refusal is { } refusal ? TypedResults.LocalRedirect(Urls.PapersRefused(refusal.Code)) : Pdf(http, written.Value, paper!);
    }

    private static PaperSize SizeOf(string? size) => size == "a4" ? PaperSize.A4 : PaperSize.A5;

    // Shown, not saved: it is printed from the browser.
    private static FileContentHttpResult Pdf(HttpContext http, byte[] file, string name)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}.pdf\"";
        return TypedResults.Bytes(file, "application/pdf");
    }
}
