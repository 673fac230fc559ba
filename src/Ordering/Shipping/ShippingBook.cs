namespace OcopMarket.Ordering.Shipping;

/// <summary>The price lists of a day and the holidays to come.</summary>
internal sealed record ShippingBook(Tariff Tariff, HashSet<DateOnly> Holidays);
