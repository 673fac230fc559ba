using OcopMarket.Platform;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>Every "no" that can meet what comes after the order: proposals, returns, refunds and complaints.</summary>
internal static class AfterSalesRefusals
{
    public static Refusal PiecesTooMany(string product, int left) => new("ordering.pieces_too_many", product, left);

    public static Refusal NothingChosen() => new("ordering.nothing_chosen");

    public static Refusal ReasonNotChosen() => new("ordering.reason_not_chosen");

    public static Refusal TextTooLong(int longest) => new("ordering.text_too_long", longest);

    public static Refusal ProposalOpen(string parcel) => new("ordering.proposal_open", parcel);

    public static Refusal ProposalClosed() => new("ordering.proposal_closed");

    public static Refusal NothingLeftToSend() => new("ordering.nothing_left_to_send");

    public static Refusal NewDayWrong(DateOnly first, DateOnly last) => new("ordering.new_day_wrong", first, last);

    /// <summary>Unknown, or another producer's: both say the same.</summary>
    public static Refusal RefundUnknown() => new("ordering.refund_unknown");

    public static Refusal RefundNotOwed() => new("ordering.refund_not_owed");

    public static Refusal AddressIsReceivers() => new("ordering.address_is_receivers");

    public static Refusal ServiceNotThere(string producer, string phone) => new("ordering.service_not_there", producer, phone);

    public static Refusal AddressDearer(long there, long paid, string producer, string phone) => new("ordering.address_dearer", there, paid, producer, phone);

    public static Refusal ContactWrong(string written) => new("ordering.contact_wrong", written);

    public static Refusal NumberMissing() => new("ordering.number_missing");

    public static Refusal TooManyPictures(int most) => new("ordering.too_many_pictures", most);

    public static Refusal ReturnTooLate(int days) => new("ordering.return_too_late", days);

    public static Refusal ReturnOpen(string parcel) => new("ordering.return_open", parcel);

    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal ReturnUnknown() => new("ordering.return_unknown");

    public static Refusal ReturnClosed() => new("ordering.return_closed");

    public static Refusal WronglySold() => new("ordering.wrongly_sold");

    /// <summary>Unknown, or not the actor's: both say the same.</summary>
    public static Refusal ComplaintUnknown() => new("ordering.complaint_unknown");

    public static Refusal ComplaintClosed() => new("ordering.complaint_closed");

    public static Refusal ProducerHasTime() => new("ordering.producer_has_time");

    public static Refusal TooManyMessages(int most) => new("ordering.too_many_messages", most);
}
