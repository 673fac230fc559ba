using OcopMarket.Catalog.Contracts;

namespace OcopMarket.Ordering.Shipping;

internal static class ShippedWeight
{
    /// <summary>A piece for which nobody has said what it weighs packed: goods of a piece each.</summary>
    private const int GramsOfAPiece = 500;

    /// <summary>What packing adds where only the content is known, in hundredths.</summary>
    private const int PackingPercent = 20;

    /// <summary>Grams of one piece as it is sent; guessed upwards from the content where the producer has not said it, so that nothing travels for nothing by accident.</summary>
    public static int ShippedGrams(this OfferedPacking packing)
        => packing.WeightGrams ?? (packing.Measure.Unit is MeasureUnit.Piece ? packing.Measure.Amount * GramsOfAPiece : packing.Measure.Amount * (100 + PackingPercent) / 100);
}
