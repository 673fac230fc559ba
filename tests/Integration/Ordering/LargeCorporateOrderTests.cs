using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>A company's order as large as one may be; the output says how long its approval took.</summary>
public sealed class LargeCorporateOrderTests(MarketFixture fixture, ITestOutputHelper output) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Two_thousand_people_are_taken_and_one_more_is_not()
    {
        var tea = await Market.PutOnSaleAsync("Chè hai nghìn", stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)], people: 0);

        Assert.Equal(GiftRefusals.SheetTooLong(2_000), (await Market.AddPeopleAsync(secret, CompanyGifts.Rows(2_001))).Refusal);
        Assert.Equal(2_000, (await Market.AddPeopleAsync(secret, CompanyGifts.Rows(2_000))).Value.Added);
        Assert.Equal(CorporateRefusals.CorporateTooMany(2_000), (await Market.AddPeopleAsync(secret, CompanyGifts.Rows(1, from: 2_000))).Refusal);

        await using var db = await OpenAsync();
        var (hash, orders) = (Secrets.Hash(secret), db.CorporateOrders.AsQueryable());
        Assert.Equal(2_000, await db.CorporateRecipients.CountAsync(r => orders.Any(o => o.Id == r.OrderId && o.TokenHash == hash), Ct));
    }

    [Fact]
    public async Task Two_thousand_people_all_over_the_country_and_two_producers_are_one_sale()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè cả nước", stock: 4_000), await Market.PutOnSaleAsync("Mật cả nước", stock: 4_000, producer: "HTX Mật cả nước"));
        var secret = await Market.PlanGiftsAsync([(tea, 1), (honey, 2)], people: 0, day: Clock.Today().AddDays(60));
        var communes = AreaDirectory.Instance.Provinces.SelectMany(p => AreaDirectory.Instance.CommunesOf(p.Code)).Where(c => c.Kind is not AreaKind.SpecialZone).ToList();
        var rows = string.Join('\n', Enumerable.Range(0, 2_000).Select(i => (i, At: communes[i * 7 % communes.Count]))
            .Select(p => FormattableString.Invariant($"Người {p.i}\t09{p.i:00000000}\tSố {p.i}\t{p.At.FullName}\t{AreaDirectory.Instance.FindProvince(p.At.ProvinceCode)!.FullName}")));
        var watch = Stopwatch.StartNew();
        var taken = Desks.Must(await Market.AddPeopleAsync(secret, rows)).Added;
        var listed = watch.Elapsed;
        var approver = await Market.AskApprovalAsync(secret);
        var quoted = watch.Elapsed;

        Assert.Null((await Market.ApproveAsync(approver)).Refusal);

        output.WriteLine($"{taken} people: list {listed.TotalSeconds:0.0} s, quotation {(quoted - listed).TotalSeconds:0.0} s, approval {(watch.Elapsed - quoted).TotalSeconds:0.0} s");
        await using var db = await OpenAsync();
        Assert.Equal(taken, await db.Parcels.CountAsync(p => p.ProducerId == tea.Producer, Ct));
        Assert.Equal(4_000 - taken, await db.Set<OcopMarket.Catalog.Listings.Variant>().Where(v => v.ListingId == tea.Listing).Select(v => v.Stock).SingleAsync(Ct));
        Assert.Equal(4_000 - (2 * taken), await db.Set<OcopMarket.Catalog.Listings.Variant>().Where(v => v.ListingId == honey.Listing).Select(v => v.Stock).SingleAsync(Ct));
        Assert.Equal(2, await db.Payments.CountAsync(p => p.ProducerId == tea.Producer || p.ProducerId == honey.Producer, Ct));
    }
}
