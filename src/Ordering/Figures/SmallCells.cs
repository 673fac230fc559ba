namespace OcopMarket.Ordering.Figures;

/// <summary>A cell as it was counted.</summary>
/// <param name="Few">Prints of its buyers where they are fewer than <see cref="SmallCells.Least"/>; else null.</param>
internal sealed record CountedCell(string Key, int Purchases, int Parcels, int Pieces, long Value, IReadOnlyList<Guid>? Few);

/// <summary>
/// What one or two people spent in a small commune tells their neighbours who they are. Cells of so few buyers are put together; as long as
/// those are still too few, the smallest of the others joins them, since a total less all that is shown would tell the rest.
/// </summary>
public static class SmallCells
{
    /// <summary>Fewer buyers than this are not shown by themselves.</summary>
    public const int Least = 3;

    internal static IReadOnlyList<OrderCell> PutTogether(IEnumerable<CountedCell> cells)
    {
        var (few, shown) = (new List<CountedCell>(), new List<CountedCell>());
        foreach (var cell in cells)
        {
            (cell.Few is null ? shown : few).Add(cell);
        }

        while (few.Count > 0 && shown.Count > 0 && few.TrueForAll(c => c.Few is not null) && few.SelectMany(c => c.Few!).Distinct().Count() < Least)
        {
            var smallest = shown.MinBy(c => (c.Parcels, c.Key))!;
            shown.Remove(smallest);
            few.Add(smallest);
        }

        var together = shown.ConvertAll(c => new OrderCell(c.Key, c.Purchases, c.Parcels, c.Pieces, c.Value));
        if (few.Count > 0)
        {
            together.Add(new(null, few.Sum(c => c.Purchases), few.Sum(c => c.Parcels), few.Sum(c => c.Pieces), few.Sum(c => c.Value)));
        }

        return together;
    }
}
