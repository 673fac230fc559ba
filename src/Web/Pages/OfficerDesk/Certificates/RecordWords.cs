using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Pages.OfficerDesk.Certificates;

/// <summary>Lists of the registry file as its cells say them.</summary>
internal static class RecordWords
{
    public static IReadOnlyList<(ProducerType Type, string Word)> ProducerTypes { get; } = [.. Enum.GetValues<ProducerType>().Select(t => (t, Word(t)))];

    public static IReadOnlyList<(AuthorityLevel Level, string Word)> Levels { get; } = [.. Enum.GetValues<AuthorityLevel>().Select(l => (l, Word(l)))];

    private static string Word<T>(T word) where T : struct, Enum
        => string.Concat(word.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
