namespace OcopMarket.Web.Pages.Shop.Checkout;

/// <summary>Names the texts of the checkout.</summary>
public sealed class CheckoutText;
