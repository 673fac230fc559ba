using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class CancelAndProposeTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_giver_cancels_a_piece_on_the_page_without_script_and_the_producer_owes_its_share()
    {
        var tea = await Market.PutOnSaleAsync("Chè hủy một hộp", price: 99_999, stock: 10);
        var bought = await Market.BoughtAsync(tea, 3);
        var share = (await Market.ReadParcelAsync(bought.Parcel)).Lines[0].ShareOf(1).Amount;
        using var browser = Market.CreateVisitor();

        using var sent = await browser.SubmitAsync($"/don-hang/{bought.Secret}/{bought.Parcel}", "huy", new() { ["Why"] = "ChangedMind", [$"so-{bought.Lines[0]}"] = "1", ["Whole"] = "0" }, Ct);

        Assert.Equal($"/don-hang/{bought.Secret}/{bought.Parcel}?xong=huy", sent.LedTo());
        var refund = Assert.Single(await Market.RefundsAsync(bought.Parcel));
        Assert.Equal((share, RefundState.Owed, "ChangedMind"), (refund.Amount, refund.State, refund.Reason));
        Assert.Equal(8, await Market.StockOfAsync(tea));
        Assert.Equal((ParcelState.Placed, 2), ((await Market.ReadParcelAsync(bought.Parcel)).State, (await Market.ReadParcelAsync(bought.Parcel)).Lines[0].Left));
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/don-hang/{bought.Secret}", Ct));
        Assert.Contains("chủ thể sẽ chuyển khoản trả bạn", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_packed_or_another_purchases_is_not_cancelled()
    {
        var tea = await Market.PutOnSaleAsync("Chè đã gói", stock: 10);
        var (packed, other) = (await Market.BoughtAsync(tea, 2), await Market.BoughtAsync(tea, 1));
        await Market.MoveAsync(packed.Parcel, ParcelMove.Pack);

        var late = await Get<CancelPieces>().RunAsync(new(packed.Secret, packed.Parcel, ReduceReason.ChangedMind), Ct);
        var foreign = await Get<CancelPieces>().RunAsync(new(packed.Secret, other.Parcel, ReduceReason.ChangedMind), Ct);
        var guessed = await Get<CancelPieces>().RunAsync(new(Secrets.New(), other.Parcel, ReduceReason.ChangedMind), Ct);
        var producers = await Get<CancelPieces>().RunAsync(new(other.Secret, other.Parcel, ReduceReason.SoldOut), Ct);

        Assert.Equal(PurchaseRefusals.ParcelWrongState(packed.Number + "/1", ParcelState.Packed), late.Refusal);
        Assert.Equal((PurchaseRefusals.ParcelUnknown(), PurchaseRefusals.ParcelUnknown(), AfterSalesRefusals.ReasonNotChosen()), (foreign.Refusal, guessed.Refusal, producers.Refusal));
        Assert.Equal(7, await Market.StockOfAsync(tea));
        Assert.Empty(await Market.RefundsAsync(packed.Parcel));
    }

    [Theory]
    [InlineData(ProposalAnswer.Accept, ProposalState.Accepted, 1)]
    [InlineData(ProposalAnswer.Refuse, ProposalState.Refused, 3)]
    [InlineData(ProposalAnswer.Cancel, ProposalState.Cancelled, 0)]
    public async Task A_giver_answers_what_the_producer_proposes(ProposalAnswer answer, ProposalState state, int left)
    {
        var tea = await Market.PutOnSaleAsync($"Chè thiếu hàng {answer}", stock: 10);
        var bought = await Market.BoughtAsync(tea, 3);
        var proposal = await ProposeAsync(tea, new(Staff(tea), bought.Parcel, ProposalKind.FewerPieces, ReduceReason.SoldOut, new Dictionary<ParcelLineId, int> { [bought.Lines[0]] = 2 }, Note: "Sương muối"));
        Assert.Contains("Sương muối", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        using var browser = Market.CreateVisitor();
        Assert.Contains("Sương muối", WebUtility.HtmlDecode(await browser.GetStringAsync($"/don-hang/{bought.Secret}/{bought.Parcel}", Ct)), StringComparison.Ordinal);

        using var sent = await browser.SubmitAsync($"/don-hang/{bought.Secret}/{bought.Parcel}", "tra-loi", new() { ["Proposed"] = $"{proposal}", ["Answer"] = $"{answer}" }, Ct);

        await using var db = await OpenAsync();
        Assert.Equal($"/don-hang/{bought.Secret}/{bought.Parcel}?xong=tra-loi", sent.LedTo());
        Assert.Equal((state, left), ((await db.Proposals.SingleAsync(p => p.Id == proposal, Ct)).State, (await Market.ReadParcelAsync(bought.Parcel)).Lines[0].Left));
        Assert.Equal(7, await Market.StockOfAsync(tea)); // sold out: nothing comes back to the shelf
        Assert.Equal(AfterSalesRefusals.ProposalClosed(), (await Get<AnswerProposal>().RunAsync(new(bought.Secret, bought.Parcel, proposal, ProposalAnswer.Cancel), Ct)).Refusal);
    }

    [Fact]
    public async Task A_later_day_that_is_accepted_is_the_promised_day()
    {
        var tea = await Market.PutOnSaleAsync("Chè giao muộn");
        var bought = await Market.BoughtAsync(tea, 1);
        var day = Clock.Today().AddDays(20);
        var proposal = await ProposeAsync(tea, new(Staff(tea), bought.Parcel, ProposalKind.LaterDay, ReduceReason.CannotShip, NewDay: day));

        Desks.Must(await Get<AnswerProposal>().RunAsync(new(bought.Secret, bought.Parcel, proposal, ProposalAnswer.Accept), Ct));

        var parcel = await Market.ReadParcelAsync(bought.Parcel);
        Assert.Equal((day, day, ParcelState.Placed), (parcel.ExpectedFrom, parcel.ExpectedThrough, parcel.State));
        Assert.Empty(await Market.RefundsAsync(bought.Parcel));
    }

    [Theory]
    [InlineData(ReduceReason.CannotShip, "NoAnswer", 10)]
    [InlineData(ReduceReason.SoldOut, "SoldOut", 8)]
    public async Task Without_an_answer_in_time_the_parcel_is_cancelled_and_all_of_it_refunded(ReduceReason reason, string because, int stock)
    {
        var tea = await Market.PutOnSaleAsync($"Chè không ai trả lời {reason}", stock: 10);
        var bought = await Market.BoughtAsync(tea, 2);
        await ProposeAsync(tea, new(Staff(tea), bought.Parcel, ProposalKind.LaterDay, reason, NewDay: Clock.Today().AddDays(20)));

        Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(LapseProposalsJob.Name, Ct);
        Assert.Equal(ParcelState.Placed, (await Market.ReadParcelAsync(bought.Parcel)).State);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(LapseProposalsJob.Name, Ct);
        await Get<JobRunner>().RunAsync(LapseProposalsJob.Name, Ct);

        var parcel = await Market.ReadParcelAsync(bought.Parcel);
        Assert.Equal((ParcelState.Cancelled, because), (parcel.State, parcel.EndedBecause));
        Assert.Equal(bought.Total, Assert.Single(await Market.RefundsAsync(bought.Parcel)).Amount);
        Assert.Equal(stock, await Market.StockOfAsync(tea));
    }

    [Fact]
    public async Task Only_the_producers_own_people_propose_and_one_thing_at_a_time()
    {
        var (tea, other) = (await Market.PutOnSaleAsync("Chè một đề nghị"), await Market.PutOnSaleAsync("Mứt một đề nghị"));
        var bought = await Market.BoughtAsync(tea, 2);
        ProposeInstead.Command Ask(Actor actor, int pieces = 1) => new(actor, bought.Parcel, ProposalKind.FewerPieces, ReduceReason.SoldOut, new Dictionary<ParcelLineId, int> { [bought.Lines[0]] = pieces });
        var propose = Get<ProposeInstead>();

        Assert.Equal(PurchaseRefusals.ParcelUnknown(), (await propose.RunAsync(Ask(Staff(other)), Ct)).Refusal);
        Assert.Equal(PurchaseRefusals.ParcelUnknown(), (await propose.RunAsync(Ask(Desks.StaffOf(tea)), Ct)).Refusal);
        Assert.Equal(AfterSalesRefusals.NothingLeftToSend(), (await propose.RunAsync(Ask(Staff(tea), 2), Ct)).Refusal);
        Assert.Equal("ordering.pieces_too_many", (await propose.RunAsync(Ask(Staff(tea), 3), Ct)).Refusal?.Code);
        Assert.Equal("ordering.pieces_too_many", (await propose.RunAsync(Ask(Staff(tea), -1), Ct)).Refusal?.Code);
        Desks.Must(await propose.RunAsync(Ask(Staff(tea)), Ct));
        Assert.Equal("ordering.proposal_open", (await propose.RunAsync(Ask(Staff(tea)), Ct)).Refusal?.Code);

        await Market.MoveAsync(bought.Parcel, ParcelMove.HandOver);
        await using var db = await OpenAsync();
        Assert.Equal(ProposalState.Withdrawn, (await db.Proposals.SingleAsync(p => p.ParcelId == bought.Parcel, Ct)).State);
    }

    [Fact]
    public async Task A_refund_that_is_sent_is_told_once_booked_and_ends_the_parcel()
    {
        var tea = await Market.PutOnSaleAsync("Chè hoàn tiền", price: 120_000);
        var bought = await Market.BoughtAsync(tea, 2);
        Desks.Must(await Get<CancelPieces>().RunAsync(new(bought.Secret, bought.Parcel, ReduceReason.ChangedMind), Ct));
        var refund = (await Market.RefundsAsync(bought.Parcel))[0].Id;

        Assert.Equal(AfterSalesRefusals.RefundUnknown(), (await Get<MarkRefundDone>().RunAsync(new(Staff(tea), refund, "FT123"), Ct)).Refusal); // orders, not money
        Assert.Equal("ordering.reference_wrong", (await Get<MarkRefundDone>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Money), refund, " "), Ct)).Refusal?.Code);
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders | ProducerRights.Money);
        using var desk = staff.Client();
        using var sent = await desk.SubmitAsync($"/kenh-chu-the/sau-ban/{bought.Parcel}", $"hoan-{refund}", new() { ["Reference"] = "FT 123/45" }, Ct);

        Assert.Equal($"/kenh-chu-the/sau-ban/{bought.Parcel}?xong=hoan", sent.LedTo());
        Assert.Contains("FT 123/45", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        Assert.Equal(AfterSalesRefusals.RefundNotOwed(), (await Get<MarkRefundDone>().RunAsync(new(staff.Actor, refund, "FT124"), Ct)).Refusal);
        Assert.Equal(ParcelState.Refunded, (await Market.ReadParcelAsync(bought.Parcel)).State);
        await using var db = await OpenAsync();
        Assert.True(await db.LedgerEntries.AnyAsync(e => e.Key == $"refund-paid:{refund}", Ct));
    }

    [Fact]
    public async Task Another_producers_people_find_neither_parcel_nor_refund_at_the_desk()
    {
        var (tea, other) = (await Market.PutOnSaleAsync("Chè sau bán"), await Market.PutOnSaleAsync("Mứt sau bán"));
        var bought = await Market.BoughtAsync(tea, 1);
        Desks.Must(await Get<CancelPieces>().RunAsync(new(bought.Secret, bought.Parcel, ReduceReason.ChangedMind), Ct));
        var (own, stranger) = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders), await Market.AsStaffOfAsync(other.Producer));
        using var desk = own.Client();
        using var strangers = stranger.Client();

        Assert.Contains(bought.Number, await desk.GetStringAsync("/kenh-chu-the/sau-ban", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(bought.Number, await strangers.GetStringAsync("/kenh-chu-the/sau-ban", Ct), StringComparison.Ordinal);
        using var knock = await strangers.GetAsync($"/kenh-chu-the/sau-ban/{bought.Parcel}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, knock.StatusCode);
        Assert.Null(await Get<AfterSalesQueries>().OfParcelAsync(stranger.Actor, bought.Parcel, Ct));
    }

    private static Actor Staff(ProductOnSale product) => Desks.StaffOf(product, ProducerRights.Orders);

    private async Task<Guid> ProposeAsync(ProductOnSale _, ProposeInstead.Command command) => Desks.Must(await Get<ProposeInstead>().RunAsync(command, Ct));
}
