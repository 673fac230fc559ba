using System.Globalization;
using System.Resources;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Notices;

/// <summary>The texts of letters about orders, in the language of whoever reads them.</summary>
internal static class OrderLetters
{
    /// <summary>Of a large purchase no more are written out; the page has all.</summary>
    public const int MostParcels = 30;

    private static readonly ResourceManager Texts = new("OcopMarket.Ordering.Notices.OrderLetters", typeof(OrderLetters).Assembly);

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Say(string language, string name, params object?[] values)
        => string.Format(Vietnamese, Texts.GetString(name, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"No letter {name}."), values); // figures the Vietnamese way in both languages

    public static string Dong(Money amount) => amount.Dong.ToString("N0", Vietnamese) + "\u00a0\u0111";
}
