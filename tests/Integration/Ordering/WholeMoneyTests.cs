using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>One order through everything that can happen to its money.</summary>
public sealed class WholeMoneyTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Operator = Actor.Operator("test");

    [Fact]
    public async Task The_whole_money_run_two_producers_voucher_part_cancel_part_refund_dispute_and_statement_add_up_to_the_dong()
    {
        Clock.SetVietnam(new(2026, 3, 10), new(9, 0));
        var (honey, tea) = (await Market.PutOnSaleAsync("Mật ong tiền", price: 133_333), await Market.PutOnSaleAsync("Chè tiền", price: 77_777));
        Desks.Must(await Get<ChangeSetting>().RunAsync(new(Operator, FeeSettings.VietQrShare.Key, "300", null, "Thử"), Ct));
        var purchase = await BuyWithVoucherAsync(honey, tea);
        var (one, other) = (purchase.Parcels.Single(p => p.ProducerId == honey.Producer), purchase.Parcels.Single(p => p.ProducerId == tea.Producer));
        var secret = Get<PrivateLinks>().Open(purchase.TokenSeal);
        foreach (var parcel in purchase.Parcels)
        {
            await Market.SettleAsync(parcel.PaymentId);
        }

        // a piece is cancelled, the rest delivered
        var cancelled = Desks.Must(await Get<CancelPieces>().RunAsync(new(secret, one.Id, ReduceReason.ChangedMind, Pieces(one, 1)), Ct));
        await Market.MoveAsync(one.Id, ParcelMove.Deliver);
        await Market.MoveAsync(other.Id, ParcelMove.Deliver);

        // a piece of the other goes back; about one of the first the office decides
        var request = Desks.Must(await Get<AskReturn>().RunAsync(new(secret, other.Id, ReduceReason.Spoiled, "Ẩm", Pieces(other, 1), []), Ct));
        Desks.Must(await Get<AnswerReturn>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Orders), request, ReturnAnswer.Refund), Ct));
        Desks.Must(await Get<Complain>().RunAsync(new(secret, one.Id, ComplaintStep.Write, "Chảy mật"), Ct));
        await using (var db = await OpenAsync())
        {
            var complaint = (await db.Complaints.SingleAsync(c => c.ParcelId == one.Id, Ct)).Id;
            Desks.Must(await Get<AnswerComplaint>().RunAsync(new(Desks.StaffOf(honey, ProducerRights.Orders), complaint, "Không phải lỗi của chúng tôi"), Ct));
            Desks.Must(await Get<Complain>().RunAsync(new(secret, one.Id, ComplaintStep.ToOffice), Ct));
            Desks.Must(await Get<DecideComplaint>().RunAsync(new(Desks.OfficerOf(honey), complaint, true, "Hoàn một chai", Pieces(one, 1)), Ct));
        }

        // every refund is sent
        var refunds = (await Market.RefundsAsync(one.Id)).Concat(await Market.RefundsAsync(other.Id)).ToList();
        foreach (var refund in refunds)
        {
            Desks.Must(await Get<MarkRefundDone>().RunAsync(new(Operator, refund.Id, "FT1"), Ct));
        }

        await Get<OutboxDispatcher>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);

        var (first, second) = (await Market.ReadParcelAsync(one.Id), await Market.ReadParcelAsync(other.Id));
        var back = refunds.Aggregate(Money.Zero, (sum, r) => sum + r.Amount);
        Assert.Equal(cancelled, refunds[0].Amount);
        Assert.Equal((1, 1, 1), (first.Lines[0].Left, second.Lines[0].Left, first.Lines[0].Returned));
        Assert.Equal(purchase.Total, first.Due + second.Due + back);
        Assert.Equal(one.Lines[0].ShareOf(0, 2).Amount, (await Market.RefundsAsync(one.Id)).Aggregate(Money.Zero, (sum, r) => sum + r.Amount));

        Clock.SetVietnam(new(2026, 4, 1), new(3, 0));
        await Get<IssueStatements>().RunAsync(Ct);
        await using var books = await OpenAsync();
        foreach (var parcel in new[] { first, second })
        {
            var entries = await books.LedgerEntries.Include(e => e.Postings).Where(e => e.ProducerId == parcel.ProducerId).ToListAsync(Ct);
            var postings = entries.SelectMany(e => e.Postings).ToLookup(p => p.Account, p => p.Amount.Dong);
            var line = parcel.Lines[0];
            var fee = (line.Fee - line.ShareOf(0, line.Quantity - line.Left).Fee).Dong;
            var voucher = (line.DiscountShare - line.ShareOf(0, line.Quantity - line.Left).Discount).Dong;
            Assert.All(entries, e => Assert.Equal(0, e.Postings.Sum(p => p.Amount.Dong)));
            Assert.Equal((parcel.Due.Dong, 0, 0), (postings[LedgerAccount.Bank].Sum(), postings[LedgerAccount.BuyerOwes].Sum(), postings[LedgerAccount.RefundOwed].Sum()));
            Assert.Equal((-fee, voucher), (postings[LedgerAccount.FeeOwed].Sum(), postings[LedgerAccount.VoucherOwed].Sum()));

            var march = (await books.Statements.SingleAsync(s => s.ProducerId == parcel.ProducerId, Ct)).Content;
            Assert.Equal((0, parcel.Due.Dong, voucher - fee), (march.Opening.Dong, march.Received.Dong, march.Closing.Dong));
            Assert.Equal(march.Closing, march.Opening + march.Net - march.Received);
        }
    }

    private static Dictionary<ParcelLineId, int> Pieces(Parcel parcel, int pieces) => new() { [parcel.Lines[0].Id] = pieces };

    private async Task<Purchase> BuyWithVoucherAsync(ProductOnSale honey, ProductOnSale tea)
    {
        var draft = new VoucherDraft("TIEN", "Thử", 10, null, null, Money.Zero, Clock.Today(), Clock.Today().AddDays(30), 100, 1, [new(VoucherPayerKind.Market, "Chợ OCOP", 100)], VoucherScope.Everything);
        Desks.Must(await Get<ActivateVoucher>().RunAsync(Operator, Desks.Must(await Get<SaveVoucher>().RunAsync(new(Operator, null, null, draft), Ct)), Ct));
        var cart = await Market.FillCartAsync([(honey, 3), (tea, 2)]);
        var hash = cart.Owner.TokenHash;
        await using (var db = await OpenAsync())
        {
            await db.Carts.Where(c => c.TokenHash == hash).ExecuteUpdateAsync(set => set.SetProperty(c => c.VoucherCode, "tien"), Ct);
        }

        return await Market.ReadPurchaseAsync(Desks.Must(await Market.ConfirmAsync(cart)));
    }
}
