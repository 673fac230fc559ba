using System.Globalization;
using System.Text;
using Npgsql;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>
/// Writes the lists of addresses to ask, drawn with a fixed seed from the names, places and filters that the market has:
/// <c>searches.txt</c>, <c>two.txt</c> (two words and nothing else), <c>products.txt</c>, <c>api.txt</c>, <c>suggest.txt</c>, <c>mixed.txt</c>, one path a line, each only once.
/// </summary>
internal static class AddressLists
{
    private const int Seed = 20260301;
    private const int Wanted = 1000;

    private static readonly string[] Groups = ["thuc-pham", "do-uong", "duoc-lieu", "thu-cong"];
    private static readonly string[] Sorts = ["moi", "gia-tang", "gia-giam", "don-gia"];
    private static readonly string[] ApiSorts = ["newest", "priceUp", "priceDown", "unitPrice"];

    private sealed record Goods(string Slug, string Name, string Producer);

    public static async Task<int> WriteAsync(string connection, string folder)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        var goods = await GoodsAsync(database);
        if (goods.Count < Wanted)
        {
            await Console.Error.WriteLineAsync($"Only {goods.Count} products: too few to ask for {Wanted} different ones.");
            return 1;
        }

        var dice = new Random(Seed);
        var products = Draw(() => "/san-pham/" + goods[dice.Next(goods.Count)].Slug);
        var searches = Draw(() => "/san-pham?" + Query(dice, goods, forPeople: true));
        var api = Draw(() => "/api/v1/products?" + Query(dice, goods, forPeople: false));
        var two = Draw(() => "/san-pham?q=" + Uri.EscapeDataString(Words(dice, goods, 2)));
        var suggest = Draw(() => "/api/v1/suggest?q=" + Uri.EscapeDataString(Begun(dice, Words(dice, goods))));
        Directory.CreateDirectory(folder);
        foreach (var (name, list) in new[] { ("products", products), ("searches", searches), ("two", two), ("api", api), ("suggest", suggest), ("mixed", Mix([products, searches, api, suggest])) })
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, name + ".txt"), list);
        }

        return 0;
    }

    private static async Task<List<Goods>> GoodsAsync(NpgsqlDataSource database)
    {
        var goods = new List<Goods>();
        await using var command = database.CreateCommand(
            """
            select l.slug, f.product_name, f.producer_name from catalog.listings l join registry.product_facts f on f.product_id = l.product_id
            where l.state = 'Published' and f.set not in (14, 15) order by l.no
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            goods.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return goods;
    }

    private static List<string> Draw(Func<string> next)
    {
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        for (var tries = 0; drawn.Count < Wanted && tries < 50 * Wanted; tries++)
        {
            drawn.Add(next());
        }

        return [.. drawn];
    }

    private static IEnumerable<string> Mix(List<string>[] lists) => Enumerable.Range(0, Wanted).SelectMany(i => lists.Where(l => i < l.Count).Select(l => l[i]));

    /// <summary>Seven of ten with words; a third of those with a filter, all others with one to three.</summary>
    private static string Query(Random dice, List<Goods> goods, bool forPeople)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var withWords = dice.Next(10) < 7 || !forPeople;
        if (withWords)
        {
            parts["q"] = Words(dice, goods);
        }

        for (var filters = withWords ? dice.Next(3) / 2 : dice.Next(1, 4); filters > 0; filters--)
        {
            var (people, program, value) = dice.Next(6) switch
            {
                0 => ("nhom", "group", Groups[dice.Next(Groups.Length)]),
                1 => ("bo", "set", Text(dice.Next(1, 14))),
                2 => ("sao", "stars", Text(dice.Next(3, 6))),
                3 => ("tinh", "province", Provinces[dice.Next(Provinces.Length)]),
                4 => ("gia-den", "maxPrice", Text(50_000 * dice.Next(1, 20))),
                _ => ("sap-xep", "sort", forPeople ? Sorts[dice.Next(Sorts.Length)] : ApiSorts[dice.Next(ApiSorts.Length)]),
            };
            parts[forPeople ? people : program] = value;
        }

        return string.Join('&', parts.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
    }

    private static readonly string[] Provinces =
        ["ha-noi", "cao-bang", "tuyen-quang", "dien-bien", "lai-chau", "son-la", "lao-cai", "thai-nguyen", "lang-son", "quang-ninh", "phu-tho", "bac-ninh", "hai-phong", "hung-yen",
         "ninh-binh", "thanh-hoa", "nghe-an", "ha-tinh", "quang-tri", "hue", "da-nang", "quang-ngai", "gia-lai", "khanh-hoa", "dak-lak", "lam-dong", "dong-nai", "tay-ninh", "dong-thap",
         "vinh-long", "an-giang", "can-tho", "ca-mau"];

    /// <summary>One to three words of a real name, now and then of a producer; every second time typed without tones.</summary>
    private static string Words(Random dice, List<Goods> goods) => Words(dice, goods, dice.Next(1, 4));

    private static string Words(Random dice, List<Goods> goods, int count)
    {
        var one = goods[dice.Next(goods.Count)];
        var words = (dice.Next(8) == 0 ? one.Producer : one.Name).Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var taken = string.Join(' ', words.Take(count));
        return dice.Next(2) == 0 ? taken : WithoutTones(taken);
    }

    private static string Begun(Random dice, string words) => words.Length <= 2 ? words + "a" : words[..dice.Next(2, words.Length + 1)];

    private static string WithoutTones(string text)
        => string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark))
            .Replace('đ', 'd').Replace('Đ', 'D');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
