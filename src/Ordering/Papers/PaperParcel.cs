using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Papers;

/// <summary>A parcel as its papers show it: texts are printable, and a gift brings no amount to any of them.</summary>
/// <param name="Language">Of the buyer; the card is written in it.</param>
/// <param name="Place">Commune and province of today.</param>
/// <param name="Service">Of the carrier, as its people call it.</param>
/// <param name="Fetched">Said in place of the street where the buyer comes for it; null where it is sent.</param>
/// <param name="Cash">To be taken at the door; null where nothing is.</param>
/// <param name="DeskAddress">Where the producer marks it.</param>
/// <param name="StoryAddress">Where the receiver reads of the goods; null where no card was wanted for it.</param>
internal sealed record PaperParcel(
    string Number, string ProducerName, string? ProducerAddress, string? ProducerPhone, bool Gift, bool HideAmounts, Occasion? Occasion, string Message, string Sender, WrapKind? Wrap, bool StoryCard,
    string Language, string Recipient, string? Phone, string Street, string Place, string Service, string? Fetched, string? Tracking, int WeightGrams, DateOnly? ExpectedFrom, DateOnly? ExpectedThrough,
    bool Adult, bool Cold, bool Fragile, string Note, Money? Cash, IReadOnlyList<PaperGoods> Goods, string DeskAddress, string? StoryAddress);

internal sealed record PaperGoods(int Pieces, string Product, string Packing, string Certificate, int Stars);
