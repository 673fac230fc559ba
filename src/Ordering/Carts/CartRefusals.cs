using OcopMarket.Platform;

namespace OcopMarket.Ordering.Carts;

/// <summary>Every "no" that can meet putting goods into a basket and changing it.</summary>
internal static class CartRefusals
{
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

    public static Refusal BasketsOutOfRange(int most) => new("ordering.baskets_out_of_range", most);

    /// <summary>Of a gift basket nothing can be bought today.</summary>
    public static Refusal BasketNothingLeft() => new("ordering.basket_nothing_left");
}
