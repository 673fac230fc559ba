namespace OcopMarket.Web.Endpoints;

/// <summary>Everything that is not a page: JSON, files, feeds. Each file of this folder maps its own and is named here.</summary>
internal static class MarketEndpoints
{
    public static void MapMarketEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapProducts();
        routes.MapSuggest();
        routes.MapCertificates();
        routes.MapFairs();
        routes.MapOpenData();
        routes.MapSalesPoints();
        routes.MapSalesPointFiles();
        routes.MapFeeds();
        routes.MapPictureFiles();
        routes.MapPictureUploads();
        routes.MapMisusePhotos();
        routes.MapOfficerFiles();
        routes.MapOrderFigureFiles();
        routes.MapBoardFiles();
        routes.MapFairFiles();
        routes.MapSessionFiles();
        routes.MapBankWebhook();
        routes.MapStripeWebhook();
        routes.MapStatementFiles();
        routes.MapParcelPaperFiles();
        Pages.Shop.Checkout.RecipientTemplate.MapRecipientTemplate(routes);
        Pages.Shop.Corporate.CompanyFiles.MapCompanyFiles(routes);
        Pages.AdminDesk.Taxes.TaxFiles.MapTaxFiles(routes);
    }
}
