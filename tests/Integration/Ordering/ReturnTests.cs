using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class ReturnTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Theory]
    [InlineData(ReturnAnswer.CameSaleable, 9)]
    [InlineData(ReturnAnswer.CameSpoiled, 8)]
    public async Task Goods_that_come_back_are_refunded_by_their_shares_and_shelved_only_if_they_can_be_sold(ReturnAnswer came, int stock)
    {
        var tea = await Market.PutOnSaleAsync($"Chè trả lại {came}", price: 99_999, stock: 10);
        var bought = await DeliveredAsync(tea, 2);
        var share = (await Market.ReadParcelAsync(bought.Parcel)).Lines[0].ShareOf(1).Amount;
        var request = Desks.Must(await AskAsync(bought, 1));

        Desks.Must(await AnswerAsync(tea, request, ReturnAnswer.SendBack, "Gửi về HTX, thôn Đoài"));
        Assert.Contains("Gửi về HTX", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        Assert.Empty(await Market.RefundsAsync(bought.Parcel));
        Desks.Must(await AnswerAsync(tea, request, came));

        var refund = Assert.Single(await Market.RefundsAsync(bought.Parcel));
        Assert.Equal((share, RefundState.Owed, "ArrivedDamaged"), (refund.Amount, refund.State, refund.Reason));
        Assert.Equal(stock, await Market.StockOfAsync(tea));
        Assert.Equal((ParcelState.Delivered, 1), ((await Market.ReadParcelAsync(bought.Parcel)).State, (await Market.ReadParcelAsync(bought.Parcel)).Lines[0].Returned));
        Assert.Equal(AfterSalesRefusals.ReturnClosed(), (await AnswerAsync(tea, request, came)).Refusal);
    }

    [Fact]
    public async Task A_smaller_refund_needs_the_givers_word_and_refusing_it_goes_to_the_office()
    {
        var tea = await Market.PutOnSaleAsync("Chè hoàn một phần");
        var (taken, not) = (await DeliveredAsync(tea, 3), await DeliveredAsync(tea, 3));
        foreach (var (bought, accept) in new[] { (taken, true), (not, false) })
        {
            var request = Desks.Must(await AskAsync(bought, 3));
            Desks.Must(await AnswerAsync(tea, request, ReturnAnswer.Offer, pieces: new() { [bought.Lines[0]] = 1 }));
            Assert.Empty(await Market.RefundsAsync(bought.Parcel));
            Desks.Must(await Get<AnswerReturnOffer>().RunAsync(bought.Secret, bought.Parcel, request, accept, Ct));
        }

        await using var db = await OpenAsync();
        Assert.Equal(1, Assert.Single((await Market.RefundsAsync(taken.Parcel))[0].Lines).Quantity);
        Assert.Empty(await Market.RefundsAsync(not.Parcel));
        Assert.Equal(ComplaintState.Office, (await db.Complaints.SingleAsync(c => c.ParcelId == not.Parcel, Ct)).State);
    }

    [Fact]
    public async Task A_request_that_comes_up_within_an_open_complaint_ends_with_its_decision()
    {
        var tea = await Market.PutOnSaleAsync("Chè đã khiếu nại");
        var bought = await DeliveredAsync(tea, 3);
        Desks.Must(await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.Write, "Chè ẩm"), Ct));
        var request = Desks.Must(await AskAsync(bought, 2));
        Desks.Must(await AnswerAsync(tea, request, ReturnAnswer.Offer, pieces: new() { [bought.Lines[0]] = 1 }));
        Desks.Must(await Get<AnswerReturnOffer>().RunAsync(bought.Secret, bought.Parcel, request, false, Ct));
        await using var db = await OpenAsync();
        var complaint = (await db.Complaints.SingleAsync(c => c.ParcelId == bought.Parcel, Ct)).Id;

        Desks.Must(await Get<DecideComplaint>().RunAsync(new(Desks.OfficerOf(tea), complaint, true, "Hoàn hai gói", new Dictionary<ParcelLineId, int> { [bought.Lines[0]] = 2 }), Ct));

        Assert.Equal(ReturnState.Done, (await db.Returns.SingleAsync(r => r.Id == request, Ct)).State);
        Desks.Must(await AskAsync(bought, 1));
    }

    [Fact]
    public async Task Nothing_is_taken_back_after_the_days_twice_at_once_or_by_a_stranger()
    {
        var (tea, other) = (await Market.PutOnSaleAsync("Chè quá hạn", validThrough: new(2030, 1, 1)), await Market.PutOnSaleAsync("Mứt quá hạn"));
        var (open, late) = (await DeliveredAsync(tea, 2), await DeliveredAsync(tea, 2));
        var request = Desks.Must(await AskAsync(open, 1));

        Assert.Equal("ordering.return_open", (await AskAsync(open, 1)).Refusal?.Code);
        Assert.Equal(PurchaseRefusals.ParcelUnknown(), (await AskAsync(late with { Secret = open.Secret }, 1)).Refusal);
        Assert.Equal("ordering.pieces_too_many", (await AskAsync(late, 3)).Refusal?.Code);
        Assert.Equal("ordering.pieces_too_many", (await AskAsync(late, -1)).Refusal?.Code);
        Assert.Equal("ordering.nothing_chosen", (await AskAsync(late, 0)).Refusal?.Code);
        Assert.Equal(AfterSalesRefusals.ReturnUnknown(), (await AnswerAsync(other, request, ReturnAnswer.Refund)).Refusal);
        Assert.Equal(OrderingRefusals.TextMissing(), (await AnswerAsync(tea, request, ReturnAnswer.Refuse)).Refusal);
        Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Equal(AfterSalesRefusals.ReturnTooLate(7), (await AskAsync(late, 1)).Refusal);
        Assert.Empty(await Market.RefundsAsync(late.Parcel));
    }

    [Fact]
    public async Task What_the_producer_leaves_unanswered_goes_to_the_office_once()
    {
        var tea = await Market.PutOnSaleAsync("Chè không trả lời");
        var bought = await DeliveredAsync(tea, 1);
        Desks.Must(await AskAsync(bought, 1));

        Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(EscalateJob.Name, Ct);
        await using (var before = await OpenAsync())
        {
            Assert.Empty(await before.Complaints.Where(c => c.ParcelId == bought.Parcel).ToListAsync(Ct));
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync(EscalateJob.Name, Ct);
        await Get<JobRunner>().RunAsync(EscalateJob.Name, Ct);

        await using var db = await OpenAsync();
        var complaint = await db.Complaints.Include(c => c.Messages).SingleAsync(c => c.ParcelId == bought.Parcel, Ct);
        Assert.Equal((ComplaintState.Office, 2), (complaint.State, complaint.Messages.Count));
    }

    [Fact]
    public async Task A_giver_without_account_asks_with_photos_that_only_the_producers_people_open()
    {
        var (tea, other) = (await Market.PutOnSaleAsync("Chè có ảnh"), await Market.PutOnSaleAsync("Mứt không ảnh"));
        var bought = await DeliveredAsync(tea, 1);
        using var browser = Market.CreateVisitor();
        var path = $"/don-hang/{bought.Secret}/{bought.Parcel}";
        var token = System.Text.RegularExpressions.Regex.Match(await browser.GetStringAsync(path, Ct), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var photo = new ByteArrayContent(TestPhotos.Jpeg()) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var form = new MultipartFormDataContent
        {
            { new StringContent("tra-hang"), "_handler" }, { new StringContent(WebUtility.HtmlDecode(token)), "__RequestVerificationToken" }, { new StringContent("ArrivedDamaged"), "Cause" },
            { new StringContent("1"), $"so-{bought.Lines[0]}" }, { new StringContent("Vỡ nắp"), "Words" }, { photo, "anh.new", "vo.jpg" },
        };

        using var sent = await browser.PostAsync(path, form, Ct);

        Assert.Equal($"{path}?xong=tra-hang", sent.LedTo());
        await using var db = await OpenAsync();
        var picture = Assert.Single((await db.Returns.Include(r => r.Pictures).SingleAsync(r => r.ParcelId == bought.Parcel, Ct)).Pictures).Picture;
        var (own, stranger) = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders), await Market.AsStaffOfAsync(other.Producer));
        using var desk = own.Client();
        using var strangers = stranger.Client();
        using var seen = await desk.GetAsync($"/anh-rieng/{picture}-320.webp", Ct);
        using var unseen = await strangers.GetAsync($"/anh-rieng/{picture}-320.webp", Ct);
        using var unsigned = await browser.GetAsync($"/anh-rieng/{picture}-320.webp", Ct);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, unseen.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, unsigned.StatusCode);
        var file = WebUtility.HtmlDecode(await desk.GetStringAsync($"/kenh-chu-the/sau-ban/{bought.Parcel}", Ct));
        Assert.Contains("Vỡ nắp", file, StringComparison.Ordinal);
    }

    private async Task<Bought> DeliveredAsync(ProductOnSale product, int quantity)
    {
        var bought = await Market.BoughtAsync(product, quantity);
        await Market.MoveAsync(bought.Parcel, ParcelMove.Deliver);
        return bought;
    }

    private Task<Result<Guid>> AskAsync(Bought bought, int pieces)
        => Get<AskReturn>().RunAsync(new(bought.Secret, bought.Parcel, ReduceReason.ArrivedDamaged, "Vỡ nắp", new Dictionary<ParcelLineId, int> { [bought.Lines[0]] = pieces }, []), Ct);

    private Task<Result> AnswerAsync(ProductOnSale product, Guid request, ReturnAnswer answer, string? text = null, Dictionary<ParcelLineId, int>? pieces = null)
        => Get<AnswerReturn>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Orders), request, answer, text, pieces), Ct);
}
