using OcopMarket.Catalog.Offers;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class RowGroupsTests
{
    [Fact]
    public void Each_group_holds_its_rows_in_the_order_in_which_they_came()
    {
        int[] groupOfRow = [2, 0, 2, 0, 2];

        var groups = new RowGroups([4, 1, 0, 3, 2], 4, row => groupOfRow[row]);

        Assert.Equal([1, 3], groups[0].ToArray());
        Assert.Equal([], groups[1].ToArray());
        Assert.Equal([4, 0, 2], groups[2].ToArray());
        Assert.Equal([], groups[3].ToArray());
    }
}
