using OcopMarket.Platform;

namespace OcopMarket.Catalog.Contracts;

/// <summary>How much is in a packing: grams, millilitres or pieces.</summary>
public enum MeasureUnit
{
    Gram,
    Millilitre,
    Piece,
}

public readonly record struct Measure(int Amount, MeasureUnit Unit)
{
    /// <summary>Price of a kilogram or litre, rounded half up to whole đồng; null for goods sold by the piece.</summary>
    public Money? PerKiloOrLitre(Money price) => Unit is MeasureUnit.Piece ? null : new Money(((price.Dong * 1000) + (Amount / 2)) / Amount);
}

/// <summary>Length, width and height of a packing as it is sent, in millimetres.</summary>
public readonly record struct Dimensions(int Length, int Width, int Height);
