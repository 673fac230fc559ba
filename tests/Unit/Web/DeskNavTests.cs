using OcopMarket.Web.Shell;

namespace OcopMarket.Tests.Unit.Web;

public sealed class DeskNavTests
{
    [Fact]
    public void No_page_has_two_lines_in_the_navigation_of_a_desk()
        => Assert.All([DeskNav.Account, DeskNav.Producer, DeskNav.Officer, DeskNav.Admin], links => Assert.Equal(links.DistinctBy(l => l.Url), links));
}
