using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Papers;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Ordered here, collected at the producer's booth at a fair.</summary>
public sealed class CollectionTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Goods_are_reserved_before_the_fair_opens_and_given_out_at_the_booth_for_cash()
    {
        var at = await Market.PutAtFairAsync("Chè nhận tại gian", price: 80_000, inDays: 20, booth: true);

        var made = await ReserveAsync(at);

        var parcel = Assert.Single((await OrderAsync(made.Secret)).Parcels);
        Assert.Equal((0L, at.From, at.Through, ParcelState.Placed), (parcel.ShippingFee.Dong, parcel.ExpectedFrom, parcel.ExpectedThrough, parcel.State));
        Assert.Equal(["A01"], parcel.Collection!.Booths);
        Assert.Equal(parcel.Collection.Fair, parcel.SoldAt!.Fair);
        Assert.Contains($"(A01), từ {at.From:dd/MM/yyyy} đến {at.Through:dd/MM/yyyy}, Nhà thi đấu", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        var staff = Desks.StaffOf(at.Product, ProducerRights.Orders);
        Assert.Equal(at.From, Assert.Single((await Get<OrderDeskQueries>().OfAsync(staff, at.Product.Producer, null, Ct))!.Rows).ExpectedFrom);
        foreach (var move in new[] { ParcelMove.Accept, ParcelMove.Pack, ParcelMove.HandOver })
        {
            Desks.Must(await Get<MoveParcel>().RunAsync(new(staff, made.Parcel, move), Ct));
        }

        await using var db = await OpenAsync();
        var given = await db.Parcels.Include(p => p.Lines).SingleAsync(p => p.Id == made.Parcel, Ct);
        Assert.Equal((ParcelState.Delivered, Clock.GetUtcNow(), Clock.GetUtcNow()), (given.State, given.HandedOverAt, given.DeliveredAt));
        Assert.Equal((PaymentState.Paid, 80_000L), await db.Payments.Where(p => p.Id == given.PaymentId).Select(p => new { p.State, p.Amount }).SingleAsync(Ct) is var paid ? (paid.State, paid.Amount.Dong) : default);
        Assert.Equal(at.Fair, Assert.Single(given.Lines).FairId);
        Assert.Equal(new FairSale(at.Product.Producer, new(80_000), 1, 1), await Get<FairSales>().OwnAsync(at.Staff, at.Product.Producer, at.Fair, Ct));
    }

    [Fact]
    public async Task A_day_that_the_buyer_wants_is_promised_and_one_outside_the_fair_is_refused()
    {
        var at = await Market.PutAtFairAsync("Chè hẹn ngày", inDays: 20);
        var cart = await Market.FillCartAsync([(at.Product, 1)], method: PaymentMethod.Cod, service: ShippingOption.AtBooth(at.Fair));

        Desks.Must(await Get<AnswerOccasion>().RunAsync(cart.Owner, new(false, null, at.From.AddDays(-1), null), Ct));
        Assert.Equal(BoothRefusals.NotOnWantedDays((await Market.BoardAsync(at.Fair)).Fair.NameVi, at.From, at.Through), (await Market.ConfirmAsync(cart)).Refusal);
        Desks.Must(await Get<AnswerOccasion>().RunAsync(cart.Owner, new(false, null, at.Through, null), Ct));
        var purchase = Desks.Must(await Market.ConfirmAsync(cart));

        await using var db = await OpenAsync();
        var parcel = await db.Parcels.SingleAsync(p => p.PurchaseId == purchase, Ct);
        Assert.Equal((at.Through, at.Through), (parcel.ExpectedFrom, parcel.ExpectedThrough));
    }

    [Fact]
    public async Task A_gift_is_not_sent_to_a_fair_and_who_has_no_place_gives_nothing_out_there()
    {
        var at = await Market.PutAtFairAsync("Chè quà hội chợ", inDays: 20);
        var stranger = await Market.PutOnSaleAsync("Chè không ở hội chợ");

        Assert.Equal(CheckoutRefusals.ServiceNotChosen(await NameAsync(at.Product)), (await Market.ConfirmAsync(await Market.FillCartAsync([(at.Product, 1)], recipients: [new("Mẹ")], service: ShippingOption.AtBooth(at.Fair)))).Refusal);
        Assert.Equal(CheckoutRefusals.ServiceNotChosen(await NameAsync(stranger)), (await Market.ConfirmAsync(await Market.FillCartAsync([(stranger, 1)], service: ShippingOption.AtBooth(at.Fair)))).Refusal);
    }

    [Fact]
    public async Task A_fair_that_moves_takes_what_is_to_be_collected_along_and_both_sides_are_told()
    {
        var at = await Market.PutAtFairAsync("Chè theo hội chợ", inDays: 20);
        var made = await ReserveAsync(at);
        var (from, through) = (at.From.AddDays(7), at.Through.AddDays(8));

        await Market.MoveFairAsync(at.Fair, from, through);

        Assert.Contains($"từ {from:dd/MM/yyyy} đến {through:dd/MM/yyyy}", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        var parcel = Assert.Single((await OrderAsync(made.Secret)).Parcels);
        Assert.Equal((from, through, true), (parcel.ExpectedFrom, parcel.ExpectedThrough, parcel.FairChanged));
        Assert.Equal(99, (await Market.OfferOfAsync(at)).Stock);

        var cancelled = Desks.Must(await Get<CancelPieces>().RunAsync(new(made.Secret, made.Parcel, ReduceReason.FairChanged), Ct));
        Assert.Equal(100_000, cancelled.Dong);
        Assert.Equal(ParcelState.Cancelled, Assert.Single((await OrderAsync(made.Secret)).Parcels).State);
    }

    [Fact]
    public async Task Until_it_has_left_a_packed_parcel_of_a_fair_that_is_off_may_be_cancelled_or_take_another_way_that_costs_nothing()
    {
        var at = await Market.PutAtFairAsync("Chè hội chợ hủy", inDays: 20);
        var (one, two) = (await ReserveAsync(at), await ReserveAsync(at));
        var staff = Desks.StaffOf(at.Product, ProducerRights.Orders);
        foreach (var (made, move) in new[] { (one, ParcelMove.Accept), (one, ParcelMove.Pack), (two, ParcelMove.Accept), (two, ParcelMove.Pack) })
        {
            Desks.Must(await Get<MoveParcel>().RunAsync(new(staff, made.Parcel, move), Ct));
        }

        Assert.Equal("ordering.reason_not_chosen", (await Get<CancelPieces>().RunAsync(new(one.Secret, one.Parcel, ReduceReason.FairChanged), Ct)).Refusal?.Code); // nothing has befallen it
        await Market.CancelFairAsync(at.Fair);
        Assert.Contains("hủy không mất phí", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        Assert.Null(Assert.Single((await OrderAsync(one.Secret)).Parcels).ExpectedFrom);
        Assert.Equal("ordering.parcel_wrong_state", (await Get<CancelPieces>().RunAsync(new(one.Secret, one.Parcel, ReduceReason.ChangedMind), Ct)).Refusal?.Code);
        Desks.Must(await Get<CancelPieces>().RunAsync(new(one.Secret, one.Parcel, ReduceReason.FairChanged), Ct));

        var ways = await Get<CollectElsewhere>().WaysAsync(two.Secret, two.Parcel, Ct);
        Assert.Equal([ShippingOption.Pickup], ways.Select(w => w.Service));
        Assert.Empty(await Get<CollectElsewhere>().WaysAsync(one.Secret, two.Parcel, Ct));
        Assert.Equal(BoothRefusals.WayNotFree(), (await Get<CollectElsewhere>().RunAsync(new(two.Secret, two.Parcel, "vnpost-ems"), Ct)).Refusal);
        Desks.Must(await Get<CollectElsewhere>().RunAsync(new(two.Secret, two.Parcel, ShippingOption.Pickup), Ct));
        var changed = Assert.Single((await OrderAsync(two.Secret)).Parcels);
        Assert.Equal((ShippingOption.Pickup, null, false), (changed.Service, changed.Collection, changed.FairChanged));
        Assert.Equal(BoothRefusals.WayNotFree(), (await Get<CollectElsewhere>().RunAsync(new(two.Secret, two.Parcel, ShippingOption.AtBooth(at.Fair)), Ct)).Refusal);
    }

    [Fact]
    public async Task A_producer_that_gives_its_place_back_leaves_no_buyer_waiting_at_the_booth()
    {
        var at = await Market.PutAtFairAsync("Chè trả gian", inDays: 20);
        var made = await ReserveAsync(at);

        Desks.Must(await Get<WithdrawFromFair>().RunAsync(new(at.Staff, at.Application), Ct));
        for (var i = 0; i < 2; i++)
        {
            await Get<OutboxDispatcher>().RunAsync(Ct);
        }

        var parcel = Assert.Single((await OrderAsync(made.Secret)).Parcels);
        Assert.Equal((null, true), (parcel.ExpectedFrom, parcel.FairChanged));
    }

    [Fact]
    public async Task Label_and_slip_say_where_it_is_collected()
    {
        var at = await Market.PutAtFairAsync("Chè in nhãn", inDays: 20, booth: true);
        var made = await ReserveAsync(at);

        var label = Desks.Must(await Get<ParcelPapers>().WriteAsync(Desks.StaffOf(at.Product, ProducerRights.Orders), ParcelPaper.Label, [made.Parcel], PaperSize.A5, System.Globalization.CultureInfo.GetCultureInfo("vi-VN"), Ct));

        Assert.NotEmpty(label);
    }

    /// <summary>To be paid at the booth.</summary>
    private async Task<(string Secret, ParcelId Parcel)> ReserveAsync(AtFair at)
    {
        var secret = Secrets.New();
        var purchase = Desks.Must(await Market.ConfirmAsync(await Market.FillCartAsync([(at.Product, 1)], method: PaymentMethod.Cod, service: ShippingOption.AtBooth(at.Fair)), secret: secret));
        await using var db = await OpenAsync();
        return (secret, await db.Parcels.Where(p => p.PurchaseId == purchase).Select(p => p.Id).SingleAsync(Ct));
    }

    private async Task<PurchaseView> OrderAsync(string secret) => (await Get<PurchaseQueries>().FindAsync(secret, Ct))!;

    private async Task<string> NameAsync(ProductOnSale product) => (await Get<IOfferDesk>().FindAsync([await Market.VariantOfAsync(product)], Ct)).Values.Single().ProducerName;
}
