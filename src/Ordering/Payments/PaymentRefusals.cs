using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Payments;

/// <summary>Every "no" that can meet payments, transfers and notices.</summary>
internal static class PaymentRefusals
{
    public static Refusal PaymentWrongState(PaymentState state) => new("ordering.payment_wrong_state", state);

    /// <summary>Unknown, or another producer's: both say the same.</summary>
    public static Refusal PaymentUnknown() => new("ordering.payment_unknown");

    public static Refusal TransferUnknown() => new("ordering.transfer_unknown");

    public static Refusal TransferClosed() => new("ordering.transfer_closed");

    public static Refusal TransferWithoutAmount() => new("ordering.transfer_without_amount");

    public static Refusal TransferTooShort(long missing) => new("ordering.transfer_too_short", missing);

    public static Refusal GoodsGone(string product) => new("ordering.goods_gone", product);

    public static Refusal BookingDayWrong(DateOnly first, DateOnly last) => new("ordering.booking_day_wrong", first, last);

    public static Refusal NoAccountOnFile() => new("ordering.no_account_on_file");

    public static Refusal NoticeKeyUnknown() => new("ordering.notice_key_unknown");

    public static Refusal NoticeUnknown() => new("ordering.notice_unknown");

    public static Refusal RefundTooMuch(long left) => new("ordering.refund_too_much", left);
}
