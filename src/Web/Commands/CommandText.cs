using System.Globalization;
using System.Resources;

namespace OcopMarket.Web.Commands;

/// <summary>What the command line says, from <c>CommandText.resx</c>; needed before there are services.</summary>
internal static class CommandText
{
    private static readonly ResourceManager Texts = new(typeof(CommandText).FullName!, typeof(CommandText).Assembly);

    public static string Say(string name, params object?[] values)
    {
        var (text, language) = (Texts.GetString(name, CultureInfo.CurrentUICulture)!, CultureInfo.CurrentUICulture);
        return values.Length == 0 ? text : string.Format(language, text, values);
    }
}
