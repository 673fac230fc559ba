using OcopMarket.Platform;

namespace OcopMarket.Ordering.Shipping;

/// <summary>Every "no" that can meet ways of sending, tariffs and holidays.</summary>
internal static class ShippingRefusals
{
    public static Refusal CarrierUnknown(string carrier) => new("ordering.carrier_unknown", carrier);

    public static Refusal NoWayOfSending() => new("ordering.no_way_of_sending");

    public static Refusal OwnAreasTooMany(int most) => new("ordering.own_areas_too_many", most);

    public static Refusal OwnAreaUnknown(string code) => new("ordering.own_area_unknown", code);

    public static Refusal OwnFeeWrong(long dearest) => new("ordering.own_fee_wrong", dearest);

    public static Refusal ShippingDaysWrong(int most) => new("ordering.shipping_days_wrong", most);

    public static Refusal PickupTextTooLong(int address, int hours) => new("ordering.pickup_text_too_long", address, hours);

    public static Refusal TariffDayOver(DateOnly today) => new("ordering.tariff_day_over", today);

    public static Refusal TariffColumnsMissing(string columns) => new("ordering.tariff_columns_missing", columns);

    public static Refusal TariffTooLong(int most) => new("ordering.tariff_too_long", most);

    public static Refusal TariffEmpty() => new("ordering.tariff_empty");

    public static Refusal TariffLineTwice() => new("ordering.tariff_line_twice");

    public static Refusal TariffServiceUnknown(string service) => new("ordering.tariff_service_unknown", service);

    public static Refusal TariffItemUnknown(string item) => new("ordering.tariff_item_unknown", item);

    public static Refusal TariffNumberWrong(string column, string text) => new("ordering.tariff_number_wrong", column, text);

    public static Refusal TariffDaysWrong(int most) => new("ordering.tariff_days_wrong", most);

    public static Refusal HolidayDatesWrong(int longest) => new("ordering.holiday_dates_wrong", longest);

    public static Refusal HolidayNameWrong(int longest) => new("ordering.holiday_name_wrong", longest);

    public static Refusal HolidayOverlaps(string name, DateOnly from, DateOnly through) => new("ordering.holiday_overlaps", name, from, through);

    public static Refusal HolidayUnknown() => new("ordering.holiday_unknown");
}
