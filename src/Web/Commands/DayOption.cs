using System.CommandLine;
using System.Globalization;

namespace OcopMarket.Web.Commands;

internal static class DayOption
{
    /// <summary>An option that takes a day as officers write it, <c>31/12/2026</c>, or as programs do, <c>2026-12-31</c>.</summary>
    public static Option<DateOnly?> Create(string name, string text, bool required = false) => new(name)
    {
        Description = CommandText.Say(text),
        HelpName = "dd/MM/yyyy",
        Required = required,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, ["dd/MM/yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError(CommandText.Say("NotADay", result.Tokens[0].Value));
            return null;
        },
    };
}
