using System.Collections.Frozen;
using System.Globalization;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Unit.Catalog;

/// <summary>Counting over invented rows: whatever is filtered, each choice counts what choosing it shows.</summary>
public sealed class OfferCountingTests
{
    private static readonly AreaDirectory Areas = AreaDirectory.Instance;

    private static readonly OfferColumns Columns = Invent(400, new Random(20260302));

    [Fact]
    public void Each_count_is_what_choosing_it_shows_whatever_else_is_chosen()
    {
        var dice = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var filter = RandomFilter(dice);
            var sets = dice.Next(4) == 0 ? new[] { 1, 11, 14 } : [];
            var (_, facets) = Count(filter, sets);

            Assert.All(facets.Groups, f => Assert.Equal(Total(filter with { Groups = [Number(f)] }, sets), f.Count));
            Assert.All(facets.Sets, f => Assert.Equal(Total(filter with { Sets = [Number(f)] }, sets), f.Count));
            Assert.All(facets.Stars, f => Assert.Equal(Total(filter with { Stars = [Number(f)] }, sets), f.Count));
            Assert.All(facets.Provinces, f => Assert.Equal(Total(filter with { Provinces = [f.Value], CommuneCode = null }, sets), f.Count));
            Assert.All(facets.Prices.Zip(PriceBand.All), f => Assert.Equal(Total(filter with { MinPrice = f.Second.From, MaxPrice = f.Second.To }, sets), f.First.Count));
        }
    }

    [Fact]
    public void Choices_keep_their_order_and_place_with_a_zero()
    {
        var (_, everything) = Count(new());
        var (_, nothing) = Count(new() { ProducerSlug = "khong-co" });

        Assert.Equal(["1", "2", "3", "4", "5", "6"], nothing.Groups.Select(f => f.Value));
        Assert.Equal(26, nothing.Sets.Count);
        Assert.Equal(["5", "4", "3"], nothing.Stars.Select(f => f.Value));
        Assert.Equal(34, nothing.Provinces.Count);
        Assert.Equal(["1", "2", "3", "4", "5"], nothing.Prices.Select(f => f.Value));
        Assert.All(All(nothing), f => Assert.Equal(0, f.Count));
        Assert.Equal(All(everything).Select(f => f.Value), All(nothing).Select(f => f.Value));
    }

    [Fact]
    public void Chosen_values_are_marked()
    {
        var (_, facets) = Count(new() { Groups = [1], Stars = [5, 3], Provinces = ["38"], MinPrice = 100_000, MaxPrice = 199_999, Sets = [11] });

        Assert.Equal(["1", "11", "5", "3", "38", "2"], All(facets).Where(f => f.Chosen).Select(f => f.Value));
    }

    [Fact]
    public void Alcohol_is_neither_kept_nor_counted_without_the_confirmation()
    {
        var (rows, facets) = Count(new());
        var (adultRows, adult) = Count(new() { Adult = true });

        Assert.DoesNotContain(rows, row => Columns.Set[row] is 14 or 15);
        Assert.Equal((0, 0), (facets.Sets[13].Count, facets.Sets[14].Count));
        Assert.Equal(Columns.Set.Count(s => s == 14), adult.Sets[13].Count);
        Assert.Equal(adultRows.Count - rows.Count, adult.Sets[13].Count + adult.Sets[14].Count);
        Assert.True(adult.Sets[13].Count > 0);
    }

    [Fact]
    public void Values_that_do_not_exist_match_nothing()
    {
        Assert.Equal(0, Total(new() { Groups = [7] }));
        Assert.Equal(0, Total(new() { Groups = [-1] }));
        Assert.Equal(0, Total(new() { Sets = [0, 27, int.MaxValue] }));
        Assert.Equal(0, Total(new() { Stars = [2, 6] }));
        Assert.Equal(0, Total(new() { Provinces = ["00", "", "x"] }));
        Assert.Equal(0, Total(new() { CommuneCode = "abc" }));
        Assert.Equal(0, Total(new() { CommuneCode = "" }));
        Assert.Equal(0, Total(new() { MinPrice = 10, MaxPrice = 9 }));
        Assert.Equal(0, Total(new() { MaxPrice = -1 }));
    }

    [Theory]
    [InlineData(99_999, 1)]
    [InlineData(100_000, 2)]
    [InlineData(199_999, 2)]
    [InlineData(200_000, 3)]
    [InlineData(499_999, 3)]
    [InlineData(500_000, 4)]
    [InlineData(999_999, 4)]
    [InlineData(1_000_000, 5)]
    public void A_price_lies_in_the_band_that_holds_it(long price, int band)
    {
        Assert.Equal(band, PriceBand.Of(price));
        var held = PriceBand.All.Single(b => (b.From ?? 0) <= price && price <= (b.To ?? long.MaxValue));
        Assert.Equal(band, held.Number);
    }

    private static (List<int> Rows, CatalogueFacets Facets) Count(CatalogueFilter filter, params int[] sets)
    {
        var counting = new OfferCounting(Columns, filter, Areas, sets);
        var rows = counting.Keep(Columns.Newest);
        return (rows, counting.Facets());
    }

    private static int Total(CatalogueFilter filter, params int[] sets) => Count(filter, sets).Rows.Count;

    private static IEnumerable<FacetCount> All(CatalogueFacets f) => [.. f.Groups, .. f.Sets, .. f.Stars, .. f.Provinces, .. f.Prices];

    private static int Number(FacetCount facet) => int.Parse(facet.Value, CultureInfo.InvariantCulture);

    private static CatalogueFilter RandomFilter(Random dice) => new()
    {
        Groups = Some(dice, [1, 2, 3, 4, 5, 6]), Sets = Some(dice, [.. Enumerable.Range(1, 26)]), Stars = Some(dice, [3, 4, 5]),
        Provinces = Some(dice, ["01", "04", "38", "96"]), CommuneCode = dice.Next(4) == 0 ? "16645" : null,
        MinPrice = dice.Next(3) == 0 ? dice.Next(300_000) : null, MaxPrice = dice.Next(3) == 0 ? dice.Next(900_000) : null,
        ProducerSlug = dice.Next(4) == 0 ? $"p{dice.Next(6)}" : null, GiftOnly = dice.Next(4) == 0, Adult = dice.Next(2) == 0,
    };

    private static T[] Some<T>(Random dice, T[] of) => dice.Next(2) == 0 ? [] : [.. dice.GetItems(of, dice.Next(1, 4)).Distinct()];

    private static OfferColumns Invent(int count, Random dice)
    {
        var sets = Enumerable.Range(0, count).Select(_ => (byte)dice.Next(1, 27)).ToArray();
        string[] provinces = ["01", "04", "38", "96"];
        var province = dice.GetItems(provinces, count);
        return new OfferColumns
        {
            Day = new(2026, 3, 2), No = [.. Enumerable.Range(1, count)], Set = sets, Group = [.. sets.Select(s => (byte)ProductSets.Get(s).Group)],
            Stars = [.. Enumerable.Range(0, count).Select(_ => (byte)dice.Next(3, 6))],
            Province = [.. province.Select(p => (byte)Areas.Provinces.ToList().FindIndex(a => a.Code == p))],
            Commune = [.. province.Select(p => p == "38" && dice.Next(2) == 0 ? 16645 : 577)], Producer = [.. Enumerable.Range(0, count).Select(_ => dice.Next(5))],
            Price = [.. Enumerable.Range(0, count).Select(_ => dice.NextInt64(10_000, 1_500_000))], UnitPrice = new long[count], IssuedOn = new int[count],
            Gift = [.. Enumerable.Range(0, count).Select(_ => dice.Next(2) == 0)], InStock = new bool[count], SeasonFrom = new byte[count], SeasonThrough = new byte[count],
            Producers = Enumerable.Range(0, 5).ToFrozenDictionary(i => $"p{i}"), Newest = [.. Enumerable.Range(0, count)], NewestOfProducer = new([], 0, _ => 0), NewestOfSet = new([], 0, _ => 0),
            RowOfNo = [-1, .. Enumerable.Range(0, count)], ProducerSlugs = [], ProducerIds = [], Product = [], SlugKeys = [], SlugRows = [],
        };
    }
}
