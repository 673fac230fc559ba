using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Search.Relevance;

/// <summary>Reads lists of queries and what they should find: <c>query,kind,expected_product_ids,match</c>, ids with spaces between, match <c>all</c> or <c>any</c>.</summary>
public static class RelevanceFile
{
    private static readonly string[] Columns = ["query", "kind", "expected_product_ids", "match"];

    /// <param name="find">The product of an id; null where there is none, which is left out.</param>
    public static Result<IReadOnlyList<RelevanceQuery>> Read(Stream file, Func<string, ProductId?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        var opened = TableFile.Open(file);
        if (opened.Refusal is { } unreadable)
        {
            return unreadable;
        }

        using var table = opened.Value;
        var head = table.Header.Cells.Select(cell => cell.ToString().Trim()).ToList();
        if (Columns.Where(c => !head.Contains(c)).ToList() is { Count: > 0 } missing)
        {
            return CatalogRefusals.QueryColumnsMissing(string.Join(", ", missing));
        }

        var queries = new List<RelevanceQuery>();
        while (table.Read())
        {
            string Cell(int column) => table.Row[head.IndexOf(Columns[column])].ToString().Trim();
            if (Cell(0).Length > 0)
            {
                queries.Add(new(Cell(0), Cell(1), [.. Cell(2).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(find).OfType<ProductId>()], Cell(3) != "any"));
            }
        }

        return table.Refusal is { } broken ? broken : queries;
    }
}
