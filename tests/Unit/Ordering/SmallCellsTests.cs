using OcopMarket.Ordering.Figures;

namespace OcopMarket.Tests.Unit.Ordering;

/// <summary>No line of the figures of orders, and no difference between its lines, is about fewer than three buyers.</summary>
public sealed class SmallCellsTests
{
    [Fact]
    public void Cells_of_three_buyers_stand_by_themselves()
        => Assert.Equal([new("a", 3, 3, 3, 300), new("b", 4, 4, 4, 400)], SmallCells.PutTogether([Many("a", 3), Many("b", 4)]));

    [Fact]
    public void Cells_of_fewer_are_one_line_once_they_are_enough_together()
        => Assert.Equal([new("a", 5, 5, 5, 500), new(null, 3, 3, 3, 300)], SmallCells.PutTogether([Many("a", 5), Few("b", "lan", "huệ"), Few("c", "mai")]));

    [Fact]
    public void Too_few_together_take_the_smallest_of_the_others_along_since_the_total_would_tell_them()
        => Assert.Equal([new("b", 9, 9, 9, 900), new(null, 6, 6, 6, 600)], SmallCells.PutTogether([Many("a", 5), Many("b", 9), Few("c", "lan")]));

    [Fact]
    public void One_buyer_of_several_places_counts_once()
        => Assert.Equal([new(null, 8, 8, 8, 800)], SmallCells.PutTogether([Many("a", 5), Few("b", "lan"), Few("c", "lan"), Few("d", "lan")]));

    [Fact]
    public void Nothing_is_no_line() => Assert.Empty(SmallCells.PutTogether([]));

    private static CountedCell Many(string key, int purchases) => new(key, purchases, purchases, purchases, purchases * 100, null);

    private static CountedCell Few(string key, params string[] buyers) => new(key, buyers.Length, buyers.Length, buyers.Length, buyers.Length * 100, [.. buyers.Select(Print)]);

    private static Guid Print(string buyer) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(buyer))[..16]);
}
