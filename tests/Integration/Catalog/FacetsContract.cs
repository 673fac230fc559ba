using System.Globalization;
using OcopMarket.Catalog.Offers;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What is true whichever engine searches.</summary>
public abstract class FacetsContract(ShopFixture shop) : MarketTest(shop)
{
    [Theory]
    [InlineData("")]
    [InlineData("mật ong")]
    [InlineData("nuoc mam")]
    [InlineData("mắm Quảng Xương")] // answered from the province
    [InlineData("siro khomm")] // answered by resemblance
    [InlineData("quà trà")]
    [InlineData("trà bắc kạn")]
    public async Task Each_count_is_the_total_that_choosing_it_shows(string query)
    {
        var dice = new Random(query.Length);
        for (var round = 0; round < 6; round++)
        {
            var filter = round == 0 ? new CatalogueFilter { Query = query } : RandomFilter(dice, query);
            var facets = (await SearchAsync(filter)).Facets;

            var choices = facets.Groups.Select(f => (f, filter with { Groups = [Number(f)] }))
                .Concat(facets.Sets.Select(f => (f, filter with { Sets = [Number(f)] })))
                .Concat(facets.Stars.Select(f => (f, filter with { Stars = [Number(f)] })))
                .Concat(facets.Provinces.Select(f => (f, filter with { Provinces = [f.Value], CommuneCode = null })))
                .Concat(facets.Prices.Zip(PriceBand.All).Select(p => (p.First, filter with { MinPrice = p.Second.From, MaxPrice = p.Second.To })));
            foreach (var (facet, chosen) in choices.Where(c => c.Item1.Count > 0 || dice.Next(8) == 0))
            {
                Assert.Equal((facet.Value, facet.Count), (facet.Value, (await SearchAsync(chosen)).Total));
            }
        }
    }

    [Fact]
    public async Task Choices_without_anything_keep_their_place()
    {
        var (all, none) = ((await SearchAsync(new())).Facets, (await SearchAsync(new() { Query = "mật ong", Groups = [5], AsTyped = true })).Facets);

        Assert.Equal(all.Provinces.Select(f => f.Value), none.Provinces.Select(f => f.Value));
        Assert.Equal(all.Sets.Select(f => f.Value), none.Sets.Select(f => f.Value));
        Assert.All(none.Provinces, f => Assert.Equal(0, f.Count));
        Assert.True(none.Groups.Single(f => f.Chosen).Value == "5");
    }

    [Fact]
    public async Task Alcohol_is_counted_only_for_those_who_said_they_are_18()
    {
        var (young, adult) = ((await SearchAsync(new())).Facets, (await SearchAsync(new() { Adult = true })).Facets);

        Assert.Equal((0, 0), (young.Sets[13].Count, young.Sets[14].Count));
        Assert.Equal((1, 1), (adult.Sets[13].Count, adult.Sets[14].Count));
        Assert.Equal(2, adult.Groups.Sum(g => g.Count) - young.Groups.Sum(g => g.Count));
    }

    private Task<CataloguePage> SearchAsync(CatalogueFilter filter) => Get<CatalogueQueries>().SearchAsync(filter, Ct);

    private static int Number(FacetCount facet) => int.Parse(facet.Value, CultureInfo.InvariantCulture);

    private static CatalogueFilter RandomFilter(Random dice, string query) => new()
    {
        Query = query, Groups = Some(dice, [1, 2, 3, 5]), Stars = Some(dice, [3, 4, 5]), Provinces = Some(dice, ["38", "91", "19", "08"]), Sets = dice.Next(4) == 0 ? [9, 4, 11] : [],
        CommuneCode = dice.Next(6) == 0 ? "31078" : null, MinPrice = dice.Next(3) == 0 ? dice.Next(200_000) : null, MaxPrice = dice.Next(3) == 0 ? dice.Next(200_000, 1_200_000) : null,
        GiftOnly = dice.Next(6) == 0, Adult = dice.Next(2) == 0,
    };

    private static T[] Some<T>(Random dice, T[] of) => dice.Next(3) > 0 ? [] : [.. dice.GetItems(of, dice.Next(1, 3)).Distinct()];
}
