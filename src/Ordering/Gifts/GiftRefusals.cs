using OcopMarket.Platform;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Every "no" that can meet recipients, their list, their addresses, and wrapping.</summary>
internal static class GiftRefusals
{
    public static Refusal WrapPriceWrong(long dearest) => new("ordering.wrap_price_wrong", dearest);

    public static Refusal WrapGramsWrong(int least, int most) => new("ordering.wrap_grams_wrong", least, most);

    public static Refusal WrapNameTooLong(int longest) => new("ordering.wrap_name_too_long", longest);

    public static Refusal RecipientNameWrong(int longest) => new("ordering.recipient_name_wrong", longest);

    public static Refusal RecipientUnknown() => new("ordering.recipient_unknown");

    public static Refusal TooManyRecipients(int most) => new("ordering.too_many_recipients", most);

    public static Refusal PhoneWrong(string written) => new("ordering.phone_wrong", written);

    public static Refusal StreetWrong(int longest) => new("ordering.street_wrong", longest);

    public static Refusal PlaceUnknown(string written) => new("ordering.place_unknown", written);

    public static Refusal QuantityWrong(int most) => new("ordering.quantity_wrong", most);

    public static Refusal MessageTooLong(int longest, int length) => new("ordering.message_too_long", longest, length);

    /// <summary>Of a list of recipients: nothing of it is read.</summary>
    public static Refusal SheetTooLong(int most) => new("ordering.sheet_too_long", most);

    public static Refusal SheetMerged(string cells) => new("ordering.sheet_merged", cells);

    /// <summary>The list is not the one whose verdicts were shown.</summary>
    public static Refusal SheetChanged() => new("ordering.sheet_changed");

    public static Refusal SheetRowFormula(string formula) => new("ordering.sheet_row_formula", formula);

    public static Refusal SheetRowTwice(int earlier) => new("ordering.sheet_row_twice", earlier);

    public static Refusal RecipientThere(string name) => new("ordering.recipient_there", name);

    public static Refusal SheetPlaceMissing() => new("ordering.sheet_place_missing");

    public static Refusal SheetAddressMissing() => new("ordering.sheet_address_missing");

    public static Refusal ProvinceMissing() => new("ordering.province_missing");

    /// <summary>Unknown secret, or nothing was asked: both say the same.</summary>
    public static Refusal AddressNotAsked() => new("ordering.address_not_asked");

    public static Refusal AddressTooLate() => new("ordering.address_too_late");

    public static Refusal AddressOutOfZone(string province) => new("ordering.address_out_of_zone", province);

    public static Refusal SheetGiftUnknown(string written) => new("ordering.sheet_gift_unknown", written);

    public static Refusal SheetDayWrong(string written) => new("ordering.sheet_day_wrong", written);

    public static Refusal SheetDayOver(DateOnly day) => new("ordering.sheet_day_over", day);
}
