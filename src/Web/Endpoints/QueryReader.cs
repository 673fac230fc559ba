using System.Globalization;
using OcopMarket.Platform.Text;

namespace OcopMarket.Web.Endpoints;

/// <summary>Why a parameter was refused: the rule's text and its values.</summary>
internal sealed record BadParameter(string Name, string Value, string Rule, params object[] RuleValues);

/// <summary>Reads query parameters strictly: the first that cannot be used is kept in <see cref="Problem"/> and answered with a sentence.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public BadParameter? Problem { get; private set; }

    public string Text(string name, int longest)
    {
        var text = VietnameseText.Clean(query[name].ToString());
        return text.Length <= longest ? text : Refuse(name, text, "RuleLength", longest) ?? "";
    }

    public long? Number(string name, long least, long most)
        => Given(name) is not { } text ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : Refuse<long?>(name, text, "RuleNumber", least, most);

    /// <summary>A day as 2026-12-31.</summary>
    public DateOnly? Day(string name)
        => Given(name) is not { } text ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2200 ? day
            : Refuse<DateOnly?>(name, text, "RuleDay");

    public bool Flag(string name) => Given(name)?.ToLowerInvariant() switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        var text => Refuse(name, text, "RuleFlag") is not null,
    };

    /// <summary>One of few values; the default when none is given.</summary>
    public T? One<T>(string name, IReadOnlyDictionary<string, T> values) where T : struct
        => Given(name) is not { } text ? null : values.TryGetValue(text, out var value) ? value : Refuse<T?>(name, text, "RuleOneOf", string.Join(", ", values.Keys));

    /// <summary>Values given several times or separated by commas.</summary>
    public IReadOnlyList<T> Many<T>(string name, Func<string, T?> find, string rule, params object[] ruleValues) where T : class
    {
        var found = new List<T>();
        foreach (var text in query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (find(text) is { } value)
            {
                found.Add(value);
            }
            else
            {
                _ = Refuse(name, text, rule, ruleValues);
            }
        }

        return found;
    }

    public string? Code(string name, Func<string, bool> isKnown, string rule)
        => Given(name) is not { } text ? null : isKnown(text) ? text : Refuse(name, text, rule);

    public void Require(bool condition, string name, string rule)
    {
        if (!condition)
        {
            _ = Refuse(name, query[name].ToString(), rule);
        }
    }

    private string? Given(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private T? Refuse<T>(string name, string value, string rule, params object[] ruleValues)
    {
        _ = Refuse(name, value, rule, ruleValues);
        return default;
    }

    private string? Refuse(string name, string value, string rule, params object[] ruleValues)
    {
        const int LongestShown = 60;
        var shown = VietnameseText.Clean(value);
        Problem ??= new(name, shown.Length <= LongestShown ? shown : shown[..LongestShown] + "…", rule, ruleValues);
        return null;
    }
}
