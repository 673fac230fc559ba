using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OcopMarket.Web.Ui;

public static class Texts
{
    /// <summary>A sentence with a number in it: for one, the text whose name ends in 1, since English says it differently.</summary>
    public static string Count(this IStringLocalizer text, string name, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Format(CultureInfo.InvariantCulture, text[count == 1 ? name + "1" : name], Show.Number(count));
    }
}
