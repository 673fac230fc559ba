using OcopMarket.Catalog.Contracts;

namespace OcopMarket.Catalog.Words;

internal sealed class WordsDesk : IWordsDesk
{
    public string? FirstWatched(string? text) => WordsWatch.Find(text) is [var first, ..] ? first.Text : null;
}
