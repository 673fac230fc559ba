using OcopMarket.Platform;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Every "no" that can meet gifts of a company, their quotations and approvals.</summary>
internal static class CorporateRefusals
{
    /// <summary>Unknown, or by a secret of another kind: all say the same.</summary>
    public static Refusal CorporateUnknown() => new("ordering.corporate_unknown");

    public static Refusal CorporateOrdered() => new("ordering.corporate_ordered");

    /// <summary>Changed while its quotation was worked out.</summary>
    public static Refusal CorporateMoved() => new("ordering.corporate_moved");

    public static Refusal CorporateTooMany(int most) => new("ordering.corporate_too_many", most);

    public static Refusal CorporateTooManyParcels(int parcels, int most) => new("ordering.corporate_too_many_parcels", parcels, most);

    public static Refusal WantedDayOver(DateOnly first) => new("ordering.wanted_day_over", first);

    public static Refusal GiftKindsTooMany(int most) => new("ordering.gift_kinds_too_many", most);

    public static Refusal GiftKindNameWrong(int longest) => new("ordering.gift_kind_name_wrong", longest);

    public static Refusal GiftKindNameTaken(string name) => new("ordering.gift_kind_name_taken", name);

    public static Refusal GiftKindUnknown() => new("ordering.gift_kind_unknown");

    public static Refusal GiftKindInUse(string name, int people) => new("ordering.gift_kind_in_use", name, people);

    public static Refusal NoGiftKinds() => new("ordering.no_gift_kinds");

    public static Refusal DayNotMet(string producer, string recipient, DateOnly day, DateOnly earliest) => new("ordering.day_not_met", producer, recipient, day, earliest);

    public static Refusal NoTransfers(string producer) => new("ordering.no_transfers", producer);

    /// <summary>What was quoted is no longer what was planned.</summary>
    public static Refusal QuotationReplaced(string number) => new("ordering.quotation_replaced", number);

    public static Refusal QuotationOver(string number, DateOnly through) => new("ordering.quotation_over", number, through);

    public static Refusal QuotedShippingMoved(string producer, long quoted, long now) => new("ordering.quoted_shipping_moved", producer, quoted, now);

    public static Refusal QuotedTotalMoved(long quoted, long now) => new("ordering.quoted_total_moved", quoted, now);

    public static Refusal ApprovalsTooMany(int most) => new("ordering.approvals_too_many", most);

    public static Refusal ApproverNameMissing(int longest) => new("ordering.approver_name_missing", longest);

    public static Refusal ApprovalAnswered() => new("ordering.approval_answered");
}
