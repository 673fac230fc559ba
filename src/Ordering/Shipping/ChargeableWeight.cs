using OcopMarket.Catalog.Contracts;

namespace OcopMarket.Ordering.Shipping;

/// <summary>The weight that carriers charge: the greater of what a parcel weighs and what room it takes, in steps of 500 g.</summary>
public static class ChargeableWeight
{
    public const int Step = 500;

    private const int LightestGrams = 100;
    private const int PieceGrams = 500;

    /// <summary>
    /// What a packing usually weighs as it is sent, where nobody has weighed it: a fifth more than what is in it for bags and boxes, half more for
    /// bottles and jars, 500 g for a piece; never less than 100 g, so that nothing travels for nothing.
    /// </summary>
    public static int UsualGrams(Measure measure) => measure.Unit switch
    {
        MeasureUnit.Gram => Least(measure.Amount * 6L / 5),
        MeasureUnit.Millilitre => Least(measure.Amount * 3L / 2),
        MeasureUnit.Piece => Least(measure.Amount * (long)PieceGrams),
    };

    /// <param name="divisor">Cubic centimetres that count as a kilogram: 5000 or 6000.</param>
    /// <returns>Null when it is more than any parcel can be.</returns>
    public static int? Of(IReadOnlyList<ShippedGoods> goods, int divisor)
    {
        ArgumentNullException.ThrowIfNull(goods);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divisor);
        var (weight, volume) = (Int128.Zero, Int128.Zero);
        foreach (var line in goods)
        {
            var grams = (Int128)line.Quantity * Math.Max(line.Grams, LightestGrams);
            weight += grams;

            // Cubic millimetres over the divisor are grams; what was not measured takes the room of its weight.
            volume += line.Size is { } size ? (Int128)line.Quantity * size.Length * size.Width * size.Height / divisor : grams;
        }

        var steps = (Int128.Max(weight, volume) + Step - 1) / Step;
        return steps * Step <= int.MaxValue ? (int)(Int128.Max(steps, 1) * Step) : null;
    }

    private static int Least(long grams) => (int)Math.Clamp(grams, LightestGrams, int.MaxValue);
}
