using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;

namespace OcopMarket.Ordering;

/// <summary>Every "no" that ordering can say.</summary>
internal static class OrderingRefusals
{
    public static Refusal ParcelWrongState(string parcel, ParcelState state) => new("ordering.parcel_wrong_state", parcel, state);

    public static Refusal PaymentWrongState(PaymentState state) => new("ordering.payment_wrong_state", state);

    /// <summary>Unknown, or another producer's: both say the same.</summary>
    public static Refusal PaymentUnknown() => new("ordering.payment_unknown");

    public static Refusal TransferUnknown() => new("ordering.transfer_unknown");

    public static Refusal TransferClosed() => new("ordering.transfer_closed");

    public static Refusal TransferWithoutAmount() => new("ordering.transfer_without_amount");

    public static Refusal TransferTooShort(long missing) => new("ordering.transfer_too_short", missing);

    public static Refusal GoodsGone(string product) => new("ordering.goods_gone", product);

    public static Refusal ReferenceWrong(int longest) => new("ordering.reference_wrong", longest);

    public static Refusal BookingDayWrong(DateOnly first, DateOnly last) => new("ordering.booking_day_wrong", first, last);

    public static Refusal MoneyRightMissing() => new("ordering.money_right_missing");

    public static Refusal NoAccountOnFile() => new("ordering.no_account_on_file");

    public static Refusal NoticeKeyUnknown() => new("ordering.notice_key_unknown");

    public static Refusal NoticeUnknown() => new("ordering.notice_unknown");

    public static Refusal AdministratorsOnly() => new("ordering.administrators_only");

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
    public static Refusal PackingUnknown() => new("ordering.packing_unknown");

    public static Refusal AdultsOnly() => new("ordering.adults_only");

    public static Refusal NotOnOffer(string product) => new("ordering.not_on_offer", product);

    public static Refusal QuantityOutOfRange(int most) => new("ordering.quantity_out_of_range", most);

    public static Refusal SoldOut(string product) => new("ordering.sold_out", product);

    public static Refusal NotEnough(string product, int stock) => new("ordering.not_enough", product, stock);

    public static Refusal NotEnoughBeside(string product, int stock, int already) => new("ordering.not_enough_beside", product, stock, already);

    public static Refusal CartFull(int most) => new("ordering.cart_full", most);

    public static Refusal CartUnknown() => new("ordering.cart_unknown");

    public static Refusal CartLineGone() => new("ordering.cart_line_gone");

    public static Refusal VoucherCodeShape(int shortest, int longest) => new("ordering.voucher_code_shape", shortest, longest);

    public static Refusal VoucherCodeTaken(string code) => new("ordering.voucher_code_taken", code);

    public static Refusal VoucherNameShape(int longest) => new("ordering.voucher_name_shape", longest);

    public static Refusal VoucherPercent(int most) => new("ordering.voucher_percent", most);

    public static Refusal VoucherAmounts() => new("ordering.voucher_amounts");

    public static Refusal VoucherDates() => new("ordering.voucher_dates");

    public static Refusal VoucherUses(int most) => new("ordering.voucher_uses", most);

    public static Refusal OnlyAdministrators() => new("ordering.only_administrators");

    public static Refusal ReferenceShape(int longest) => new("ordering.reference_shape", longest);

    public static Refusal ReferenceTaken(string reference) => new("ordering.reference_taken", reference);

    public static Refusal SettledTooMuch(long open) => new("ordering.settled_too_much", open);
}
