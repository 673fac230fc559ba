using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Producers;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class SuspensionTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "16645", Neighbour = "16624", Province = "38";

    private static readonly Actor OfCommune = Actor.Officer("Lê Thị Hoa", new(OfficeLevel.Commune, Province, Commune));
    private static readonly Actor OfNeighbour = Actor.Officer("Láng Giềng", new(OfficeLevel.Commune, Province, Neighbour));

    private DateOnly Today => Clock.Today();

    [Fact]
    public async Task Notice_is_given_five_days_before_unless_the_ground_is_urgent()
    {
        var (calm, danger) = (await Market.PutOnSaleAsync("Nước mắm Do Xuyên", commune: Commune), await Market.PutOnSaleAsync("Nem chua Thanh Hóa", commune: Commune));
        var others = await LettersAsync(); // of the tests before this one

        Assert.Equal(new Refusal("registry.suspension_needs_notice", 5, Today.AddDays(5)), (await SuspendAsync(OfCommune, calm, from: Today.AddDays(4))).Refusal);
        Assert.True((await SuspendAsync(OfCommune, calm)).Succeeded);
        Assert.True((await SuspendAsync(OfCommune, danger, urgent: UrgentGround.Danger)).Succeeded);

        Assert.Equal((1, 0), (await InForceAsync(calm, Today.AddDays(4)), await InForceAsync(calm, Today.AddDays(5))));
        Assert.Equal(0, await InForceAsync(danger, Today));
        Assert.Equal(others + 2, await LettersAsync());

        async Task<int> LettersAsync()
        {
            await Get<OutboxDispatcher>().RunAsync(Ct);
            return Directory.Exists(Market.Data.Mail) ? Directory.GetFiles(Market.Data.Mail, "measure-suspended-*.eml").Length : 0;
        }
    }

    [Fact]
    public async Task Of_two_officers_who_suspend_at_once_the_second_is_told_and_the_neighbour_never_may()
    {
        var tea = await Market.CertifyAsync("Chè Phủ Quảng", commune: Commune);

        Assert.Equal("registry.outside_your_area", (await SuspendAsync(OfNeighbour, tea)).Refusal?.Code);
        Assert.Equal("registry.outside_your_area", (await SuspendAsync(OfCommune with { Tasks = OfficeTasks.Moderation }, tea)).Refusal?.Code);
        Assert.Equal("registry.outside_your_area", (await SuspendAsync(StaffOf(tea), tea)).Refusal?.Code);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SuspendAsync(OfCommune, tea)));

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(3, results.Count(r => r.Refusal?.Code == "registry.already_suspended"));
    }

    [Fact]
    public async Task An_owner_appeals_once_and_an_appeal_that_is_right_ends_the_suspension()
    {
        var cake = await Market.PutOnSaleAsync("Bánh gai Tứ Trụ", commune: Commune);
        var appeal = new AppealSuspension.Command(StaffOf(cake), cake.Producer, "Hàng bị nhầm với cơ sở khác");
        Assert.Equal("registry.not_suspended", (await Get<AppealSuspension>().RunAsync(appeal, Ct)).Refusal?.Code);
        await SuspendAsync(OfCommune, cake, urgent: UrgentGround.Forgery);

        Assert.Equal("registry.owners_only", (await Get<AppealSuspension>().RunAsync(appeal with { Actor = StaffOf(cake, ProducerRights.Listings) }, Ct)).Refusal?.Code);
        Assert.Equal("registry.owners_only", (await Get<AppealSuspension>().RunAsync(appeal with { Actor = OfCommune }, Ct)).Refusal?.Code);
        Assert.Equal("registry.no_appeal_waits", (await AnswerAsync(OfCommune, cake, upheld: true)).Refusal?.Code);
        Assert.True((await Get<AppealSuspension>().RunAsync(appeal, Ct)).Succeeded);
        Assert.Equal("registry.appealed_already", (await Get<AppealSuspension>().RunAsync(appeal, Ct)).Refusal?.Code);
        Assert.Equal("registry.outside_your_area", (await AnswerAsync(OfNeighbour, cake, upheld: true)).Refusal?.Code);
        Assert.True((await AnswerAsync(OfCommune, cake, upheld: true)).Succeeded);

        Assert.Equal(1, await InForceAsync(cake, Today));
        var seen = Assert.Single((await Get<ProducerDeskQueries>().SuspensionsAsync(StaffOf(cake), cake.Producer, Ct)).Value);
        Assert.Equal(("Hàng bị nhầm với cơ sở khác", true, true), (seen.Appeal, seen.Upheld, seen.LiftedAt is not null));
        Assert.Equal("registry.outside_your_area", (await Get<ProducerDeskQueries>().SuspensionsAsync(OfNeighbour, cake.Producer, Ct)).Refusal?.Code);
        Assert.True((await SuspendAsync(OfCommune, cake)).Succeeded); // anew, with a history
    }

    [Fact]
    public async Task A_paper_that_staff_proposes_counts_only_when_its_office_has_confirmed_it()
    {
        var wine = await Market.CertifyAsync("Rượu nếp cẩm", set: 14, commune: Commune);
        await using (var db = await OpenAsync())
        {
            await db.Licences.Where(l => l.ProducerId == wine.Producer).ExecuteDeleteAsync(Ct);
        }

        var staff = StaffOf(wine, ProducerRights.Listings);
        var command = new ProposeLicence.Command(staff, wine.Producer, LicenceKind.Alcohol, " GP 15 ", Today, Today.AddDays(40), "Phòng Kinh tế");
        Assert.Equal("registry.owners_only", (await Get<ProposeLicence>().RunAsync(command with { Actor = StaffOf(wine, ProducerRights.Orders) }, Ct)).Refusal?.Code);
        Assert.Equal("registry.licence_dates_wrong", (await Get<ProposeLicence>().RunAsync(command with { ValidThrough = Today.AddDays(-1) }, Ct)).Refusal?.Code);
        var proposal = (await Get<ProposeLicence>().RunAsync(command, Ct)).Value;
        Assert.Equal("registry.proposed_already", (await Get<ProposeLicence>().RunAsync(command, Ct)).Refusal?.Code);
        Assert.Equal(0, await InForceAsync(wine, Today));
        Assert.Equal(proposal, Assert.Single((await Get<LicenceQueries>().QueueAsync(OfCommune, new(), Ct)).Value).Id);
        Assert.Empty((await Get<LicenceQueries>().QueueAsync(OfNeighbour, new(), Ct)).Value);
        Assert.Equal("registry.outside_your_area", (await Get<AnswerLicenceProposal>().RunAsync(new(OfNeighbour, proposal, null), Ct)).Refusal?.Code);

        Assert.True((await Get<AnswerLicenceProposal>().RunAsync(new(OfCommune, proposal, null), Ct)).Succeeded);
        Assert.Equal("registry.proposal_answered", (await Get<AnswerLicenceProposal>().RunAsync(new(OfCommune, proposal, "không đúng"), Ct)).Refusal?.Code);

        Assert.Equal((1, 0), (await InForceAsync(wine, Today.AddDays(40)), await InForceAsync(wine, Today.AddDays(41))));
        var paper = Assert.Single(await Get<LicenceQueries>().EndingAsync(staff, wine.Producer, Ct));
        Assert.Equal(("GP 15", 40), (paper.Number, paper.DaysLeft(Today)));
        Assert.Empty(await Get<LicenceQueries>().OfProducerAsync(OfNeighbour, wine.Producer, Ct));
        Assert.True((await Get<WithdrawLicence>().RunAsync(new(OfCommune, paper.Id, Today, "Nơi cấp thu hồi"), Ct)).Succeeded);
        Assert.Equal(0, await InForceAsync(wine, Today));
    }

    private static Actor StaffOf(ProductOnSale product, ProducerRights rights = ProducerRights.All) => Actor.Member("Hà Văn Chủ", AccountId.New(), new ProducerMembership(product.Producer, rights));

    private Task<Result> SuspendAsync(Actor actor, ProductOnSale product, DateOnly? from = null, UrgentGround? urgent = null)
        => Get<SuspendProducer>().RunAsync(new(actor, product.ProducerSlug, "hàng không đúng nhãn", from, urgent), Ct);

    private Task<Result> AnswerAsync(Actor actor, ProductOnSale product, bool upheld) => Get<AnswerAppeal>().RunAsync(new(actor, product.ProducerSlug, "Đã kiểm tra lại", upheld), Ct);

    private async Task<int> InForceAsync(ProductOnSale product, DateOnly day)
    {
        await using var db = await OpenAsync();
        return await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from registry.in_force({day}) where product_id = {product.Product.Value}").SingleAsync(Ct);
    }
}
