using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Licences;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>The one rule (DESIGN, section 2): every leg alone takes an offer away, and brings it back. No job runs here.</summary>
public sealed class OfferRuleTests : MarketTest, IClassFixture<MarketFixture>
{
    private static readonly DateOnly Day = new(2026, 6, 10);

    private static readonly Actor Operator = Actor.Operator("test");

    public OfferRuleTests(MarketFixture fixture)
        : base(fixture) => Clock.SetVietnam(Day, new(9, 0));

    [Theory]
    [InlineData(ListingState.Draft)]
    [InlineData(ListingState.InReview)]
    [InlineData(ListingState.Paused)]
    public async Task Only_a_published_listing_is_offered(ListingState state)
    {
        var tea = await Market.PutOnSaleAsync($"Trà {state}");
        Assert.True(await IsOfferedAsync(tea));

        await SetStateAsync(tea, state);
        Assert.False(await IsOfferedAsync(tea));
        await SetStateAsync(tea, ListingState.Published);
        Assert.True(await IsOfferedAsync(tea));
    }

    [Fact]
    public async Task The_first_and_the_last_day_are_offered_to_the_second()
    {
        var tea = await Market.PutOnSaleAsync("Trà ngày cuối", issuedOn: Day, validThrough: new(2026, 7, 31));

        Assert.False(await IsOfferedAtAsync(tea, new(2026, 6, 9), new(23, 59, 59)));
        Assert.True(await IsOfferedAtAsync(tea, new(2026, 6, 10), new(0, 0, 0)));
        Assert.True(await IsOfferedAtAsync(tea, new(2026, 7, 31), new(23, 59, 59)));
        Assert.False(await IsOfferedAtAsync(tea, new(2026, 8, 1), new(0, 0, 0)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_day_after_its_end_it_is_gone_and_an_extension_brings_it_back(bool taken)
    {
        var tea = await Market.PutOnSaleAsync($"Trà gia hạn {taken}", issuedOn: new(2023, 6, 10), validThrough: Day);
        Clock.SetVietnam(Day.AddDays(1));
        Assert.False(await IsOfferedAsync(tea));
        await TakeDownAsync(tea, taken);

        var extended = await Get<ExtendCertificate>().RunAsync(new(Operator, new(tea.Number), Day.AddDays(30), "Chờ đánh giá lại", "1/QĐ"), Ct);

        Assert.True(extended.Succeeded);
        Assert.True(await IsOfferedAsync(tea));
        Assert.True(await IsOfferedAtAsync(tea, Day.AddDays(30), new(23, 59, 59)));
        Assert.False(await IsOfferedAtAsync(tea, Day.AddDays(31), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_renewal_brings_back_what_had_ended(bool taken)
    {
        var tea = await Market.PutOnSaleAsync($"Trà cấp lại {taken}", stars: 3, validThrough: Day);
        Clock.SetVietnam(Day.AddDays(5));
        Assert.False(await IsOfferedAsync(tea));
        await TakeDownAsync(tea, taken);

        await RenewAsync(tea, Day.AddDays(5), stars: 5, packings: ["500 g"]);

        Assert.True(await IsOfferedAsync(tea));
        Assert.Equal(5, (await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Offer!.Stars); // the star is the new certificate's, never the listing's
    }

    [Fact]
    public async Task Revoked_today_it_is_gone_at_once()
    {
        var tea = await Market.PutOnSaleAsync("Trà thu hồi");

        await Get<RevokeCertificate>().RunAsync(new(Operator, new(tea.Number), RevocationGround.LawBroken, "Lý do", "2/QĐ"), Ct);

        Assert.False(await IsOfferedAsync(tea));
    }

    [Fact]
    public async Task Revoked_from_a_later_day_it_is_offered_until_then()
    {
        var tea = await Market.PutOnSaleAsync("Trà thu hồi sau");

        await Get<RevokeCertificate>().RunAsync(new(Operator, new(tea.Number), RevocationGround.LawBroken, "Lý do", "2/QĐ", From: Day.AddDays(3)), Ct);

        Assert.True(await IsOfferedAtAsync(tea, Day.AddDays(2), new(23, 59, 59)));
        Assert.False(await IsOfferedAtAsync(tea, Day.AddDays(3), default));
    }

    [Fact]
    public async Task A_suspended_producer_offers_nothing_until_the_suspension_is_lifted()
    {
        var tea = await Market.PutOnSaleAsync("Trà đình chỉ");

        await SuspendAsync(tea, Day.AddDays(1));
        Assert.True(await IsOfferedAsync(tea));
        await SuspendAsync(tea, Day);
        Assert.False(await IsOfferedAsync(tea));
        await SuspendAsync(tea, null);
        Assert.True(await IsOfferedAsync(tea));
    }

    [Fact]
    public async Task Alcohol_is_offered_only_under_a_licence_in_force()
    {
        var wine = await Market.PutOnSaleAsync("Rượu ngô Bản Phố", set: 14);
        Assert.True(await IsOfferedAsync(wine));

        await ReplaceLicenceAsync(wine, null);
        Assert.False(await IsOfferedAsync(wine));
        await ReplaceLicenceAsync(wine, new() { ProducerId = wine.Producer, Kind = LicenceKind.FoodSafety, Number = "ATTP", ValidFrom = Day.AddYears(-1) });
        Assert.False(await IsOfferedAsync(wine));
        await ReplaceLicenceAsync(wine, Alcohol(wine, Day, Day));
        Assert.True(await IsOfferedAsync(wine));
        await ReplaceLicenceAsync(wine, Alcohol(wine, Day.AddYears(-1), Day.AddDays(-1)));
        Assert.False(await IsOfferedAsync(wine));
        await ReplaceLicenceAsync(wine, Alcohol(wine, Day.AddDays(1), null));
        Assert.False(await IsOfferedAsync(wine));
        await ReplaceLicenceAsync(wine, Alcohol(wine, Day.AddYears(-1), null, revokedFrom: Day));
        Assert.False(await IsOfferedAsync(wine));
        await ReplaceLicenceAsync(wine, Alcohol(wine, Day.AddYears(-1), null, revokedFrom: Day.AddDays(1)));
        Assert.True(await IsOfferedAsync(wine));
    }

    [Fact]
    public async Task Only_packings_that_the_certificate_in_force_names_are_offered()
    {
        var tea = await Market.CertifyAsync("Trà đóng gói", packings: ["Hộp 100 g", "Hộp 200 g"], validThrough: Day);
        var listing = (await Get<PublishListings>().RunAsync(Operator, [new(tea.Product, [Packing("Hộp 100 g", 90_000), Packing("hộp 200 G", 170_000)])], Ct))[0];
        tea = tea with { Listing = listing.Value };
        Assert.Equal((90_000, "Hộp 100 g"), await CheapestAsync(tea));

        Clock.SetVietnam(Day.AddDays(1));
        await RenewAsync(tea, Day.AddDays(1), stars: 4, packings: ["Hộp 200 g"]);
        Assert.Equal((170_000, "hộp 200 G"), await CheapestAsync(tea));
        Clock.SetVietnam(Day.AddDays(2));
        await RenewAsync(tea, Day.AddDays(2), stars: 4, packings: ["Lon 50 g"]);
        Assert.Null(await CheapestAsync(tea));
        Clock.SetVietnam(Day.AddDays(3));
        await RenewAsync(tea, Day.AddDays(3), stars: 4, packings: []);
        Assert.Equal((90_000, "Hộp 100 g"), await CheapestAsync(tea));
    }

    [Fact]
    public async Task The_packing_shown_is_the_cheapest_in_stock()
    {
        var tea = await Market.CertifyAsync("Trà còn hàng");
        await Get<PublishListings>().RunAsync(Operator, [new(tea.Product, [Packing("Gói nhỏ", 20_000, 0), Packing("Gói vừa", 60_000), Packing("Gói lớn", 50_000)])], Ct);

        Assert.Equal((50_000, "Gói lớn"), await CheapestAsync(tea));
    }

    [Fact]
    public async Task One_certificate_says_nothing_for_another_product_of_the_same_producer()
    {
        var own = await Market.PutOnSaleAsync("Trà của HTX", producer: "HTX Một", validThrough: Day);
        var other = await Market.PutOnSaleAsync("Bánh của HTX", producer: "HTX Một");

        Clock.SetVietnam(Day.AddDays(1));

        Assert.False(await IsOfferedAsync(own));
        Assert.True(await IsOfferedAsync(other));
    }

    private static PublishListings.Packing Packing(string name, long price, int stock = 5) => new(name, new Money(price), new Measure(100, MeasureUnit.Gram), stock);

    private static Licence Alcohol(ProductOnSale of, DateOnly from, DateOnly? through, DateOnly? revokedFrom = null)
        => new() { ProducerId = of.Producer, Kind = LicenceKind.Alcohol, Number = "GP", ValidFrom = from, ValidThrough = through, RevokedFrom = revokedFrom };

    private async Task<bool> IsOfferedAtAsync(ProductOnSale product, DateOnly day, TimeOnly time)
    {
        Clock.SetVietnam(day, time);
        return await IsOfferedAsync(product);
    }

    /// <summary>Asked of the rule itself and of the pages that read through it: they must agree.</summary>
    private async Task<bool> IsOfferedAsync(ProductOnSale product)
    {
        var offered = await CheapestAsync(product) is not null;
        Assert.Equal(offered, await Get<ListingQueries>().FindAsync(product.Slug, Ct) is { Offer: not null });
        return offered;
    }

    private async Task<(long Price, string Packing)?> CheapestAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        var rows = await db.Database.SqlQuery<Shown>($"select price as \"Price\", packing as \"Packing\" from catalog.offers({Clock.Today()}) where product_id = {product.Product.Value}").ToListAsync(Ct);
        return rows is [] ? null : (Assert.Single(rows).Price, rows[0].Packing);
    }

    private async Task SetStateAsync(ProductOnSale product, ListingState state)
    {
        await using var db = await OpenAsync();
        await db.Listings.Where(l => l.Id == product.Listing).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, state), Ct);
    }

    private async Task TakeDownAsync(ProductOnSale product, bool taken)
    {
        if (taken)
        {
            await Get<ListingShelf>().SettleAsync(Ct);
        }

        await using var db = await OpenAsync();
        Assert.Equal(taken ? ListingState.Delisted : ListingState.Published, (await db.Listings.SingleAsync(l => l.Id == product.Listing, Ct)).State);
    }

    private async Task RenewAsync(ProductOnSale product, DateOnly from, int stars, IReadOnlyList<string> packings)
    {
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        var renewal = new Certificate(CertificateId.New(), product.Product, new CertificatePaper(
            $"GH-{Guid.NewGuid()}", "UBND tỉnh", AuthorityLevel.Province, stars, "QD26-2026", null, null, from, from.AddYears(3), packings), null, Clock.GetUtcNow());
        db.Certificates.Add(renewal);
        CertificateTimeline.Settle([.. await db.Certificates.Where(c => c.ProductId == product.Product).ToListAsync(Ct), renewal]);
        await db.SaveChangesAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    private async Task SuspendAsync(ProductOnSale product, DateOnly? from)
    {
        await using var db = await OpenAsync();
        await db.Producers.Where(p => p.Id == product.Producer).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedFrom, from), Ct);
    }

    private async Task ReplaceLicenceAsync(ProductOnSale product, Licence? licence)
    {
        await using var db = await OpenAsync();
        await db.Licences.Where(l => l.ProducerId == product.Producer).ExecuteDeleteAsync(Ct);
        if (licence is not null)
        {
            db.Licences.Add(licence);
            await db.SaveChangesAsync(Ct);
        }
    }

    private sealed record Shown(long Price, string Packing);
}
