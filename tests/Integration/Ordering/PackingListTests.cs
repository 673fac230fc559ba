using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Notices;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class PackingListTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Producers_are_told_at_six_what_is_to_be_sent_once_a_day_however_often_the_job_runs()
    {
        var (tea, jam) = (await Market.PutOnSaleAsync("Chè gửi sáng"), await Market.PutOnSaleAsync("Mứt không gửi"));
        var today = Clock.Today();
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 2)], PaymentMethod.Cod), today.AddDays(20));
        await ParcelOfAsync(await Market.BuyAsync([(jam, 1)], PaymentMethod.Cod), today.AddDays(200));
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);
        await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings);

        Clock.SetVietnam(today.AddDays(1), new(5, 59));
        Assert.Equal("not yet six o'clock", await RunAsync());
        Clock.SetVietnam(today.AddDays(1), new(6, 0));
        Assert.Equal("0 producers told", await RunAsync()); // twenty days are left
        Clock.SetVietnam(today.AddDays(21), new(6, 0)); // promised for yesterday
        var told = await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        Assert.Equal("0 producers told", await RunAsync());
        await Get<OutboxDispatcher>().RunAsync(Ct);

        Assert.Equal(1, told.Count(t => t == "1 producers told"));
        Assert.Single(Directory.GetFiles(Market.Data.Mail, "packing-*.eml")); // not to who keeps listings only
        var letter = await Market.LastLetterAsync(staff.Email, Ct);
        Assert.Contains(parcel.Number, letter, StringComparison.Ordinal);
        Assert.Contains("ĐÃ TRỄ", letter, StringComparison.Ordinal);
        Assert.Contains("/kenh-chu-the/don-hang", letter, StringComparison.Ordinal);

        Clock.SetVietnam(today.AddDays(22), new(6, 0));
        Assert.Equal("1 producers told", await RunAsync());
        Desks.Must(await Get<MoveParcel>().RunAsync(new(staff.Actor, parcel.Id, ParcelMove.Accept), Ct));
        Desks.Must(await Get<MoveParcel>().RunAsync(new(staff.Actor, parcel.Id, ParcelMove.Pack), Ct));
        Desks.Must(await Get<MoveParcel>().RunAsync(new(staff.Actor, parcel.Id, ParcelMove.HandOver), Ct));
        Clock.SetVietnam(today.AddDays(23), new(6, 0));
        Assert.Equal("0 producers told", await RunAsync());
    }

    private async Task<string?> RunAsync() => await Get<PackingListJob>().RunAsync(Ct);

    private async Task<Parcel> ParcelOfAsync(PurchaseId purchase, DateOnly promised)
    {
        await using var db = await OpenAsync();
        await db.Parcels.Where(p => p.PurchaseId == purchase).ExecuteUpdateAsync(p => p.SetProperty(x => x.ExpectedThrough, promised), Ct);
        return await db.Parcels.AsNoTracking().SingleAsync(p => p.PurchaseId == purchase, Ct);
    }
}
