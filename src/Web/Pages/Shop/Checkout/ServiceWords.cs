using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Checkout;

/// <summary>What ways of sending are called.</summary>
internal static class ServiceWords
{
    public static string Name(IStringLocalizer<CheckoutText> text, string service)
        => service == ShippingOption.Pickup ? text["Pickup"]
        : ShippingOption.FairOf(service) is not null ? text["AtBooth"]
        : Carriers.FindService(service) is { } found && Carriers.Find(found.Carrier) is { } carrier
            ? Show.English ? $"{carrier.NameEn}, {found.NameEn}" : $"{carrier.Name}, {found.Name}"
        : text["OwnDelivery"];
}
