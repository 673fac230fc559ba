using Npgsql;
using OcopMarket.Catalog.Search;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class LetterTriplesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Likeness_is_what_PostgreSQL_says_it_is()
    {
        string[] syllables = ["mat", "ong", "bac", "ha", "nuoc", "mam", "phu", "quoc", "tra", "che", "shan", "tuyet", "thit", "trau", "gac", "bep", "khom", "siro", "40", "do", "dam", "a", "nghieng"];
        var dice = new Random(7);
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => syllables[dice.Next(syllables.Length)]));
        string Mistyped(string text)
        {
            var letters = text.ToList();
            for (var i = dice.Next(3); i > 0; i--)
            {
                letters.Insert(dice.Next(letters.Count), (char)('a' + dice.Next(26)));
                letters.RemoveAt(dice.Next(letters.Count));
            }

            return string.Join(' ', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        var pairs = Enumerable.Range(0, 2000).Select(_ => Text(1 + dice.Next(9))).Select(text => (Typed: Mistyped(dice.Next(3) == 0 ? Text(1 + dice.Next(4)) : string.Join(' ', text.Split(' ').Take(1 + dice.Next(4)))), Text: text)).ToList();
        await using var command = Get<NpgsqlDataSource>().CreateCommand("select word_similarity(t, x) from unnest($1, $2) with ordinality as p(t, x, n) order by n");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. pairs.Select(p => p.Typed)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. pairs.Select(p => p.Text)] });
        var expected = new List<float>();
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            expected.Add(reader.GetFloat(0));
        }

        Assert.Equal(expected.Zip(pairs, (e, p) => (p.Typed, p.Text, e)), pairs.Select(p => (p.Typed, p.Text, LetterTriples.Closeness(p.Typed, p.Text))));
    }

    [Fact]
    public void Nothing_is_like_nothing()
    {
        Assert.Equal(0, LetterTriples.Closeness("", "mat ong"));
        Assert.Equal(0, LetterTriples.Closeness("mat ong", ""));
        Assert.Equal(1, LetterTriples.Closeness("mat ong", "mat ong bac ha"));
    }
}
