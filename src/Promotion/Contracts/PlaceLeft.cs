using OcopMarket.Platform;

namespace OcopMarket.Promotion.Contracts;

/// <summary>A producer has no place at a fair any more: it gave it back, let the offer lapse, or the office took it.</summary>
public sealed record PlaceLeft(FairId Fair, ProducerId Producer);
