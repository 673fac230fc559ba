using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What is true whichever engine searches.</summary>
public abstract class SuggestContract(ShopFixture shop) : MarketTest(shop)
{
    [Fact]
    public async Task Kinds_come_in_their_order_and_at_most_five_of_each()
    {
        foreach (var query in new[] { "nuoc mam", "ma", "tra", "ca", "th" })
        {
            var found = await SuggestAsync(query);

            Assert.Equal(found.Select(s => s.Kind).Order(), found.Select(s => s.Kind));
            Assert.All(found.CountBy(s => s.Kind), kind => Assert.InRange(kind.Value, 1, 5));
        }

        Assert.Equal(5, (await SuggestAsync("ma")).Count(s => s.Kind is SuggestionKind.Product));
    }

    [Fact]
    public async Task A_product_is_suggested_by_the_beginning_of_its_words_with_its_producer()
    {
        var found = await SuggestAsync("nước mắm thanh qu");

        var product = found.First(s => s.Kind is SuggestionKind.Product);
        Assert.Equal(("Nước mắm Thanh Quốc 35 độ đạm", "Công ty TNHH sản xuất và kinh doanh nước mắm Thanh Quốc", "nuoc-mam-thanh-quoc-35-do-dam"), (product.Text, product.Hint, product.Key));
        Assert.Single(found, s => s.Kind is SuggestionKind.Producer && s.Hint == "An Giang");
    }

    [Fact]
    public async Task A_place_is_suggested_only_when_it_has_something_on_offer()
    {
        Assert.Contains(await SuggestAsync("phú quốc"), s => s.Kind is SuggestionKind.Place && s.Key == "31078");
        Assert.DoesNotContain(await SuggestAsync("trường sa"), s => s.Kind is SuggestionKind.Place);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("m")]
    [InlineData(" m ")]
    [InlineData("!?")]
    public async Task Fewer_than_two_letters_suggest_nothing(string? query) => Assert.Empty(await Get<SuggestQueries>().SuggestAsync(query, true, Ct));

    [Fact]
    public async Task Alcohol_its_makers_and_its_sets_are_suggested_only_to_adults()
    {
        Assert.DoesNotContain(await SuggestAsync("rượu"), s => s.Kind is not SuggestionKind.Place);
        var adult = await Get<SuggestQueries>().SuggestAsync("rượu", adult: true, Ct);
        Assert.Contains(adult, s => s.Text == "Rượu ngô Đại Hoàng Cao Bằng");
        Assert.Contains(adult, s => s.Kind is SuggestionKind.Producer && s.Text == "Cơ sở Nấu rượu Hòa An");
        Assert.Contains(adult, s => s.Kind is SuggestionKind.Category);
    }

    [Fact]
    public async Task A_revoked_product_its_producer_and_its_place_are_no_longer_suggested()
    {
        var salt = await Market.PutOnSaleAsync("Tỏi đen cô đơn", commune: "21548", producer: "HTX Tỏi cô đơn");
        await FollowAsync();
        Assert.NotEmpty(await Eventually.GetAsync(() => SuggestAsync("tỏi đen cô"), found => found.Count > 0));
        await Eventually.GetAsync(() => SuggestAsync("lý sơn"), found => found.Any(s => s.Key == "21548"));

        await Get<RevokeCertificate>().RunAsync(new(Actor.Operator("test"), new(salt.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct);

        Assert.Empty(await Eventually.GetAsync(() => SuggestAsync("tỏi đen cô"), found => found.Count == 0));
        Assert.Empty(await Eventually.GetAsync(() => SuggestAsync("htx tỏi cô"), found => found.Count == 0));
        Assert.DoesNotContain(await Eventually.GetAsync(() => SuggestAsync("lý sơn"), found => found.All(s => s.Key != "21548")), s => s.Key == "21548");
    }

    [Fact]
    public async Task A_burst_of_changes_leaves_no_old_place_among_the_suggestions()
    {
        var garlic = await Market.PutOnSaleAsync("Hành tím đảo", commune: "21548", producer: "HTX Hành tím");
        await FollowAsync();
        for (var round = 0; round < 6; round++)
        {
            // Within the patience of the index, which then still answers from before the change.
            var (suspended, heard) = (round % 2 == 0, Get<MarketChanges>().Version);
            await using (var db = await OpenAsync())
            {
                await db.Producers.Where(p => p.Id == garlic.Producer).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedFrom, suspended ? Clock.Today() : null), Ct);
            }

            await Eventually.GetAsync(() => Task.FromResult(Get<MarketChanges>().Version), version => version > heard);
            var found = await Eventually.GetAsync(() => SuggestAsync("lý sơn"), s => s.Any(p => p.Key == "21548") != suspended);

            Assert.Equal(!suspended, found.Any(p => p.Key == "21548"));
        }

        await Get<RevokeCertificate>().RunAsync(new(Actor.Operator("test"), new(garlic.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct);
    }

    private Task<IReadOnlyList<Suggestion>> SuggestAsync(string query) => Get<SuggestQueries>().SuggestAsync(query, adult: false, Ct);

    /// <summary>An engine beside the database hears of what was put on sale.</summary>
    protected virtual Task FollowAsync() => Task.CompletedTask;
}
