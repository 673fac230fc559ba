using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
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
        services.AddSingleton<AddToCart>().AddSingleton<ChangeCart>().AddSingleton<MergeCarts>().AddSingleton<CartShipping>().AddInternal<CartQueries>();
        services.AddMarketJob<CartCleanUpJob>(CartCleanUpJob.Name, crons: ["0 20 3 * * ?"]);
        services.AddSingleton<ShippingPlans>().AddSingleton<IShippingDesk, ShippingDesk>().AddInternal<CutOffs>();
        return services;
    }

    // Public queries over internal parts have an internal constructor, which the container alone would not find.
    private static IServiceCollection AddInternal<T>(this IServiceCollection services) where T : class
    {
        var constructor = typeof(T).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single();
        return services.AddSingleton(provider => (T)constructor.Invoke([.. constructor.GetParameters().Select(p => provider.GetRequiredService(p.ParameterType))]));
    }
}
