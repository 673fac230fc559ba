using OcopMarket.Platform;

namespace OcopMarket.Ordering.Vouchers;

/// <summary>Every "no" that can meet vouchers, when they are kept and when they are used.</summary>
internal static class VoucherRefusals
{
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
}
