using System.Globalization;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Ordering.Shipping;

/// <summary>The price lists of a day and the holidays to come.</summary>
internal sealed record ShippingBook(Tariff Tariff, HashSet<DateOnly> Holidays)
{
    /// <summary>The data files that the market starts with.</summary>
    public static ShippingBook Shipped { get; } = new(
        new Tariff(DataFile.Read(typeof(ShippingBook).Assembly, "OcopMarket.Ordering.Shipping.Data.tariffs.csv", row => new TariffLine(
            row.GetString("service"), TariffItems.Find(row.GetString("item"))!.Value, row.Parse<int>("up_to_grams"), new Money(row.Parse<long>("price")), new Money(row.Parse<long>("step_price")),
            Number(row.GetString("percent")), (int)Number(row.GetString("days_from")), (int)Number(row.GetString("days_through"))))),
        [.. DataFile.Read(typeof(ShippingBook).Assembly, "OcopMarket.Ordering.Shipping.Data.holidays.csv", row => (From: Day(row.GetString("from")), Through: Day(row.GetString("through"))))
            .SelectMany(h => Enumerable.Range(0, h.Through.DayNumber - h.From.DayNumber + 1).Select(h.From.AddDays))]);

    private static decimal Number(string text) => text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
