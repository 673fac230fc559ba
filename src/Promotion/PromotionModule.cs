using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Data;

namespace OcopMarket.Promotion;

public static class PromotionModule
{
    public const string Schema = "promotion";

    public static readonly ModelPart Model = new(typeof(PromotionModule).Assembly);

    public static IServiceCollection AddPromotion(this IServiceCollection services)
    {
        services.AddSingleton(Model);
        return services;
    }
}
