using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering;

/// <summary>Every "no" that ordering can say.</summary>
internal static class OrderingRefusals
{
    public static Refusal ParcelWrongState(string parcel, ParcelState state) => new("ordering.parcel_wrong_state", parcel, state);

    public static Refusal PaymentWrongState(PaymentState state) => new("ordering.payment_wrong_state", state);

    public static Refusal RefundTooMuch(long left) => new("ordering.refund_too_much", left);
}
