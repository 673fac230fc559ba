using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Checkout;

/// <summary>Every "no" that can meet the steps of ordering and their confirmation.</summary>
internal static class CheckoutRefusals
{
    public static Refusal CartEmpty() => new("ordering.cart_empty");

    /// <summary>Another tab changed the basket since the page was opened.</summary>
    public static Refusal CartMoved() => new("ordering.cart_moved");

    public static Refusal PageTooOld() => new("ordering.page_too_old");

    public static Refusal LineUnknown() => new("ordering.line_unknown");

    public static Refusal LineNotOffered(string product, NotOfferedReason reason) => new("ordering.line_not_offered", product, reason);

    public static Refusal LineShort(string product, int left) => left > 0 ? new("ordering.line_short", product, left) : new("ordering.line_sold_out", product);

    public static Refusal PriceChanged(string product, long before, long now) => new("ordering.price_changed", product, before, now);

    public static Refusal TotalChanged(long before, long now) => new("ordering.total_changed", before, now);

    public static Refusal CartForAdults() => new("ordering.cart_for_adults");

    public static Refusal NoRecipients() => new("ordering.no_recipients");

    public static Refusal AddressMissing(string recipient) => new("ordering.address_missing", recipient);

    public static Refusal NothingGoesThere(string producer, string recipient) => new("ordering.nothing_goes_there", producer, recipient);

    public static Refusal ServiceNotChosen(string producer) => new("ordering.service_not_chosen", producer);

    public static Refusal MethodNotChosen(string producer) => new("ordering.method_not_chosen", producer);

    public static Refusal WantedDaysWrong(DateOnly first, DateOnly last) => new("ordering.wanted_days_wrong", first, last);

    public static Refusal EmailWrong(string written) => new("ordering.email_wrong", written);

    public static Refusal SenderNameTooLong(int longest) => new("ordering.sender_name_too_long", longest);

    public static Refusal InvoiceIncomplete() => new("ordering.invoice_incomplete");

    public static Refusal TaxCodeWrong(string written) => new("ordering.tax_code_wrong", written);

    public static Refusal BuyerMissing() => new("ordering.buyer_missing");
}
