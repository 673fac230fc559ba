using System.Text.RegularExpressions;
using System.Xml.Linq;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Architecture;

/// <summary>What readers see is in both languages, key by key.</summary>
public sealed partial class TextTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string> Files() => [.. Sources.Files(Source, "*.resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Source, f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_in_one_language_is_in_the_other(string file)
    {
        var (vietnamese, english) = (Read(Path.Combine(Source, file)), Read(Path.Combine(Source, Path.ChangeExtension(file, ".en.resx"))));

        Assert.Equal(vietnamese.Keys.Order(), english.Keys.Order());
        Assert.All(vietnamese, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All(vietnamese.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Fact]
    public void No_English_text_stands_alone()
        => Assert.All(Sources.Files(Source, "*.en.resx"), file => Assert.True(File.Exists(file.Replace(".en.resx", ".resx", StringComparison.Ordinal)), file));

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    private static string Places(string text) => string.Join(',', PlacePattern().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex PlacePattern();
}
