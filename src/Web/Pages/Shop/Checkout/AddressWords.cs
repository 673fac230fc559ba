using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform.Areas;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Checkout;

/// <summary>What the steps say of where a recipient's goods go.</summary>
internal static class AddressWords
{
    public static string Of(IStringLocalizer<CheckoutText> text, AreaDirectory areas, RecipientView person)
        => person.AddressBy is AddressBy.Receiver && !person.HasAddress ? text["AsksAddress", Show.Place(areas, null, person.ProvinceCode)]
        : person.AddressHidden ? text["AddressHidden"]
        : $"{person.Street}, {Show.Place(areas, person.CommuneCode, person.ProvinceCode)}";
}
