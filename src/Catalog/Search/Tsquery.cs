namespace OcopMarket.Catalog.Search;

/// <summary>A plan in the query language of PostgreSQL's full text.</summary>
internal static class Tsquery
{
    /// <summary>Every unit, any of its phrases.</summary>
    public static string Match(SearchPlan plan)
        => string.Join(" & ", plan.Units.Select(u => u.AnyOf is [[var word]] ? Quote(word) : "(" + string.Join(" | ", u.AnyOf.Select(Phrase)) + ")"));

    /// <summary>The typed words only.</summary>
    public static string Literal(SearchPlan plan) => All(plan.Words);

    /// <summary>The typed words in their order, side by side.</summary>
    public static string Phrase(SearchPlan plan) => Phrase(plan.Words);

    /// <summary>The typed words with their marks; empty when none were typed.</summary>
    public static string ExactAll(SearchPlan plan) => All(plan.Marked ?? []);

    /// <inheritdoc cref="ExactAll"/>
    public static string ExactPhrase(SearchPlan plan) => Phrase(plan.Marked ?? []);

    /// <summary>Whole words but the last, which is only begun.</summary>
    /// <param name="weight">Of the field they must be in.</param>
    public static string Begun(IReadOnlyList<string> words, char weight)
        => string.Join(" & ", words.Select((w, i) => i < words.Count - 1 ? $"{Quote(w)}:{weight}" : $"{Quote(w)}:*{weight}"));

    private static string All(IReadOnlyList<string> words) => string.Join(" & ", words.Select(Quote));

    private static string Phrase(IReadOnlyList<string> words) => words.Count == 0 ? "" : "(" + string.Join(" <-> ", words.Select(Quote)) + ")";

    // Words hold letters and digits only (VietnameseText), so a quote cannot be among them.
    private static string Quote(string word) => $"'{word}'";
}
