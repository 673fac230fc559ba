using System.Globalization;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Tests.Support.Shipping;

/// <summary>The illustrative price lists that a market starts with, as tables; a test holds them beside what its migration wrote.</summary>
internal static class PriceLists
{
    public static IReadOnlyList<TariffLine> Lines { get; } = DataFile.Read(typeof(PriceLists).Assembly, Name("tariffs"), row => new TariffLine(
        row.GetString("service"), TariffItems.Find(row.GetString("item"))!.Value, row.Parse<int>("up_to_grams"), new Money(row.Parse<long>("price")), new Money(row.Parse<long>("step_price")),
        Number(row.GetString("percent")), (int)Number(row.GetString("days_from")), (int)Number(row.GetString("days_through"))));

    public static IReadOnlyList<(DateOnly From, DateOnly Through, string Name)> Holidays { get; } =
        DataFile.Read(typeof(PriceLists).Assembly, Name("holidays"), row => (Day(row.GetString("from")), Day(row.GetString("through")), row.GetString("name_vi")));

    public static ShippingBook Book { get; } = new(new Tariff(Lines), [.. Holidays.SelectMany(h => Enumerable.Range(0, h.Through.DayNumber - h.From.DayNumber + 1).Select(h.From.AddDays))]);

    private static string Name(string table) => $"OcopMarket.Tests.Support.Shipping.{table}.csv";

    private static decimal Number(string text) => text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
