using System.Globalization;
using System.Resources;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Papers;

/// <summary>Words that papers always say.</summary>
internal static class PaperText
{
    private static readonly ResourceManager Texts = new("OcopMarket.Ordering.Papers.PaperTexts", typeof(PaperText).Assembly);
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Say(CultureInfo language, string name, params object?[] values)
        => string.Format(Vietnamese, Texts.GetString(name, language) ?? throw new InvalidOperationException($"No paper text {name}."), values);

    public static string Dong(Money amount) => amount.Dong.ToString("N0", Vietnamese) + "\u00a0\u0111";
}
