using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Papers;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Tables;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Pages.Shop.Checkout;
using OcopMarket.Web.Pages.Shop.Orders;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Corporate;

/// <summary>Files of a company's order: the list to fill in, quotations to print, the parcels to take home. Each by the secret that opens its page.</summary>
internal static class CompanyFiles
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapCompanyFiles(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("").RequireRateLimiting(RateLimits.LookUp).ExcludeFromDescription();
        files.MapGet(Urls.CompanyTemplate("{token}"), TemplateAsync);
        files.MapGet(Urls.CompanyParcels("{token}"), ParcelsAsync);
        files.MapGet(Urls.CompanyQuotationFile("{token}", "{number}"), async (string token, string number, HttpContext http, CorporateQueries orders, CancellationToken ct)
            => Paper(http, await orders.FindQuotationAsync(token, number, ct)));
        files.MapGet(Urls.ApproveQuotationFile("{token}"), async (string token, HttpContext http, CorporateQueries orders, CancellationToken ct)
            => Paper(http, (await orders.FindForApproverAsync(token, ct))?.Content));
    }

    private static IResult Paper(HttpContext http, QuotationContent? quotation)
    {
        Hide(http);
        return quotation is null ? TypedResults.NotFound() : TypedResults.File(QuotationPaper.Write(quotation, CultureInfo.CurrentUICulture), "application/pdf", $"{quotation.Number}.pdf");
    }

    private static async Task<IResult> TemplateAsync(string token, HttpContext http, CorporateQueries orders, IStringLocalizer<CheckoutText> words, IStringLocalizer<CorporateText> text, CancellationToken ct)
    {
        Hide(http);
        if (await orders.FindAsync(token, 1, ct, planned: false) is not { } order)
        {
            return TypedResults.NotFound();
        }

        string[] headings = ["Name", "Phone", "Street", "Commune", "District", "Province"];
        using var file = new MemoryStream();
        await RecipientSheets.WriteTemplateAsync(
            file, [.. headings.Select(h => words[$"Template.{h}"].Value), text["Template.Gifts"], words["Template.Message"], text["Template.Kind"], text["Template.Day"], text["Template.Email"]],
            [
                words["Template.ExampleName"], "0912 345 678", words["Template.ExampleStreet"], words["Template.ExampleCommune"], "", words["Template.ExampleProvince"], "1", words["Template.ExampleMessage"],
                order.Kinds.Count > 0 ? order.Kinds[0].Name : "1", Show.Day(order.WantedOn), "",
            ],
            [], ct);
        return TypedResults.File(file.ToArray(), Workbook, words["Template.File"]);
    }

    private static async Task<IResult> ParcelsAsync(
        string token, HttpContext http, CorporateQueries orders, AreaDirectory areas, IMarketAddress market, IStringLocalizer<OrderText> states, IStringLocalizer<CheckoutText> words, IStringLocalizer<CorporateText> text, CancellationToken ct)
    {
        Hide(http);
        var parcels = await orders.ParcelsAsync(token, ct);
        if (parcels.Count == 0)
        {
            return TypedResults.NotFound();
        }

        using var file = new MemoryStream();
        string[] columns = ["Parcel", "Seller", "Receiver", "Phone", "Street", "Place", "Day", "State", "Way", "Tracking", "Delivered", "Ask"];
        await using (var table = await TableWriter.CreateAsync(file, TableFormat.Xlsx, [.. columns.Select(c => text[$"Column.{c}"].Value)], ct))
        {
            foreach (var p in parcels)
            {
                await table.WriteAsync(
                [
                    p.Number, p.Producer, p.Recipient, p.Phone ?? "", p.Street ?? "", Show.Place(areas, p.CommuneCode, p.ProvinceCode), p.WantedOn is { } day ? Show.Day(day) : "", states[$"Stage.{p.State}"],
                    ServiceWords.Name(words, p.Service), p.Tracking ?? "", p.DeliveredAt is { } at ? Show.Moment(at) : "",
                    p.Ask is { } ask ? market.Absolute(Urls.GiveAddress(ask)) : "",
                ], ct);
            }
        }

        return TypedResults.File(file.ToArray(), Workbook, text["ParcelFile"]);
    }

    private static void Hide(HttpContext http) => (http.Response.Headers.CacheControl, http.Response.Headers["X-Robots-Tag"]) = ("no-store", "noindex");
}
