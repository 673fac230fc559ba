using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using OcopMarket.Platform;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Architecture;

public sealed partial class RefusalTests
{
    private static readonly ResourceManager Texts = new(typeof(RefusalText).FullName!, typeof(RefusalText).Assembly);

    public static TheoryData<string> Codes() => [.. All().Select(r => r.Code)];

    [Fact]
    public void Every_code_is_said_once_and_begins_with_its_module()
    {
        var methods = Methods().ToList();

        Assert.NotEmpty(methods);
        Assert.Equal(methods.Count, All().Select(r => r.Code).Distinct().Count());
        Assert.All(methods, m => Assert.StartsWith(Modules.Name(m.Module.Assembly)["OcopMarket.".Length..].ToLowerInvariant() + ".", Make(m).Code, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_its_sentence_in_both_languages(string code)
    {
        var values = All().Single(r => r.Code == code).Values.Length;
        var (vietnamese, english) = (Say(code, "vi-VN"), Say(code, "en"));

        Assert.NotNull(vietnamese);
        Assert.NotNull(english);
        Assert.NotEqual(vietnamese, english);
        Assert.All(Places().Matches(vietnamese + english), place => Assert.InRange(int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture), 0, values - 1));
    }

    [Fact]
    public void Every_word_a_refusal_carries_is_said_in_both_languages()
        => Assert.All(
            Methods().SelectMany(m => m.GetParameters()).Select(p => p.ParameterType).Where(t => t.IsEnum).Distinct().SelectMany(t => Enum.GetNames(t), (type, name) => $"{type.Name}.{name}"),
            word => Assert.NotEqual(Say(word, "vi-VN") ?? throw new InvalidOperationException($"{word} has no text"), Say(word, "en")));

    private static string? Say(string name, string language) => Texts.GetString(name, CultureInfo.GetCultureInfo(language));

    private static List<Refusal> All() => [.. Methods().Select(Make)];

    private static IEnumerable<MethodInfo> Methods()
        => Modules.FromTheGroundUp.SelectMany(m => m.GetTypes()).Where(t => t.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Where(m => m.ReturnType == typeof(Refusal));

    private static Refusal Make(MethodInfo method)
        => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(p => p.ParameterType == typeof(string) ? "x" : Activator.CreateInstance(p.ParameterType))])!;

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Places();
}
