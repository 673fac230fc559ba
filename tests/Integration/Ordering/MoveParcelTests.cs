using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class MoveParcelTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_parcel_goes_its_way_step_by_step_and_the_carrier_brings_the_cash()
    {
        var tea = await Market.PutOnSaleAsync("Chè giao tận nơi");
        var (parcel, staff) = (await ParcelOfAsync(await Market.BuyAsync([(tea, 2)], PaymentMethod.Cod)), await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders));

        foreach (var move in Enum.GetValues<ParcelMove>())
        {
            Desks.Must(await Get<MoveParcel>().RunAsync(new(staff.Actor, parcel.Id, move, move is ParcelMove.HandOver ? "EV 123 456 VN" : null), Ct));
        }

        await using var db = await OpenAsync();
        var (stored, payment) = (await db.Parcels.SingleAsync(p => p.Id == parcel.Id, Ct), await db.Payments.SingleAsync(p => p.Id == parcel.PaymentId, Ct));
        Assert.Equal((ParcelState.Delivered, "EV123456VN"), (stored.State, stored.Tracking));
        Assert.Equal((PaymentState.Paid, payment.Amount), (payment.State, payment.PaidAmount));
        Assert.Equal(
            [ParcelState.Placed, ParcelState.Confirmed, ParcelState.Packed, ParcelState.HandedOver, ParcelState.Delivered],
            await db.ParcelEvents.Where(e => e.ParcelId == parcel.Id).OrderBy(e => e.Id).Select(e => e.State).ToListAsync(Ct));
    }

    [Fact]
    public async Task No_step_is_skipped_and_a_refusal_changes_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè không nhảy bước");
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod));

        var answer = await Get<MoveParcel>().RunAsync(new(Actor.Operator("test"), parcel.Id, ParcelMove.HandOver), Ct);

        Assert.Equal(PurchaseRefusals.ParcelWrongState(parcel.Number, ParcelState.Placed), answer.Refusal);
        Assert.Equal(ParcelState.Placed, (await ParcelOfAsync(parcel.PurchaseId)).State);
    }

    [Fact]
    public async Task A_parcel_that_is_not_paid_is_not_accepted()
    {
        var tea = await Market.PutOnSaleAsync("Chè chưa trả tiền");
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 1)]));

        Assert.Equal(PurchaseRefusals.ParcelWrongState(parcel.Number, ParcelState.AwaitingPayment), (await Get<MoveParcel>().RunAsync(new(Actor.Operator("test"), parcel.Id, ParcelMove.Accept), Ct)).Refusal);
    }

    [Theory]
    [InlineData(false, ProducerRights.All)]
    [InlineData(true, ProducerRights.Listings)]
    public async Task Another_producer_and_staff_without_the_right_find_no_parcel(bool own, ProducerRights rights)
    {
        var (tea, other) = (await Market.PutOnSaleAsync($"Chè người khác {own}"), await Market.PutOnSaleAsync($"Mứt người khác {own}"));
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod));
        var staff = await Market.AsStaffOfAsync(own ? tea.Producer : other.Producer, rights);

        Assert.Equal(PurchaseRefusals.ParcelUnknown(), (await Get<MoveParcel>().RunAsync(new(staff.Actor, parcel.Id, ParcelMove.Accept), Ct)).Refusal);
    }

    [Fact]
    public async Task Delivered_parcels_are_closed_when_their_days_for_returning_are_over()
    {
        var tea = await Market.PutOnSaleAsync("Chè hoàn tất", validThrough: new(2030, 1, 1));
        var parcel = await ParcelOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod));
        foreach (var move in Enum.GetValues<ParcelMove>())
        {
            Desks.Must(await Get<MoveParcel>().RunAsync(new(Actor.Operator("test"), parcel.Id, move), Ct));
        }

        Clock.Advance(TimeSpan.FromDays(await Get<DatedSettings>().OfAsync(AfterSalesSettings.DaysToReturn, Ct)) - TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(CloseParcelsJob.Name, Ct);
        Assert.Equal(ParcelState.Delivered, (await ParcelOfAsync(parcel.PurchaseId)).State);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(CloseParcelsJob.Name, Ct);
        Assert.Equal(ParcelState.Closed, (await ParcelOfAsync(parcel.PurchaseId)).State);
    }

    private async Task<Parcel> ParcelOfAsync(PurchaseId purchase)
    {
        await using var db = await OpenAsync();
        return await db.Parcels.AsNoTracking().SingleAsync(p => p.PurchaseId == purchase, Ct);
    }
}
