using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Stories;

/// <summary>A story in the reader's language as far as there is one.</summary>
/// <param name="Language">The <c>lang</c> of the text where it differs from the page's.</param>
public sealed record StoryWords(string Text, string? Language)
{
    public bool IsTranslated => Language is null;

    public static StoryWords Of(string vietnamese, string? english)
        => Show.English && english is { Length: > 0 } translated ? new(translated, null) : new(vietnamese, Show.ForeignName);

    public IEnumerable<string> Paragraphs => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
