using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;

namespace OcopMarket.Ordering;

/// <summary>Every "no" that ordering can say.</summary>
internal static class OrderingRefusals
{
    public static Refusal ParcelWrongState(string parcel, ParcelState state) => new("ordering.parcel_wrong_state", parcel, state);

    public static Refusal PaymentWrongState(PaymentState state) => new("ordering.payment_wrong_state", state);

    public static Refusal RefundTooMuch(long left) => new("ordering.refund_too_much", left);

    public static Refusal VoucherUnknown(string code) => new("ordering.voucher_unknown", code);

    public static Refusal VoucherEnded(string code, DateOnly lastDay) => new("ordering.voucher_ended", code, lastDay);

    public static Refusal VoucherUsedUp(string code) => new("ordering.voucher_used_up", code);

    public static Refusal VoucherUsedByBuyer(string code, int times) => new("ordering.voucher_used_by_buyer", code, times);

    public static Refusal VoucherOutOfScope(string code) => new("ordering.voucher_out_of_scope", code);

    public static Refusal VoucherMinimum(string code, long minimum, long goods) => new("ordering.voucher_minimum", code, minimum, goods);

    public static Refusal VoucherWrongState(string code, VoucherState state) => new("ordering.voucher_wrong_state", code, state);

    public static Refusal VoucherNeedsPayer() => new("ordering.voucher_needs_payer");

    public static Refusal VoucherNeedsSplit() => new("ordering.voucher_needs_split");

    public static Refusal VoucherNeedsScope() => new("ordering.voucher_needs_scope");

    public static Refusal VoucherNeedsValue() => new("ordering.voucher_needs_value");
}
