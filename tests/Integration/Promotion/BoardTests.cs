using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>The supply–demand board: who may post, who may offer, and that a price is nobody else's business.</summary>
public sealed class BoardTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly string Commune = AreaDirectory.Instance.CommunesOf("01")[0].Code, NextCommune = AreaDirectory.Instance.CommunesOf("01")[1].Code;

    private DateOnly Today => Market.Clock.Today();

    [Fact]
    public async Task A_business_posts_once_the_office_of_its_place_has_confirmed_it()
    {
        var buyer = await Market.AsShopperAsync("Lê Thị Mua");
        Assert.Equal("promotion.buyers_only", (await PostAsync(buyer)).Refusal?.Code);
        var id = Desks.Must(await Get<ApplyAsBuyer>().RunAsync(new(buyer.Actor, Business()), Ct));
        Assert.Equal("promotion.buyer_not_verified", (await PostAsync(buyer)).Refusal?.Code);

        var officer = await Market.AsCommuneOfficerAsync(Commune, OfficeTasks.Fairs);
        var version = (await Get<BoardQueries>().BuyerAsync(officer.Actor, id, Ct))!.Version;
        Assert.Equal("promotion.buyer_reason_missing", (await Get<DecideBuyer>().RunAsync(new(officer.Actor, id, version, false, " "), Ct)).Refusal?.Code);
        Assert.NotEmpty(await Market.LettersToAsync(officer.Email, Ct));
        Desks.Must(await Get<DecideBuyer>().RunAsync(new(officer.Actor, id, version, true, null), Ct));

        var need = Desks.Must(await PostAsync(buyer));
        Assert.Contains((await Get<BoardQueries>().ListAsync(null, null, 1, Ct)).Items, n => n.Id == need);
        Assert.Contains("nay đăng được nhu cầu mua", Assert.Single(await Market.LettersToAsync(buyer.Email, Ct)));
        Assert.Single(await Market.LettersToAsync(officer.Email, Ct), l => l.Contains($"/can-bo/nguoi-mua/{id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Officers_of_other_places_and_for_other_work_see_no_business_and_decide_none()
    {
        var buyer = await Market.AsShopperAsync();
        var id = Desks.Must(await Get<ApplyAsBuyer>().RunAsync(new(buyer.Actor, Business()), Ct));
        foreach (var other in new[] { await Market.AsCommuneOfficerAsync(NextCommune, OfficeTasks.Fairs), await Market.AsCommuneOfficerAsync(Commune, OfficeTasks.Registry), buyer })
        {
            Assert.Null(await Get<BoardQueries>().BuyerAsync(other.Actor, id, Ct));
            Assert.Equal("promotion.buyer_unknown", (await Get<DecideBuyer>().RunAsync(new(other.Actor, id, 0, true, null), Ct)).Refusal?.Code);
        }

        Assert.Equal(BuyerState.Applied, (await Get<BoardQueries>().OwnAsync(buyer.Actor, Ct))!.State);
    }

    [Fact]
    public async Task A_new_tax_code_is_looked_at_again_and_hides_the_needs_meanwhile()
    {
        var (buyer, need, _) = await PostedAsync();

        Desks.Must(await Get<ApplyAsBuyer>().RunAsync(new(buyer.Actor, Business() with { TaxCode = "0109999999" }), Ct));

        Assert.Equal(BuyerState.Applied, (await Get<BoardQueries>().OwnAsync(buyer.Actor, Ct))!.State);
        Assert.DoesNotContain((await Get<BoardQueries>().ListAsync(null, null, 1, Ct)).Items, n => n.Id == need);
        Assert.Null(await Get<BoardQueries>().FindAsync(need, Ct));
    }

    [Fact]
    public async Task Only_certified_goods_of_a_wanted_set_are_offered()
    {
        var (_, need, tea) = await PostedAsync();
        var owner = await Market.AsStaffOfAsync(tea.Producer);
        var fishSauce = await Market.PutOnSaleAsync("Mắm không ai hỏi", set: 12, producer: "HTX Chè và Mắm", commune: Commune);
        var stranger = await Market.AsStaffOfAsync(fishSauce.Producer);

        Assert.Equal("promotion.offer_products_wrong", (await OfferAsync(stranger, fishSauce, need)).Refusal?.Code);
        Assert.Equal("promotion.not_your_producer", (await OfferAsync(stranger, tea, need)).Refusal?.Code);
        Assert.Equal("promotion.not_your_producer", (await OfferAsync(await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings), tea, need)).Refusal?.Code);
        await Market.RevokeAsync(tea);
        Assert.Equal("promotion.offer_products_wrong", (await OfferAsync(owner, tea, need)).Refusal?.Code);
        Assert.Empty((await Get<BoardQueries>().ForProducerAsync(owner.Actor, tea.Producer, Ct))!.Value.Offers);
    }

    [Fact]
    public async Task A_price_is_read_by_its_buyer_and_its_producer_alone()
    {
        var (buyer, need, tea) = await PostedAsync();
        var (owner, rival) = (await Market.AsStaffOfAsync(tea.Producer), await Market.PutOnSaleAsync("Chè đối thủ", set: 11, producer: "HTX Chè Đối Thủ", commune: NextCommune));
        var rivalOwner = await Market.AsStaffOfAsync(rival.Producer);
        var offer = Desks.Must(await OfferAsync(owner, tea, need, price: 240_000));

        Assert.Equal([240_000], (await Get<BoardQueries>().OwnNeedAsync(buyer.Actor, need, Ct))!.Value.Offers.Select(o => o.Price.Dong));
        Assert.Null(await Get<BoardQueries>().OwnNeedAsync((await Market.AsShopperAsync()).Actor, need, Ct));
        Assert.Empty((await Get<BoardQueries>().ForProducerAsync(rivalOwner.Actor, rival.Producer, Ct))!.Value.Offers);
        Assert.Null(await Get<BoardQueries>().ForProducerAsync(rivalOwner.Actor, tea.Producer, Ct));
        Assert.Null((await Get<BoardQueries>().ForProducerAsync(rivalOwner.Actor, rival.Producer, need, Ct))!.Offer);
        Assert.Null(await Get<BoardPack>().MakeAsync(rivalOwner.Actor, offer, Ct));
        Assert.Equal("promotion.offer_unknown", (await Get<AnswerOffer>().RunAsync(new(rivalOwner.Actor, offer, true, null), Ct)).Refusal?.Code);
        using var anybody = Market.CreateClient();
        var page = await anybody.GetStringAsync($"/ket-noi-cung-cau/{need}", Ct);
        Assert.DoesNotContain("240.000", page);
        Assert.Equal(HttpStatusCode.Redirect, (await Market.CreateClient(new() { AllowAutoRedirect = false }).GetAsync($"/tai-khoan/nguoi-mua/bao-gia/{offer}.zip", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_offer_is_accepted_on_its_last_day_and_not_the_day_after()
    {
        var (buyer, need, tea) = await PostedAsync();
        var owner = await Market.AsStaffOfAsync(tea.Producer);
        var offer = Desks.Must(await OfferAsync(owner, tea, need, validThrough: Today.AddDays(1)));
        Market.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("promotion.offer_ran_out", (await Get<AnswerOffer>().RunAsync(new(buyer.Actor, offer, true, null), Ct)).Refusal?.Code);
        Desks.Must(await OfferAsync(owner, tea, need, price: 200_000, validThrough: Today));
        Desks.Must(await Get<AnswerOffer>().RunAsync(new(buyer.Actor, offer, true, "Sẽ gọi lại."), Ct));
        Assert.Equal("promotion.offer_wrong_state", (await Get<AnswerOffer>().RunAsync(new(buyer.Actor, offer, false, null), Ct)).Refusal?.Code);
        Assert.Equal("promotion.offer_wrong_state", (await Get<WithdrawOffer>().RunAsync(new(owner.Actor, offer), Ct)).Refusal?.Code);
        Assert.Equal("Lê Thị Mua, 0912345678", (await Get<BoardQueries>().ForProducerAsync(owner.Actor, tea.Producer, need, Ct))!.Contact);
        Assert.Contains("Sẽ gọi lại.", (await Market.LettersToAsync(owner.Email, Ct))[0]);
    }

    [Fact]
    public async Task A_signed_contract_has_number_day_and_value_and_counts_for_the_office()
    {
        var (buyer, need, tea) = await PostedAsync();
        var owner = await Market.AsStaffOfAsync(tea.Producer);
        var offer = Desks.Must(await OfferAsync(owner, tea, need));
        Assert.Equal("promotion.offer_wrong_state", (await SayAsync(owner, offer, ContractState.Concluded, "12/HĐ", Today, 48_000_000)).Refusal?.Code);
        Desks.Must(await Get<AnswerOffer>().RunAsync(new(buyer.Actor, offer, true, null), Ct));

        Assert.Equal("promotion.contract_incomplete", (await SayAsync(owner, offer, ContractState.Concluded, null, Today, 48_000_000)).Refusal?.Code);
        Assert.Equal("promotion.contract_incomplete", (await SayAsync(owner, offer, ContractState.Concluded, "12/HĐ", Today.AddDays(1), 48_000_000)).Refusal?.Code);
        Assert.Equal("promotion.offer_unknown", (await SayAsync(await Market.AsShopperAsync(), offer, ContractState.Concluded, "12/HĐ", Today, 48_000_000)).Refusal?.Code);
        Desks.Must(await SayAsync(buyer, offer, ContractState.Concluded, "12/HĐ", Today, 48_000_000));

        var own = await Get<BoardQueries>().OwnAsync(buyer.Actor, Ct);
        Assert.Equal((1, 48_000_000), (own!.Contracts, own.ContractValue.Dong));
    }

    [Fact]
    public async Task Who_is_asked_by_name_sees_the_request_and_nobody_else_does()
    {
        var (buyer, _, tea) = await PostedAsync();
        var other = await Market.PutOnSaleAsync("Chè không được hỏi", set: 11, producer: "HTX Chè Không Hỏi", commune: NextCommune);
        var (owner, otherOwner) = (await Market.AsStaffOfAsync(tea.Producer), await Market.AsStaffOfAsync(other.Producer));
        Assert.Equal("promotion.asked_unknown", (await PostAsync(buyer, asked: "khong-co-ai")).Refusal?.Code);
        var request = Desks.Must(await PostAsync(buyer, asked: tea.ProducerSlug));

        Assert.Null(await Get<BoardQueries>().FindAsync(request, Ct));
        Assert.DoesNotContain((await Get<BoardQueries>().ListAsync(null, null, 1, Ct)).Items, n => n.Id == request);
        Assert.NotNull(await Get<BoardQueries>().ForProducerAsync(owner.Actor, tea.Producer, request, Ct));
        Assert.Null(await Get<BoardQueries>().ForProducerAsync(otherOwner.Actor, other.Producer, request, Ct));
        Assert.Equal("promotion.need_unknown", (await OfferAsync(otherOwner, other, request)).Refusal?.Code);
        Assert.Contains("mời bạn báo giá", (await Market.LettersToAsync(owner.Email, Ct))[0]);
        Assert.Empty(await Market.LettersToAsync(otherOwner.Email, Ct));
    }

    [Fact]
    public async Task Each_morning_producers_whose_goods_fit_are_told_of_new_needs_once()
    {
        var (_, _, tea) = await PostedAsync();
        var owner = await Market.AsStaffOfAsync(tea.Producer);

        await RunDigestAsync();
        await RunDigestAsync();
        Market.Clock.Advance(TimeSpan.FromDays(1));
        await RunDigestAsync();

        var letter = Assert.Single(await Market.LettersToAsync(owner.Email, Ct), l => l.Contains("hợp với sản phẩm OCOP", StringComparison.Ordinal));
        Assert.Contains("– Chè xanh cho siêu thị", letter);
    }

    [Fact]
    public async Task The_papers_of_an_offer_are_those_in_force_today()
    {
        var (buyer, need, tea) = await PostedAsync();
        var offer = Desks.Must(await OfferAsync(await Market.AsStaffOfAsync(tea.Producer), tea, need));

        using var client = buyer.Client();
        using var zip = new ZipArchive(await client.GetStreamAsync($"/tai-khoan/nguoi-mua/bao-gia/{offer}.zip", Ct));
        using var certificates = new StreamReader(await zip.GetEntry("chung-nhan.csv")!.OpenAsync(Ct));
        Assert.Contains(tea.Number, await certificates.ReadToEndAsync(Ct));
        Assert.NotNull(zip.GetEntry("giay-phep.csv"));

        await Market.RevokeAsync(tea);
        using var after = new ZipArchive(await client.GetStreamAsync($"/tai-khoan/nguoi-mua/bao-gia/{offer}.zip", Ct));
        using var rest = new StreamReader(await after.GetEntry("chung-nhan.csv")!.OpenAsync(Ct));
        Assert.DoesNotContain(tea.Number, await rest.ReadToEndAsync(Ct));
        Assert.Equal((0, 1), (await Get<BoardQueries>().OwnNeedAsync(buyer.Actor, need, Ct))!.Value.Offers.Select(o => (o.Products.Count, o.Ended)).Single());
    }

    [Fact]
    public async Task What_is_asked_for_stays_as_it_was_once_somebody_has_offered()
    {
        var (buyer, need, tea) = await PostedAsync();
        Desks.Must(await Get<PostNeed>().RunAsync(new(buyer.Actor, need, Form() with { Unit = NeedUnit.Box }), Ct));
        Desks.Must(await OfferAsync(await Market.AsStaffOfAsync(tea.Producer), tea, need));

        Assert.Equal("promotion.need_has_offers", (await Get<PostNeed>().RunAsync(new(buyer.Actor, need, Form()), Ct)).Refusal?.Code);
        Assert.Equal("promotion.need_has_offers", (await Get<PostNeed>().RunAsync(new(buyer.Actor, need, Form() with { Unit = NeedUnit.Box, Sets = [12] }), Ct)).Refusal?.Code);
        Desks.Must(await Get<PostNeed>().RunAsync(new(buyer.Actor, need, Form() with { Unit = NeedUnit.Box, Quantity = 300 }), Ct));
        Assert.Equal((NeedUnit.Box, 300), (await Get<BoardQueries>().FindAsync(need, Ct)) is { } seen ? (seen.Row.Unit, (int)seen.Row.Quantity) : default);
    }

    [Fact]
    public async Task A_need_that_is_closed_takes_no_offer_and_those_who_wait_are_told()
    {
        var (buyer, need, tea) = await PostedAsync();
        var owner = await Market.AsStaffOfAsync(tea.Producer);
        Desks.Must(await OfferAsync(owner, tea, need));
        Assert.Equal("promotion.need_unknown", (await Get<CloseNeed>().RunAsync(new((await Market.AsShopperAsync()).Actor, need), Ct)).Refusal?.Code);

        Desks.Must(await Get<CloseNeed>().RunAsync(new(buyer.Actor, need), Ct));

        Assert.Equal("promotion.need_closed", (await OfferAsync(owner, tea, need)).Refusal?.Code);
        Assert.Equal("promotion.need_closed", (await Get<CloseNeed>().RunAsync(new(buyer.Actor, need), Ct)).Refusal?.Code);
        Assert.Single(await Market.LettersToAsync(owner.Email, Ct), l => l.Contains("không còn nhận chào hàng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_leaves_takes_their_name_off_the_board_and_closes_its_needs()
    {
        var (buyer, need, _) = await PostedAsync();

        Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            await new ForgetBuyer(Market.Clock).ForgetAsync(db, buyer.Account, Ct);
            return Result.Success;
        }, Ct));

        var left = (await Get<BoardQueries>().OwnAsync(buyer.Actor, Ct))!;
        Assert.Equal(("", "", null, BuyerState.Refused), (left.ContactName, left.Phone, left.Address, left.State));
        Assert.Null(await Get<BoardQueries>().FindAsync(need, Ct));
        Assert.Equal("promotion.buyer_not_verified", (await PostAsync(buyer)).Refusal?.Code);
    }

    [Fact]
    public async Task Needs_are_refused_that_say_nothing_or_too_much()
    {
        var (buyer, _, _) = await PostedAsync();
        var good = Form();
        (NeedForm Form, string Code)[] bad =
        [
            (good with { Title = " " }, "promotion.need_title_missing"), (good with { Sets = [] }, "promotion.need_sets_wrong"), (good with { Sets = [27] }, "promotion.need_sets_wrong"), (good with { Stars = 6 }, "promotion.need_stars_wrong"),
            (good with { Quantity = 0 }, "promotion.need_quantity_wrong"), (good with { Quantity = 1_000_000_000 }, "promotion.need_quantity_wrong"), (good with { ProvinceCode = "99" }, "promotion.need_place_missing"),
            (good with { Through = good.From!.Value.AddDays(-1) }, "promotion.need_days_wrong"), (good with { OffersThrough = Today.AddDays(-1) }, "promotion.need_days_wrong"), (good with { Title = "Chè chữa bệnh ung thư" }, "promotion.need_words"),
        ];

        foreach (var (form, code) in bad)
        {
            Assert.Equal(code, (await Get<PostNeed>().RunAsync(new(buyer.Actor, null, form), Ct)).Refusal?.Code);
        }

        Assert.Equal(1, (await Get<BoardQueries>().OwnNeedsAsync(buyer.Actor, 1, Ct)).Total);
    }

    [Fact]
    public async Task The_whole_way_works_by_forms()
    {
        var (buyer, officer, tea) = (await Market.AsShopperAsync("Trần Văn Siêu"), await Market.AsCommuneOfficerAsync(Commune, OfficeTasks.Fairs), await Market.PutOnSaleAsync("Chè biểu mẫu", set: 11, producer: "HTX Chè Biểu Mẫu", commune: Commune));
        var owner = await Market.AsStaffOfAsync(tea.Producer);
        var commune = AreaDirectory.Instance.FindCommune(Commune)!;
        using var buying = buyer.Client();
        using var judging = officer.Client();
        using var selling = owner.Client();

        await buying.SubmitAsync("/tai-khoan/nguoi-mua", "doanh-nghiep", new()
        {
            ["ten"] = "Siêu thị Biểu Mẫu", ["loai"] = "Supermarket", ["mst"] = "0101234567", ["lien-he"] = "Trần Văn Siêu", ["dt"] = "0912 345 678", ["Commune"] = commune.FullName, ["Province"] = "01",
        }, Ct);
        var file = (await Get<BoardQueries>().OwnAsync(buyer.Actor, Ct))!;
        await judging.SubmitAsync($"/can-bo/nguoi-mua/{file.Id}", "quyet-dinh", new() { ["phien-ban"] = $"{file.Version}", ["lam"] = "nhan" }, Ct);
        await buying.SubmitAsync("/tai-khoan/nguoi-mua/nhu-cau/moi", "nhu-cau", new()
        {
            ["ten"] = "Chè xanh biểu mẫu", ["bo"] = "11", ["sl"] = "200", ["dv"] = "Kilogram", ["nhip"] = "Monthly", ["sao"] = "3", ["noi"] = "01",
            ["tu"] = Iso(Today.AddDays(20)), ["den"] = Iso(Today.AddDays(200)), ["han"] = Iso(Today.AddDays(10)),
        }, Ct);
        var need = Assert.Single((await Get<BoardQueries>().OwnNeedsAsync(buyer.Actor, 1, Ct)).Items);
        Assert.Contains("200 kg mỗi tháng", WebUtility.HtmlDecode(await selling.GetStringAsync("/kenh-chu-the/cung-cau", Ct)));
        await selling.SubmitAsync($"/kenh-chu-the/cung-cau/{need.Id}", "bao-gia", new() { ["sp"] = $"{tea.Product}", ["gia"] = "245.000", ["sl"] = "200", ["ngay"] = "5", ["han"] = Iso(Today.AddDays(9)) }, Ct);
        var offer = Assert.Single((await Get<BoardQueries>().OwnNeedAsync(buyer.Actor, need.Id, Ct))!.Value.Offers);
        Assert.Equal((245_000, 5), (offer.Price.Dong, offer.LeadDays));
        await buying.SubmitAsync($"/tai-khoan/nguoi-mua/nhu-cau/{need.Id}", $"tra-loi-{offer.Id}", new() { ["lam"] = "nhan" }, Ct);

        Assert.Equal(NeedOfferState.Accepted, Assert.Single((await Get<BoardQueries>().OwnNeedAsync(buyer.Actor, need.Id, Ct))!.Value.Offers).State);
        Assert.Contains("Siêu thị Biểu Mẫu", WebUtility.HtmlDecode(await judging.GetStringAsync("/can-bo/nguoi-mua", Ct)));
    }

    private static BuyerForm Business() => new(BuyerKind.Supermarket, "Siêu thị Hương Xưa", "0101234567", "Lê Thị Mua", "0912 345 678", "Số 1 phố Chợ", Commune, null);

    private NeedForm Form(params string[] asked) => new(
        "Chè xanh cho siêu thị", "Gói 200 g, có mã vạch.", [11], 3, 200, NeedUnit.Kilogram, NeedRhythm.Monthly, [NeedPaper.TestReport], "01", Today.AddDays(20), Today.AddDays(200), Today.AddDays(14), asked);

    private Task<Result<BuyerNeedId>> PostAsync(TestPerson buyer, params string[] asked) => Get<PostNeed>().RunAsync(new(buyer.Actor, null, Form(asked)), Ct);

    private Task<Result<NeedOfferId>> OfferAsync(TestPerson staff, ProductOnSale product, BuyerNeedId need, long price = 250_000, DateOnly? validThrough = null)
        => Get<OfferForNeed>().RunAsync(new(staff.Actor, product.Producer, need, [product.Product], new(price), 200, 7, null, validThrough ?? Today.AddDays(10)), Ct);

    private Task<Result> SayAsync(TestPerson who, NeedOfferId offer, ContractState state, string? number, DateOnly? on, long value) => Get<SayContract>().RunAsync(new(who.Actor, offer, state, number, on, new Money(value)), Ct);

    private async Task<(TestPerson Buyer, BuyerNeedId Need, ProductOnSale Tea)> PostedAsync()
    {
        var tea = await Market.PutOnSaleAsync($"Chè {Guid.NewGuid():N}"[..12], set: 11, producer: $"HTX Chè {Guid.NewGuid():N}"[..16], commune: Commune);
        var buyer = await Market.AsShopperAsync("Lê Thị Mua");
        var id = Desks.Must(await Get<ApplyAsBuyer>().RunAsync(new(buyer.Actor, Business()), Ct));
        var officer = Desks.OfficerOf(Commune, OfficeTasks.Fairs);
        Desks.Must(await Get<DecideBuyer>().RunAsync(new(officer, id, (await Get<BoardQueries>().BuyerAsync(officer, id, Ct))!.Version, true, null), Ct));
        return (buyer, Desks.Must(await PostAsync(buyer)), tea);
    }

    private Task<string> RunDigestAsync() => Get<NeedDigestJob>().RunAsync(Ct);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
