using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>
/// Whoever holds a line to the database asks for no second one: where all do, nobody gets one. On a market with a single line, and with settings that
/// have to be read anew, each of these would wait for itself.
/// </summary>
public sealed class OneLineTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task What_is_sold_quoted_published_and_complained_of_asks_for_no_second_line()
    {
        var tea = await Market.PutOnSaleAsync("Chè một đường", stock: 50);
        var company = await Market.PlanGiftsAsync([(tea, 1)]);
        var basket = await Market.DraftBasketAsync(Baskets.Curator, "Giỏ một đường", (tea, 1), (await Market.PutOnSaleAsync("Mật một đường"), 1));
        var version = (await Market.FileOfAsync(basket)).Version;
        var (waiting, arrived) = (await Market.BoughtAsync(tea, 1), await Market.BoughtAsync(tea, 2));
        await Market.MoveAsync(arrived.Parcel, ParcelMove.Deliver);
        var cart = await Market.FillCartAsync([(tea, 1)]);

        await using var narrow = new MarketFactory($"{ConnectionString};Maximum Pool Size=1;Timeout=5") { Clock = Clock };
        var settings = narrow.Get<DatedSettings>();

        settings.Forget();
        Desks.Must(await narrow.ConfirmAsync(cart));
        settings.Forget();
        Desks.Must(await narrow.Get<IssueQuotation>().RunAsync(company, Ct));
        var approver = await narrow.AskApprovalAsync(company);
        settings.Forget();
        Desks.Must(await narrow.ApproveAsync(approver));
        settings.Forget();
        Desks.Must(await narrow.Get<PublishGiftBasket>().RunAsync(new(Baskets.Curator, basket, version), Ct));
        settings.Forget();
        Desks.Must(await narrow.Get<ProposeInstead>().RunAsync(
            new(Desks.StaffOf(tea, ProducerRights.Orders), waiting.Parcel, ProposalKind.LaterDay, ReduceReasons.OfNotSending[0], NewDay: Clock.Today().AddDays(20)), Ct));
        settings.Forget();
        Desks.Must(await narrow.Get<AskReturn>().RunAsync(new(arrived.Secret, arrived.Parcel, ReduceReason.ArrivedDamaged, "Vỡ", new Dictionary<ParcelLineId, int> { [arrived.Lines[0]] = 1 }, []), Ct));
        settings.Forget();
        Desks.Must(await narrow.Get<Complain>().RunAsync(new(arrived.Secret, arrived.Parcel, ComplaintStep.Write, "Hộp vỡ"), Ct));
    }
}
