using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Ordering.Cards;

/// <summary>Every "no" that can meet paying by card.</summary>
internal static class CardRefusals
{
    public static Refusal CardsOff() => new("ordering.cards_off");

    /// <summary>No answer, or a no that the buyer can do nothing about.</summary>
    public static Refusal CardProviderSilent() => new("ordering.card_provider_silent");

    public static Refusal CardPaymentOver() => new("ordering.card_payment_over");

    public static Refusal CardTooMuch(long most) => new("ordering.card_too_much", most);

    public static Refusal DisputeTextWrong(int longest) => new("ordering.dispute_text_wrong", longest);

    public static Refusal CardPaymentOpen(DateTimeOffset lapsesAt) => new("ordering.card_payment_open", lapsesAt.InVietnam().DateTime);
}
