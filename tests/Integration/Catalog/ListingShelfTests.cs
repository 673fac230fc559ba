using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class ListingShelfTests : MarketTest, IClassFixture<MarketFixture>, IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 6, 10);

    private static readonly Actor Operator = Actor.Operator("test");

    public ListingShelfTests(MarketFixture fixture)
        : base(fixture) => Clock.SetVietnam(Day, new(9, 0));

    /// <summary>What other tests left is settled first.</summary>
    public async ValueTask InitializeAsync()
    {
        await RunClockAsync();
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_clock_takes_down_what_ended_once_and_puts_back_what_was_extended()
    {
        await ForgetOthersAsync();
        var rice = await Market.PutOnSaleAsync("Gạo tám xoan", issuedOn: new(2023, 6, 10), validThrough: Day);

        Assert.Equal("0 ends announced, 0 listings taken down, 0 put back", await RunClockAsync());
        Clock.SetVietnam(Day.AddDays(1), new(0, 0, 5));
        Assert.Equal("1 ends announced, 1 listings taken down, 0 put back", await RunClockAsync());
        Assert.Equal("0 ends announced, 0 listings taken down, 0 put back", await RunClockAsync());
        Assert.Equal((ListingState.Delisted, DelistReason.NotInForce), await StateAsync(rice));

        await Get<ExtendCertificate>().RunAsync(new(Operator, new(rice.Number), Day.AddDays(60), "Chờ đánh giá lại", "1/QĐ"), Ct);
        Assert.Equal("0 ends announced, 0 listings taken down, 1 put back", await RunClockAsync());
        Assert.Equal((ListingState.Published, null), await StateAsync(rice));
        Assert.Equal(["catalog.listing_published", "catalog.listing_delisted", "catalog.listing_relisted"], await AuditsAsync(rice));
    }

    [Fact]
    public async Task A_listing_whose_seller_paused_it_is_left_alone()
    {
        var rice = await Market.PutOnSaleAsync("Gạo đặc sản", validThrough: Day);
        await using (var db = await OpenAsync())
        {
            await db.Listings.Where(l => l.Id == rice.Listing).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, ListingState.Paused), Ct);
        }

        Clock.SetVietnam(Day.AddDays(1));
        await RunClockAsync();

        Assert.Equal((ListingState.Paused, null), await StateAsync(rice));
    }

    [Fact]
    public async Task After_a_revocation_the_listing_follows_through_the_outbox()
    {
        var rice = await Market.PutOnSaleAsync("Gạo ST25");
        await Get<RevokeCertificate>().RunAsync(new(Operator, new(rice.Number), RevocationGround.CriteriaNotMet, "Lý do", "3/QĐ"), Ct);
        Assert.Equal((ListingState.Published, null), await StateAsync(rice));

        await Get<OutboxDispatcher>().RunAsync(Ct);

        Assert.Equal((ListingState.Delisted, DelistReason.NotInForce), await StateAsync(rice));
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Equal(["catalog.listing_published", "catalog.listing_delisted"], await AuditsAsync(rice));
    }

    [Fact]
    public async Task A_suspension_takes_down_and_its_end_puts_back()
    {
        var rice = await Market.PutOnSaleAsync("Gạo bao thai");
        await SuspendAsync(rice, Day);
        await RunClockAsync();
        Assert.Equal((ListingState.Delisted, DelistReason.NotInForce), await StateAsync(rice));

        await SuspendAsync(rice, null);
        await RunClockAsync();
        Assert.Equal((ListingState.Published, null), await StateAsync(rice));
    }

    [Fact]
    public async Task Two_processes_at_once_take_down_each_listing_once()
    {
        await using var other = AnotherNode();
        var ended = new List<ProductOnSale>();
        for (var i = 0; i < 8; i++)
        {
            ended.Add(await Market.PutOnSaleAsync($"Nếp cái hoa vàng {i}", validThrough: Day));
        }

        Clock.SetVietnam(Day.AddDays(1));
        var lines = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? Market : other).Get<JobRunner>().RunAsync("certificate-clock", Ct))));

        Assert.All(lines, Assert.NotNull);
        foreach (var rice in ended)
        {
            Assert.Equal(["catalog.listing_published", "catalog.listing_delisted"], await AuditsAsync(rice));
        }
    }

    // The clock counts everything in the database: what other tests put on sale must not be among it.
    private async Task ForgetOthersAsync()
    {
        await using var db = await OpenAsync();
        await db.Listings.ExecuteDeleteAsync(Ct);
        await db.Certificates.ExecuteUpdateAsync(set => set.SetProperty(c => c.EndAnnouncedAt, DateTimeOffset.UnixEpoch), Ct);
    }

    private Task<string?> RunClockAsync() => Get<JobRunner>().RunAsync("certificate-clock", Ct);

    private async Task<(ListingState, DelistReason?)> StateAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        var listing = await db.Listings.AsNoTracking().SingleAsync(l => l.Id == product.Listing, Ct);
        return (listing.State, listing.DelistedBecause);
    }

    private async Task<List<string>> AuditsAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        var subject = $"listing:{product.Listing}";
        return await db.Set<AuditEntry>().Where(e => e.Subject == subject).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Ct);
    }

    private async Task SuspendAsync(ProductOnSale product, DateOnly? from)
    {
        await using var db = await OpenAsync();
        await db.Producers.Where(p => p.Id == product.Producer).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedFrom, from), Ct);
    }
}
