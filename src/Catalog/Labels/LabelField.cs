namespace OcopMarket.Catalog.Labels;

/// <summary>A piece of label data that a producer declares beside the story.</summary>
public enum LabelField
{
    Ingredients,
    Allergens,
    ShelfLife,
    Storage,
    Usage,
    Warnings,

    /// <summary>Number of the product's self-declaration or registered declaration (NĐ 15/2018).</summary>
    Declaration,

    /// <summary>Number of the food-safety certificate, or why none is needed.</summary>
    FoodSafety,

    /// <summary>Per cent of alcohol by volume.</summary>
    Alcohol,

    /// <summary>Number of the cosmetics declaration.</summary>
    Cosmetics,
    Materials,
    Care,

    /// <summary>What a visit holds and how long it takes.</summary>
    Programme,
}
