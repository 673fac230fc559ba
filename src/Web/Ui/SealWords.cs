using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OcopMarket.Web.Ui;

/// <summary>The words of the OCOP badge in the reader's language; made once a page.</summary>
public sealed class SealWords(IStringLocalizer<UiText> text)
{
    private readonly string _title = text["ValidThrough"], _label = text["SealLabel"];

    public string Stars { get; } = text["Stars"];

    public string Class(int stars) => stars switch { 5 => "seal seal-5", 4 => "seal seal-4", _ => "seal seal-3" };

    public string Title(string day) => string.Format(CultureInfo.InvariantCulture, _title, day);

    public string Label(int stars, string day, string product) => string.Format(CultureInfo.InvariantCulture, _label, stars, day, product);
}
