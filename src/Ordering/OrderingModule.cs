using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering;

public static class OrderingModule
{
    public const string Schema = "ordering";

    public static readonly ModelPart Model = new(typeof(OrderingModule).Assembly);

    public static IServiceCollection AddOrdering(this IServiceCollection services)
    {
        services.AddSingleton(Model);
        return services;
    }
}
