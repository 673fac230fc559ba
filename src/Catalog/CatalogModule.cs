using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog;

public static class CatalogModule
{
    public const string Schema = "catalog";

    public static readonly ModelPart Model = new(typeof(CatalogModule).Assembly);

    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton(Model);
        services.AddSingleton<PublishListing>().AddSingleton<ListingShelf>();
        services.AddOutboxHandler<CertificateEnded, DelistAfterEnd>("catalog.delist-after-end");
        services.AddMarketJob<CertificateClockJob>(CertificateClockJob.Name, crons: ["5 0 0 * * ?", "0 0/10 * * * ?"]);
        return services;
    }
}
