using OcopMarket.Ordering.Carts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Who gets a parcel and where, as somebody typed it and as it is kept.</summary>
internal sealed record TypedAddress(string Name, string Phone, string Street, Commune Commune)
{
    public static Result<TypedAddress> Read(AreaDirectory areas, string? name, string? phone, string? street, string? communeCode)
    {
        var (who, number, where) = (VietnameseText.Clean(name), ContactText.Phone(phone), VietnameseText.Clean(street));
        return who.Length is 0 or > Cart.LongestName ? GiftRefusals.RecipientNameWrong(Cart.LongestName)
            : number is null ? GiftRefusals.PhoneWrong(phone ?? "")
            : where.Length is 0 or > Recipient.LongestAddress ? GiftRefusals.StreetWrong(Recipient.LongestAddress)
            : areas.FindCommune(communeCode) is not { } commune ? GiftRefusals.PlaceUnknown(communeCode ?? "")
            : new TypedAddress(who, number, where, commune);
    }
}
