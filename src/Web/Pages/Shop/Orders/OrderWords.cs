using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Purchases;

namespace OcopMarket.Web.Pages.Shop.Orders;

internal static class OrderWords
{
    /// <summary>"2 of 3 parcels are on their way": one sentence for the whole order.</summary>
    public static string Standing(IStringLocalizer<OrderText> text, PurchaseView order)
        => order.Standing is [var only] ? text[$"All.{only.State}", order.Parcels.Count]
            : string.Join(" · ", order.Standing.Select(s => text["Some", s.Count, order.Parcels.Count, text[$"Stage.{s.State}"].Value.ToLower(System.Globalization.CultureInfo.CurrentCulture)].Value));
}
