using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform;

namespace OcopMarket.Web.Ui;

/// <summary>Says a refusal in the reader's language, the same on pages, in the API and on the command line.</summary>
public sealed class RefusalTexts
{
    private readonly IStringLocalizer _texts;

    public RefusalTexts(IStringLocalizerFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _texts = factory.Create(typeof(RefusalText));
    }

    public string Say(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var (text, language) = (_texts[refusal.Code], CultureInfo.CurrentUICulture); // its dates speak the sentence's language
        return text.ResourceNotFound
            ? refusal.ToString()
            : string.Format(language, text.Value, [.. refusal.Values.Select(Value)]);
    }

    /// <summary>A word that refusals carry, for pages that speak of the same thing.</summary>
    public string Word(Enum word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _texts[$"{word.GetType().Name}.{word}"].Value;
    }

    private object Value(object? value) => value switch
    {
        null or "" => "—",
        Enum word => Word(word),
        TextInBoth text => Show.English ? text.En ?? text.Vi : text.Vi,
        _ => value,
    };
}
