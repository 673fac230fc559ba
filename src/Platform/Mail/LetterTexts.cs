using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using CsvHelper;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Platform.Mail;

/// <summary>A letter by the names of its texts.</summary>
public sealed record LetterKind(string Name, string Subject, string Body);

/// <summary>
/// The letters of a part of the market: their texts in both languages, and examples of what stands in their places. What is sent and what an
/// administrator looks at is said by the same method.
/// </summary>
/// <param name="resource">
/// Of the texts. The examples lie beside them as <c>.examples.csv</c>: a row for each text, for a letter whose two texts have the same places, or for
/// <c>letter.text</c>; a column for each place.
/// </param>
/// <param name="vietnameseFigures">Figures look the Vietnamese way in both languages, as on pages.</param>
/// <param name="irregular">Letters whose subject and body do not simply have one name with <c>Subject</c> and <c>Body</c>.</param>
public sealed partial class LetterTexts(string resource, Assembly assembly, bool vietnameseFigures = false, params IReadOnlyList<LetterKind> irregular)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private readonly ResourceManager _texts = new(resource, assembly);
    private readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> _examples = new(() => DataFile.Read(assembly, resource + ".examples.csv", Row).ToDictionary(r => r.Text, r => r.Values));

    /// <summary>Of the file of its texts.</summary>
    public string Name { get; } = resource[(resource.LastIndexOf('.') + 1)..];

    public string Resource { get; } = resource;

    public Assembly Assembly { get; } = assembly;

    /// <summary>Every letter there is, by name.</summary>
    public IReadOnlyList<LetterKind> Kinds
        => [.. Names().Where(n => n.EndsWith("Body", StringComparison.Ordinal) && !irregular.Any(k => k.Body == n)).Select(n => n[..^"Body".Length]).Select(n => new LetterKind(n, n + "Subject", n + "Body")).Concat(irregular).OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>Names of all its texts.</summary>
    public IReadOnlyList<string> Names()
        => [.. _texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Order(StringComparer.Ordinal)];

    public string Say(string language, string name, params object?[] values)
        => string.Format(vietnameseFigures ? Vietnamese : CultureInfo.GetCultureInfo(language), Find(language, name) ?? throw new InvalidOperationException($"No letter {name}."), values);

    /// <summary>Null for a name that no text has.</summary>
    public string? Find(string language, string name) => _texts.GetString(name, CultureInfo.GetCultureInfo(language));

    /// <summary>A letter as its reader gets it, with examples in its places.</summary>
    /// <exception cref="InvalidOperationException">A place of it has no example.</exception>
    public (string Subject, string Body) Example(LetterKind kind, string language, IMarketAddress market)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return (Example(kind.Subject, kind.Name), Example(kind.Body, kind.Name));

        string Example(string text, string? letter)
        {
            var values = _examples.Value.GetValueOrDefault($"{letter}.{text}") ?? _examples.Value.GetValueOrDefault(text) ?? _examples.Value.GetValueOrDefault(letter ?? text) ?? [];
            var places = Place().Matches(Find(language, text) ?? "").Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) + 1).DefaultIfEmpty(0).Max();
            return places > values.Count ? throw new InvalidOperationException($"{Name}.{text} has {places} places and {values.Count} examples.") : Say(language, text, [.. values.Select(Value)]);
        }

        // Days, moments and numbers look as the letter wants them; "=a+b" is made of other texts of the same letters, "/…" is an address of the market.
        object Value(string written)
            => written == "=" ? "" // a place that is left empty
                : written.StartsWith('=') ? string.Join(Environment.NewLine, written[1..].Split('+').Select(name => Example(name, null)))
                : written.StartsWith('/') ? market.Absolute(written)
                : DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
                : DateTime.TryParseExact(written, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment
                : long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : written;
    }

    private static (string Text, IReadOnlyList<string> Values) Row(CsvReader row)
        => (row.GetString("text"), [.. Enumerable.Range(0, Columns).Select(i => row.GetString(i.ToString(CultureInfo.InvariantCulture))).TakeWhile(v => v.Length > 0)]);

    /// <summary>More places no letter has.</summary>
    private const int Columns = 8;

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();
}

/// <summary>All letters that the market writes, with examples, for administrators.</summary>
public sealed class LetterPreviews(IEnumerable<LetterTexts> texts, IMarketAddress market)
{
    public IReadOnlyList<LetterTexts> All { get; } = [.. texts.OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Null for letters that there are none of.</summary>
    public (LetterTexts Texts, LetterKind Kind)? Find(string? texts, string? kind)
        => All.FirstOrDefault(t => t.Name == texts) is { } found && found.Kinds.FirstOrDefault(k => k.Name == kind) is { } one ? (found, one) : null;

    public (string Subject, string Body) Write(LetterTexts texts, LetterKind kind, string language)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Example(kind, language, market);
    }
}
