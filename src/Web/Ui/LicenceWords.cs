using Microsoft.Extensions.Localization;
using OcopMarket.Registry.Licences;

namespace OcopMarket.Web.Ui;

/// <summary>Papers beside the OCOP certificate, in words; never with a star.</summary>
public static class LicenceWords
{
    public static string Of(IStringLocalizer<UiText> text, LicenceKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[$"Licence.{kind}"];
    }
}
