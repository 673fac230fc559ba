using System.Globalization;
using OcopMarket.Platform;
using OcopMarket.Platform.Mail;

namespace OcopMarket.Ordering.Notices;

/// <summary>The texts of letters about orders, in the language of whoever reads them.</summary>
internal static class OrderLetters
{
    /// <summary>Of a large purchase no more are written out; the page has all.</summary>
    public const int MostParcels = 30;

    public static readonly LetterTexts Texts = new("OcopMarket.Ordering.Notices.OrderLetters", typeof(OrderLetters).Assembly, vietnameseFigures: true);

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Say(string language, string name, params object?[] values) => Texts.Say(language, name, values);

    public static string Dong(Money amount) => amount.Dong.ToString("N0", Vietnamese) + "\u00a0\u0111";
}
