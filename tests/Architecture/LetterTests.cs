using System.Reflection;
using OcopMarket.Platform.Mail;

namespace OcopMarket.Tests.Architecture;

/// <summary>Every letter that a module writes can be looked at: it has its texts in both languages and an example for each place in them.</summary>
public sealed class LetterTests
{
    private static readonly IReadOnlyList<LetterTexts> All =
    [
        .. Modules.OfTheTrade.SelectMany(m => m.GetTypes()).SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => f.FieldType == typeof(LetterTexts)).Select(f => (LetterTexts)f.GetValue(null)!).OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    public static TheoryData<string, string> Kinds() => [.. All.SelectMany(t => t.Kinds.Select(k => (t.Name, k.Name)))];

    [Fact]
    public void All_texts_of_letters_are_known_to_those_who_look_at_them()
    {
        var files = Modules.OfTheTrade.SelectMany(m => m.GetManifestResourceNames()).Where(n => n.EndsWith("Letters.resources", StringComparison.Ordinal)).Select(n => n[..^".resources".Length]);

        Assert.Equal(files.Order(StringComparer.Ordinal), All.Select(t => t.Resource).Order(StringComparer.Ordinal));
        Assert.All(All, texts => Assert.Empty(texts.Names().Where(n => n.Contains("Subject", StringComparison.Ordinal) || n.Contains("Body", StringComparison.Ordinal)).Except(texts.Kinds.SelectMany(k => new[] { k.Subject, k.Body }))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_letter_is_whole_with_its_examples_in_both_languages(string texts, string kind)
    {
        var of = All.Single(t => t.Name == texts);
        var letter = of.Kinds.Single(k => k.Name == kind);
        var (vietnamese, english) = (of.Example(letter, "vi", new Here()), of.Example(letter, "en", new Here()));

        Assert.All(new[] { vietnamese, english }, written =>
        {
            Assert.DoesNotContain('\n', written.Subject);
            Assert.DoesNotContain('{', written.Subject + written.Body);
            Assert.DoesNotContain(" =", written.Subject + written.Body.Replace("2 × 250.000 đ = 500.000 đ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
        Assert.NotEqual(vietnamese, english);
    }

    private sealed class Here : IMarketAddress
    {
        public string Absolute(string path) => "https://cho.example" + path;
    }
}
