using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class WrongSaleTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task What_turns_out_to_have_been_sold_without_certificate_is_found_told_once_and_taken_back_after_all_days()
    {
        var tea = await Market.PutOnSaleAsync("Chè bán nhầm", validThrough: new(2030, 1, 1));
        var (packed, delivered) = (await Market.BoughtAsync(tea, 1), await Market.BoughtAsync(tea, 2));
        await Market.MoveAsync(packed.Parcel, ParcelMove.Pack);
        await Market.MoveAsync(delivered.Parcel, ParcelMove.Deliver);
        Assert.Equal(AfterSalesRefusals.ReasonNotChosen(), (await CancelAsync(packed)).Refusal);
        await EndedOnAsync(tea, Clock.Today());
        Clock.Advance(TimeSpan.FromDays(30));

        await Get<JobRunner>().RunAsync(FindWrongSalesJob.Name, Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        var before = Directory.GetFiles(Market.Data.Mail).Length;
        await Get<JobRunner>().RunAsync(FindWrongSalesJob.Name, Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);

        await using var db = await OpenAsync();
        Assert.Equal(2, await db.WrongSales.CountAsync(s => s.ProductId == tea.Product, Ct));
        Assert.Equal(before, Directory.GetFiles(Market.Data.Mail).Length);
        Assert.Contains("bán khi không có chứng nhận", System.Net.WebUtility.HtmlDecode(await Market.CreatePlainClient().GetStringAsync($"/don-hang/{delivered.Secret}/{delivered.Parcel}", Ct)), StringComparison.Ordinal);
        Desks.Must(await CancelAsync(packed));
        var request = Desks.Must(await Get<AskReturn>().RunAsync(new(delivered.Secret, delivered.Parcel, ReduceReason.CertificateEnded, "Không có chứng nhận", new Dictionary<ParcelLineId, int> { [delivered.Lines[0]] = 2 }, []), Ct));
        Assert.Equal(AfterSalesRefusals.WronglySold(), (await AnswerAsync(tea, request, ReturnAnswer.Refuse)).Refusal);
        Desks.Must(await AnswerAsync(tea, request, ReturnAnswer.Refund));
        Assert.Equal((packed.Total, delivered.Total), ((await Market.RefundsAsync(packed.Parcel))[0].Amount, (await Market.RefundsAsync(delivered.Parcel))[0].Amount));
    }

    [Fact]
    public async Task What_was_sold_before_the_revocation_of_the_same_day_was_sold_rightly_and_counts_among_its_effects()
    {
        var tea = await Market.PutOnSaleAsync("Chè thu hồi trong ngày");
        var bought = await Market.BoughtAsync(tea, 1);
        await using (var db = await OpenAsync())
        {
            var effects = new List<(EndingEffect, int)>();
            foreach (var module in Market.Services.GetServices<IEffectsOfEnding>())
            {
                effects.AddRange(await module.OfAsync(db, tea.Product, Ct));
            }

            Assert.Contains((EndingEffect.Parcels, 1), effects);
        }

        await Market.RevokeAsync(tea);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        await Get<JobRunner>().RunAsync(FindWrongSalesJob.Name, Ct);

        await using var after = await OpenAsync();
        Assert.False(await after.WrongSales.AnyAsync(s => s.PurchaseId == bought.Purchase, Ct));
    }

    private async Task EndedOnAsync(ProductOnSale product, DateOnly day)
    {
        await using var db = await OpenAsync();
        await db.Database.ExecuteSqlAsync($"update registry.certificates set revoked_from = {day} where id = {product.Certificate.Value}", Ct);
    }

    private Task<Result<Money>> CancelAsync(Bought bought) => Get<CancelPieces>().RunAsync(new(bought.Secret, bought.Parcel, ReduceReason.CertificateEnded), Ct);

    private Task<Result> AnswerAsync(ProductOnSale product, Guid request, ReturnAnswer answer)
        => Get<AnswerReturn>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Orders), request, answer, "Xin lỗi"), Ct);
}
