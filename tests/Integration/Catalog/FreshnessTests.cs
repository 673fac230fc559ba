using System.Diagnostics;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What is kept in memory never outlives a change that was heard, nor its day.</summary>
public sealed class FreshnessTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_revocation_on_one_node_is_gone_from_the_other_within_a_second()
    {
        await using var other = AnotherNode();
        await ListeningAsync(Market);
        await ListeningAsync(other);
        var cake = await Market.PutOnSaleAsync("Bánh chưng Bờ Đậu");
        Assert.Equal((1, true, true), await Eventually.GetAsync(() => SeenAsync(other, cake, "banh chung bo dau"), seen => seen == (1, true, true)));

        await Get<RevokeCertificate>().RunAsync(new(Actor.Operator("test"), new(cake.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct);
        var revoked = Stopwatch.StartNew();
        var seen = await Eventually.GetAsync(() => SeenAsync(other, cake, "banh chung bo dau"), s => s == (0, false, false));

        Assert.Equal((0, false, false), seen);
        Assert.InRange(revoked.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_index_is_for_today_from_the_first_second_of_the_day()
    {
        var cake = await Market.PutOnSaleAsync("Bánh tét lá cẩm", validThrough: Clock.Today());
        await ListeningAsync(Market);
        await Eventually.GetAsync(() => SeenAsync(Market, cake, "banh tet la cam"), seen => seen == (1, true, true));

        Clock.SetVietnam(Clock.Today(), new(23, 59, 59));
        Assert.Equal((1, true, true), await SeenAsync(Market, cake, "banh tet la cam"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, false, false), await SeenAsync(Market, cake, "banh tet la cam")); // at once, no patience

        Assert.Equal(Clock.Today(), (await Get<OfferIndex>().GetAsync(Ct)).Day);
    }

    [Fact]
    public async Task A_kept_answer_is_read_again_after_a_change_and_only_then()
    {
        var changes = Get<MarketChanges>();
        await ListeningAsync(Market);
        var reads = 0;
        using var kept = new Kept<string>(changes, _ => Task.FromResult($"{Interlocked.Increment(ref reads)}"), TimeSpan.Zero);
        var version = await QuietAsync(changes);

        Assert.Equal(["1", "1", "1"], [await kept.GetAsync(null, Ct), await kept.GetAsync(null, Ct), await kept.GetAsync(a => a == "1", Ct)]);
        Assert.Equal("2", await kept.GetAsync(a => a == "2", Ct)); // no longer true for whoever asks
        await Market.CertifyAsync("Làm mới");
        await Eventually.GetAsync(() => Task.FromResult(changes.Version), v => v > version);
        Assert.Equal("3", await kept.GetAsync(null, Ct));
    }

    [Fact]
    public async Task What_changed_while_an_answer_was_read_makes_it_stale()
    {
        var changes = Get<MarketChanges>();
        await ListeningAsync(Market);
        var version = await QuietAsync(changes);
        var reads = 0;
        using var kept = new Kept<string>(changes, async _ =>
        {
            if (++reads == 1)
            {
                await Market.CertifyAsync("Giữa chừng");
                await Eventually.GetAsync(() => Task.FromResult(changes.Version), v => v > version);
            }

            return $"{reads}";
        }, TimeSpan.Zero);

        Assert.Equal("1", await kept.GetAsync(null, Ct));
        Assert.Equal("2", await kept.GetAsync(null, Ct));
    }

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_one_reading()
    {
        await ListeningAsync(Market);
        await QuietAsync(Get<MarketChanges>());
        var (reads, go) = (0, new TaskCompletionSource());
        using var kept = new Kept<string>(Get<MarketChanges>(), async _ =>
        {
            Interlocked.Increment(ref reads);
            await go.Task;
            return "x";
        }, TimeSpan.FromMinutes(1));

        var asked = Enumerable.Range(0, 20).Select(_ => kept.GetAsync(null, Ct).AsTask()).ToList();
        go.SetResult();
        await Task.WhenAll(asked);

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_reading_that_takes_long_keeps_nobody_waiting()
    {
        var changes = Get<MarketChanges>();
        await ListeningAsync(Market);
        var version = await QuietAsync(changes);
        var (reads, go) = (0, new TaskCompletionSource());
        using var kept = new Kept<string>(changes, async _ =>
        {
            var read = Interlocked.Increment(ref reads);
            await (read == 2 ? go.Task : Task.CompletedTask);
            return $"{read}";
        }, TimeSpan.Zero)
        { LongestWait = TimeSpan.Zero };
        Assert.Equal("1", await kept.GetAsync(null, Ct));
        await Market.CertifyAsync("Đọc lâu");
        await Eventually.GetAsync(() => Task.FromResult(changes.Version), v => v > version);

        Assert.Equal("1", await kept.GetAsync(null, Ct)); // the second reading does not come to its end yet
        await Eventually.GetAsync(() => Task.FromResult(Volatile.Read(ref reads)), n => n == 2);
        go.SetResult();

        Assert.Equal("2", await Eventually.GetAsync(() => kept.GetAsync(null, Ct).AsTask(), answer => answer == "2"));
        Assert.Equal("3", await kept.GetAsync(answer => answer == "3", Ct)); // what no patience may stretch is waited for
    }

    private static async Task<(int Total, bool Offered, bool Suggested)> SeenAsync(MarketFactory market, ProductOnSale product, string words) => (
        (await market.Get<CatalogueQueries>().SearchAsync(new() { Query = words, AsTyped = true }, Ct)).Total,
        (await market.Get<ListingQueries>().FindAsync(product.Slug, Ct))!.Offer is not null,
        (await market.Get<SuggestQueries>().SuggestAsync(words, false, Ct)).Any(s => s.Key == product.Slug));

    private static Task<bool> ListeningAsync(MarketFactory market) => Eventually.GetAsync(() => Task.FromResult(market.Get<MarketChanges>().Listening), listening => listening);

    /// <summary>Waits until the notices of what was done before have come.</summary>
    private static async Task<long> QuietAsync(MarketChanges changes)
    {
        var last = -1L;
        return await Eventually.GetAsync(() => Task.FromResult(changes.Version), version => Interlocked.Exchange(ref last, version) == version);
    }
}
