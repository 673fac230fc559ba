using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering;

public static class OrderingModule
{
    public const string Schema = "ordering";

    public static readonly ModelPart Model = new(typeof(OrderingModule).Assembly);

    public static IServiceCollection AddOrdering(this IServiceCollection services)
    {
        services.AddSingleton(Model).AddSettings(FeeSettings.All);
        services.AddSingleton<VoucherDesk>();
        services.AddSingleton(Model);
        services.AddSingleton<ShippingPlans>().AddSingleton<IShippingDesk, ShippingDesk>().AddSingleton(p => new CutOffs(p.GetRequiredService<ShippingPlans>(), p.GetRequiredService<TimeProvider>()));
        return services;
    }
}
