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

    public static Refusal VoucherCodeShape(int shortest, int longest) => new("ordering.voucher_code_shape", shortest, longest);

    public static Refusal VoucherCodeTaken(string code) => new("ordering.voucher_code_taken", code);

    public static Refusal VoucherNameShape(int longest) => new("ordering.voucher_name_shape", longest);

    public static Refusal VoucherPercent(int most) => new("ordering.voucher_percent", most);

    public static Refusal VoucherAmounts() => new("ordering.voucher_amounts");

    public static Refusal VoucherDates() => new("ordering.voucher_dates");

    public static Refusal VoucherUses(int most) => new("ordering.voucher_uses", most);

    public static Refusal MoneyRightMissing() => new("ordering.money_right_missing");

    public static Refusal OnlyAdministrators() => new("ordering.only_administrators");

    public static Refusal ReferenceShape(int longest) => new("ordering.reference_shape", longest);

    public static Refusal ReferenceTaken(string reference) => new("ordering.reference_taken", reference);

    public static Refusal SettledTooMuch(long open) => new("ordering.settled_too_much", open);
}
