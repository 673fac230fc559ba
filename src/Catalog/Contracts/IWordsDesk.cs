namespace OcopMarket.Catalog.Contracts;

/// <summary>Where other modules ask whether short words of anybody may stand on a page that others see.</summary>
public interface IWordsDesk
{
    /// <summary>The first words that the market does not want, as they were written; null when there are none.</summary>
    string? FirstWatched(string? text);
}
