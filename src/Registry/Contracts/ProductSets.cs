using CsvHelper;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Registry.Contracts;

/// <summary>One of the six categories of QĐ 26/2026, Annex I; the interface calls it group.</summary>
public sealed record ProductGroup(int Number, string Slug, string Name, string NameEn, string ShortName, string ShortNameEn);

/// <summary>One of the 26 scoring sets; the number is the stable key in every version of the criteria.</summary>
/// <param name="Words">Words by which people look for goods of the set.</param>
/// <param name="Adult">Alcohol: shown only to people who said they are 18.</param>
public sealed record ProductSet(int Number, int Group, string Slug, string Name, string NameEn, string ShortName, string ShortNameEn, bool Adult, string Words);

/// <summary>The classification of QĐ 26/2026, Annex I, read from the project's data files.</summary>
public static class ProductSets
{
    public static IReadOnlyList<ProductGroup> Groups { get; } = Read("product-groups.csv", row => new ProductGroup(
        row.Parse<int>("group"), row.GetString("slug"), row.GetString("name_vi"), row.GetString("name_en"), row.GetString("short_vi"), row.GetString("short_en")));

    public static IReadOnlyList<ProductSet> All { get; } = Read("product-sets.csv", row => new ProductSet(
        row.Parse<int>("set"), row.Parse<int>("group"), row.GetString("slug"), row.GetString("name_vi"), row.GetString("name_en"), row.GetString("short_vi"), row.GetString("short_en"),
        row.GetString("adult") == "1", row.GetString("words")));

    /// <exception cref="ArgumentOutOfRangeException">Not a set: 1 to 26.</exception>
    public static ProductSet Get(int number) => number >= 1 && number <= All.Count ? All[number - 1] : throw new ArgumentOutOfRangeException(nameof(number), number, null);

    /// <exception cref="ArgumentOutOfRangeException">Not a group: 1 to 6.</exception>
    public static ProductGroup GetGroup(int number) => number >= 1 && number <= Groups.Count ? Groups[number - 1] : throw new ArgumentOutOfRangeException(nameof(number), number, null);

    public static ProductGroup? FindGroup(string slug) => Groups.FirstOrDefault(g => g.Slug == slug);

    private static List<T> Read<T>(string file, Func<CsvReader, T> make) => DataFile.Read(typeof(ProductSets).Assembly, $"OcopMarket.Registry.Sets.{file}", make);
}
