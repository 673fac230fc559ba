using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Notices;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;

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
        services.AddSingleton<CheckoutPlanner>().AddInternal<PlacePurchase>().AddInternal<CheckoutQueries>().AddInternal<PurchaseQueries>();
        services.AddSingleton<AnswerOccasion>().AddSingleton<AnswerMessages>().AddSingleton<AnswerDelivery>().AddSingleton<SaveRecipient>().AddSingleton<RemoveRecipient>();
        services.AddSingleton<MoveParcel>();
        services.AddMarketJob<CloseParcelsJob>(CloseParcelsJob.Name, crons: ["0 20 3 * * ?"]);
        services.AddOutboxHandler<PurchasePlaced, TellBuyerOfPurchase>("ordering.tell-buyer-of-purchase");
        services.AddOutboxHandler<PaymentSettled, TellProducerOfSale>("ordering.tell-producer-of-sale");
        services.AddOutboxHandler<ParcelMoved, TellBuyerOfParcel>("ordering.tell-buyer-of-parcel");
        services.AddSingleton<IPaymentOptions, PaymentOptions>();
        services.AddSingleton<PrivateLinks>();
        return services;
    }

    // Public use cases over internal parts have an internal constructor, which the container alone would not find.
    private static IServiceCollection AddInternal<T>(this IServiceCollection services) where T : class
    {
        var constructor = typeof(T).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single();
        return services.AddSingleton(provider => (T)constructor.Invoke([.. constructor.GetParameters().Select(p => provider.GetRequiredService(p.ParameterType))]));
    }
}
