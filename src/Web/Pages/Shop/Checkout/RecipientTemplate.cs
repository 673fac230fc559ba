using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Checkout;

/// <summary>A workbook for a list of recipients, with a column for each of the goods in the visitor's basket.</summary>
internal static class RecipientTemplate
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapRecipientTemplate(IEndpointRouteBuilder routes)
        => routes.MapGet(Urls.RecipientTemplate, async (HttpContext http, CurrentCart carts, RecipientListQueries lists, IStringLocalizer<CheckoutText> text, CancellationToken ct) =>
        {
            IReadOnlyList<GoodsColumn> goods = await carts.FindAsync(ct) is { } owner ? await lists.GoodsAsync(owner, ct) : [];
            using var file = new MemoryStream();
            string[] headings = ["Name", "Phone", "Street", "Commune", "District", "Province", "Pieces", "Message"];
            string[] example = [text["Template.ExampleName"], "0912 345 678", text["Template.ExampleStreet"], text["Template.ExampleCommune"], "", text["Template.ExampleProvince"], "1", text["Template.ExampleMessage"]];
            await RecipientSheets.WriteTemplateAsync(file, [.. headings.Select(h => text[$"Template.{h}"].Value)], example, goods, ct);
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(file.ToArray(), Workbook, text["Template.File"]);
        }).RequireRateLimiting(RateLimits.Basket).ExcludeFromDescription();
}
