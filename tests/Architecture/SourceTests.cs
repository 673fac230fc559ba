using System.Text.RegularExpressions;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Architecture;

/// <summary>Rules that the compiler cannot see.</summary>
public sealed partial class SourceTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    [Fact]
    public void Today_never_comes_from_the_clock_of_database_or_machine()
        => Assert.Empty(Breaches(ClockOfItsOwn(), ["*.cs", "*.razor", "*.sql"], "Platform/Clock"));

    [Fact] // except where words are understood, not said (names of places, spelling), and in migrations, which are never edited
    public void Words_for_readers_are_in_the_text_files()
        => Assert.Empty(Breaches(VietnameseLetters(), ["*.cs", "*.razor"], "Platform/Text", "Platform/Areas", "Schema/Migrations"));

    [Theory]
    [InlineData("select now()", true)]
    [InlineData("where day = CURRENT_DATE", true)]
    [InlineData("var t = DateTime.UtcNow;", true)]
    [InlineData("var t = DateTimeOffset.Now;", true)]
    [InlineData("var t = clock.GetUtcNow(); // never DateTime.Now", false)]
    [InlineData("-- never now()", false)]
    [InlineData("/* never now() */", false)]
    public void The_clock_rule_sees_what_it_should(string code, bool seen) => Assert.Equal(seen, Sources.Code(code).Any(l => ClockOfItsOwn().IsMatch(l.Code)));

    [Theory]
    [InlineData("<h1>Giỏ hàng</h1>", true)]
    [InlineData("var s = \"đồng\";", true)]
    [InlineData("Law = \"105/2017/NĐ-CP\"", false)]
    [InlineData("@* giỏ hàng *@ // đồng", false)]
    [InlineData("<h1>Cart</h1>", false)]
    public void The_rule_on_words_sees_what_it_should(string code, bool seen) => Assert.Equal(seen, Sources.Code(code).Any(l => VietnameseLetters().IsMatch(l.Code)));

    private static IEnumerable<string> Breaches(Regex forbidden, string[] patterns, params string[] except)
        => from pattern in patterns
           from file in Sources.Files(Source, pattern)
           where !file.EndsWith(".Designer.cs", StringComparison.Ordinal) && !except.Any(folder => file.StartsWith(Path.Combine(Source, folder) + "/", StringComparison.Ordinal))
           from line in Sources.Code(File.ReadAllText(file))
           where forbidden.IsMatch(line.Code)
           select $"{Path.GetRelativePath(Source, file)}:{line.Line}: {line.Code.Trim()}";

    [GeneratedRegex(@"\bnow\(\)|\b(current_date|current_timestamp|current_time|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp)\b|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClockOfItsOwn();

    // A number of a law ends in the letters of its kind: 105/2017/N\u0110-CP.
    [GeneratedRegex("(?<!/N)\u0110|[\u0102\u0103\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u00C0-\u00C3\u00C8-\u00CA\u00CC\u00CD\u00D2-\u00D5\u00D9\u00DA\u00DD\u00E0-\u00E3\u00E8-\u00EA\u00EC\u00ED\u00F2-\u00F5\u00F9\u00FA\u00FD]")]
    private static partial Regex VietnameseLetters();
}
