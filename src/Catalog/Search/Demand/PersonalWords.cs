using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search.Demand;

/// <summary>Knows what people paste into a search field that is about somebody: such a query is never kept.</summary>
internal static class PersonalWords
{
    /// <summary>Numbers of telephones, identity cards, accounts and plates have at least so many digits; what people look for in a shop has fewer.</summary>
    private const int FewestDigits = 7;

    private static readonly HashSet<string> Mail = ["gmail", "yahoo", "hotmail", "outlook", "icloud", "email", "http", "https", "www"];

    public static bool AreIn(string query)
        => query.Any(c => c is '@' or '\uFF20' or '\uFE6B') || query.Count(char.IsDigit) >= FewestDigits || VietnameseText.Fold(query).Split(' ').Any(Mail.Contains);
}
