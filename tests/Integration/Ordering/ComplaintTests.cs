using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class ComplaintTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_complaint_goes_from_the_givers_page_by_the_producer_to_the_office_and_its_decision_refunds_the_shares()
    {
        var tea = await Market.PutOnSaleAsync("Chè bị khiếu nại", price: 99_999);
        var bought = await Market.BoughtAsync(tea, 3);
        await Market.MoveAsync(bought.Parcel, ParcelMove.Deliver);
        var share = (await Market.ReadParcelAsync(bought.Parcel)).Lines[0].ShareOf(2).Amount;
        using var browser = Market.CreateVisitor();
        var path = $"/don-hang/{bought.Secret}/{bought.Parcel}";

        using var filed = await browser.SubmitAsync(path, "khieu-nai", new() { ["Turn"] = "Write", ["Said"] = "Chè có mùi lạ" }, Ct);
        var id = await IdOfAsync(bought);
        Assert.Equal(AfterSalesRefusals.ProducerHasTime(), (await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.ToOffice), Ct)).Refusal);
        Assert.Null(await Get<ComplaintQueries>().FindAsync(Desks.OfficerOf(tea), id, Ct)); // it has not come up
        Desks.Must(await Get<AnswerComplaint>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Orders), id, "Chè mới sao"), Ct));
        Assert.Contains("chủ thể đã trả lời", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        using var up = await browser.SubmitAsync(path, "khieu-nai", new() { ["Turn"] = "ToOffice", ["Said"] = "" }, Ct);
        Assert.Equal(AfterSalesRefusals.ComplaintUnknown(), (await DecideAsync(Desks.OfficerOf("00004", OfficeTasks.Registry), id, bought)).Refusal);
        Desks.Must(await DecideAsync(Desks.OfficerOf(tea), id, bought));

        await using var db = await OpenAsync();
        var complaint = await db.Complaints.Include(c => c.Messages).SingleAsync(c => c.Id == id, Ct);
        Assert.Equal(($"{path}?xong=khieu-nai", $"{path}?xong=khieu-nai"), (filed.LedTo(), up.LedTo()));
        Assert.Equal((ComplaintState.Decided, true), (complaint.State, complaint.ForBuyer));
        Assert.Equal((share, "NotAsDescribed", RefundState.Owed), Assert.Single((await Market.RefundsAsync(bought.Parcel)).Select(r => (r.Amount, r.Reason, r.State))));
        Assert.Contains("cơ quan quản lý đã quyết định", await Market.LastLetterAsync("nguoi-mua@example.vn", Ct), StringComparison.Ordinal);
        Assert.Contains(complaint.Number, await browser.GetStringAsync(path, Ct), StringComparison.Ordinal);
        Assert.Equal(AfterSalesRefusals.ComplaintClosed(), (await DecideAsync(Desks.OfficerOf(tea), id, bought)).Refusal);
    }

    [Fact]
    public async Task A_receiver_complains_without_seeing_an_amount_and_neither_reads_the_others_thread()
    {
        var tea = await Market.PutOnSaleAsync("Chè quà khiếu nại", price: 345_679);
        var bought = await Market.BoughtAsync(tea, 2, recipients: [new("Mẹ")]);
        var parcel = await Market.ReadParcelAsync(bought.Parcel);
        var received = Get<PrivateLinks>().Open(parcel.ReceiverTokenSeal!);
        using var browser = Market.CreateVisitor();

        using var filed = await browser.SubmitAsync($"/qua/{received}", "khieu-nai", new() { ["Turn"] = "Write", ["Said"] = "Hộp bị móp" }, Ct);
        Desks.Must(await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.Write, "Giao chậm"), Ct));

        var (gift, givers) = (WebUtility.HtmlDecode(await browser.GetStringAsync($"/qua/{received}", Ct)), WebUtility.HtmlDecode(await browser.GetStringAsync($"/don-hang/{bought.Secret}/{bought.Parcel}", Ct)));
        Assert.Equal($"/qua/{received}?xong=khieu-nai", filed.LedTo());
        Assert.Contains("Hộp bị móp", gift, StringComparison.Ordinal);
        Assert.DoesNotContain("Giao chậm", gift, StringComparison.Ordinal);
        Assert.DoesNotContain("Hộp bị móp", givers, StringComparison.Ordinal);
        Assert.All(new[] { parcel.Total, parcel.Lines[0].Price, parcel.Lines[0].Goods }, a => Assert.DoesNotContain(a.Dong.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN")), gift, StringComparison.Ordinal));
        Assert.Equal(PurchaseRefusals.ParcelUnknown(), (await Get<Complain>().RunAsync(new(bought.Secret, null, ComplaintStep.Write, "x"), Ct)).Refusal);
    }

    [Fact]
    public async Task Unanswered_in_time_it_comes_up_by_itself_and_only_officers_of_the_producers_area_see_it()
    {
        var tea = await Market.PutOnSaleAsync("Chè không hồi âm");
        var bought = await Market.BoughtAsync(tea, 1);
        Desks.Must(await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.Write, "Chưa thấy hàng"), Ct));
        var id = await IdOfAsync(bought);

        Clock.Advance(TimeSpan.FromDays(3));
        await Get<JobRunner>().RunAsync(EscalateJob.Name, Ct);

        var queries = Get<ComplaintQueries>();
        var elsewhere = Desks.OfficerOf(OcopMarket.Platform.Areas.AreaDirectory.Instance.CommunesOf("79")[0].Code);
        Assert.Contains(id, (await queries.QueueAsync(Desks.OfficerOf(tea), new DeskScope(), false, Ct)).Value.Select(r => r.Id));
        Assert.DoesNotContain(id, (await queries.QueueAsync(elsewhere, new DeskScope(), false, Ct)).Value.Select(r => r.Id));
        Assert.NotNull(await queries.FindAsync(Desks.OfficerOf(tea), id, Ct));
        Assert.Null(await queries.FindAsync(elsewhere, id, Ct));
        Assert.Equal(OrderingRefusals.OfficersOnly(), (await queries.QueueAsync(Desks.OfficerOf(tea, OfficeTasks.Registry), new DeskScope(), false, Ct)).Refusal);
        Assert.Equal(AfterSalesRefusals.ComplaintUnknown(), (await DecideAsync(elsewhere, id, bought)).Refusal);
        Assert.Equal(AfterSalesRefusals.ComplaintUnknown(), (await Get<AnswerComplaint>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Money), id, "x"), Ct)).Refusal);
    }

    [Fact]
    public async Task A_decision_also_ends_what_the_giver_has_asked_of_the_same_parcel_so_that_nothing_goes_back_twice()
    {
        var tea = await Market.PutOnSaleAsync("Chè hai đường");
        var bought = await Market.BoughtAsync(tea, 3);
        await Market.MoveAsync(bought.Parcel, ParcelMove.Deliver);
        Desks.Must(await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.Write, "Chè mốc"), Ct));
        var id = await IdOfAsync(bought);
        Desks.Must(await Get<AnswerComplaint>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Orders), id, "Không phải lỗi của chúng tôi"), Ct));
        Desks.Must(await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.ToOffice), Ct));
        var request = Desks.Must(await Get<AskReturn>().RunAsync(new(bought.Secret, bought.Parcel, ReduceReason.ArrivedDamaged, "Mốc", new Dictionary<ParcelLineId, int> { [bought.Lines[0]] = 1 }, []), Ct));

        Desks.Must(await DecideAsync(Desks.OfficerOf(tea), id, bought));

        await using var db = await OpenAsync();
        Assert.Equal(ReturnState.Done, (await db.Returns.SingleAsync(r => r.Id == request, Ct)).State);
        Assert.Equal(AfterSalesRefusals.ReturnClosed(), (await Get<AnswerReturn>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Orders), request, ReturnAnswer.Refund), Ct)).Refusal);
        Assert.Equal(2, Assert.Single((await Market.RefundsAsync(bought.Parcel)).SelectMany(r => r.Lines)).Quantity);
    }

    private Task<Result> DecideAsync(Actor officer, Guid id, Bought bought)
        => Get<DecideComplaint>().RunAsync(new(officer, id, true, "Hàng không đúng mô tả", new Dictionary<ParcelLineId, int> { [bought.Lines[0]] = 2 }), Ct);

    private async Task<Guid> IdOfAsync(Bought bought)
    {
        await using var db = await OpenAsync();
        return (await db.Complaints.SingleAsync(c => c.ParcelId == bought.Parcel, Ct)).Id;
    }
}
