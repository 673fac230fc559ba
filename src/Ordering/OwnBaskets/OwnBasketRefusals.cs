using OcopMarket.Platform;

namespace OcopMarket.Ordering.OwnBaskets;

/// <summary>Every "no" that can meet baskets that shoppers keep.</summary>
internal static class OwnBasketRefusals
{
    public static Refusal OwnBasketNameWrong(int longest) => new("ordering.own_basket_name_wrong", longest);

    public static Refusal OwnBasketWords(string words) => new("ordering.own_basket_words", words);

    public static Refusal OwnBasketEmpty() => new("ordering.own_basket_empty");

    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal OwnBasketUnknown() => new("ordering.own_basket_unknown");

    public static Refusal OwnBasketTooMany(int most) => new("ordering.own_basket_too_many", most);
}
