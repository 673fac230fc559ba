using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class ModerationTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "00769", NextCommune = "00004";

    [Fact]
    public async Task An_approved_new_listing_is_on_sale_and_found_without_tones_and_its_producer_is_told()
    {
        var tea = await Market.SubmitNewAsync("Chè Shan tuyết Lũng Phìn", Commune);
        var (revision, read) = await Market.LastRevisionAsync(tea);

        Desks.Must(await Get<ApproveRevision>().RunAsync(new(Desks.OfficerOf(Commune), revision, read), Ct));

        var live = (await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!;
        Assert.Equal("Chè hái lúc sương sớm.", live.StoryVi);
        Assert.NotNull(live.Offer);
        Assert.Contains(tea.Name, (await Get<CatalogueQueries>().SearchAsync(new() { Query = "che shan tuyet lung phin" }, Ct)).Items.Select(i => i.Name));
        Assert.Contains("đã được cán bộ duyệt", Assert.Single(await Market.LettersAsync(tea.Listing, "Approved")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_officer_for_listings_of_the_producers_area_decides()
    {
        var tea = await Market.SubmitNewAsync("Chè khác xã", Commune);
        var (revision, read) = await Market.LastRevisionAsync(tea);
        Actor[] others = [Desks.OfficerOf(NextCommune), Desks.OfficerOf(Commune, OfficeTasks.Registry | OfficeTasks.Fairs), Desks.StaffOf(tea, ProducerRights.All), Actor.Guest, Actor.Administrator("Quản trị", AccountId.New())];

        foreach (var actor in others)
        {
            Assert.Equal(CatalogRefusals.OutsideYourArea(), (await Get<ApproveRevision>().RunAsync(new(actor, revision, read), Ct)).Refusal);
            Assert.Equal(CatalogRefusals.OutsideYourArea(), (await Get<ReturnRevision>().RunAsync(new(actor, revision, read, [ReturnReason.Other], "không"), Ct)).Refusal);
            Assert.Equal(CatalogRefusals.OutsideYourArea(), (await Get<TakeDownListing>().RunAsync(new(actor, tea.Listing, TakeDownReason.Other, "không"), Ct)).Refusal);
            Assert.Equal(CatalogRefusals.OutsideYourArea(), (await Get<ConfirmTakeDown>().RunAsync(new(actor, tea.Listing, "không"), Ct)).Refusal);
            Assert.Equal(CatalogRefusals.OutsideYourArea(), (await Get<RestoreListing>().RunAsync(new(actor, tea.Listing, "không"), Ct)).Refusal);
        }

        Assert.Equal(ListingState.InReview, await StateAsync(tea));
        Desks.Must(await Get<ApproveRevision>().RunAsync(new(Actor.Officer("Bộ", new OfficeArea(OfficeLevel.Ministry)), revision, read), Ct));
    }

    [Fact]
    public async Task A_returned_revision_keeps_what_was_written_and_says_why()
    {
        var tea = await Market.SubmitNewAsync("Chè chữa bách bệnh", Commune, story: "Chè này chữa bệnh.");
        var (revision, read) = await Market.LastRevisionAsync(tea);

        Assert.Equal(CatalogRefusals.ReasonMissing(), (await ReturnAsync(revision, read)).Refusal);
        Assert.Equal(CatalogRefusals.NoteMissing(), (await Get<ReturnRevision>().RunAsync(new(Desks.OfficerOf(Commune), revision, read, [ReturnReason.Other], " "), Ct)).Refusal);
        Desks.Must(await ReturnAsync(revision, read, ReturnReason.HealthClaim, ReturnReason.LabelWrong));

        Assert.Equal(ListingState.Draft, await StateAsync(tea));
        var letter = Assert.Single(await Market.LettersAsync(tea.Listing, "Returned"));
        Assert.Contains("Lý do: thông tin nhãn chưa đúng, quảng cáo công dụng chữa bệnh", letter, StringComparison.Ordinal);
        Assert.Contains("Xin bỏ câu đầu.", letter, StringComparison.Ordinal);

        Desks.Must(await Get<EditListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, Desks.Words("Chè này chữa bệnh.") with { ClaimsVi = "Thơm." }), Ct));
        await using var db = await OpenAsync();
        var next = await db.Revisions.SingleAsync(r => r.ListingId == tea.Listing && r.State == RevisionState.Draft, Ct);
        Assert.Equal((2, "Chè này chữa bệnh."), (next.Number, next.Content.StoryVi));
    }

    [Fact]
    public async Task Of_two_officers_who_decide_at_once_the_second_hears_that_it_is_done()
    {
        var tea = await Market.SubmitNewAsync("Chè hai người", Commune);
        var (revision, read) = await Market.LastRevisionAsync(tea);

        var answers = await Task.WhenAll(
            Task.Run(() => Get<ApproveRevision>().RunAsync(new(Desks.OfficerOf(Commune), revision, read), Ct)), Task.Run(() => ReturnAsync(revision, read, ReturnReason.PhotosUnclear)));

        Assert.Single(answers, a => a.Succeeded);
        Assert.Single(answers, a => a.Refusal == CatalogRefusals.AlreadyDecided("Officer:Anh Minh"));
    }

    [Fact]
    public async Task What_was_changed_while_it_was_read_is_not_decided()
    {
        var tea = await Market.SubmitNewAsync("Chè đổi ý", Commune);
        var (revision, read) = await Market.LastRevisionAsync(tea);
        Desks.Must(await Get<CallBackListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing), Ct));
        Assert.Equal(CatalogRefusals.RevisionMoved(), (await ReturnAsync(revision, read, ReturnReason.PhotosUnclear)).Refusal);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Desks.Must(await Get<SubmitListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing), Ct));

        Assert.Equal(CatalogRefusals.RevisionMoved(), (await Get<ApproveRevision>().RunAsync(new(Desks.OfficerOf(Commune), revision, read), Ct)).Refusal);

        Assert.Equal(ListingState.InReview, await StateAsync(tea));
    }

    [Fact]
    public async Task A_take_down_is_off_the_shelf_at_once_told_and_decided_within_a_day()
    {
        var tea = await Market.PutOnSaleAsync("Chè bị gỡ", commune: Commune);
        var officer = Desks.OfficerOf(Commune);

        Assert.Equal(CatalogRefusals.NoteMissing(), (await Get<TakeDownListing>().RunAsync(new(officer, tea.Listing, TakeDownReason.HealthClaim, " "), Ct)).Refusal);
        Desks.Must(await Get<TakeDownListing>().RunAsync(new(officer, tea.Listing, TakeDownReason.HealthClaim, "Ghi chữa bệnh dạ dày."), Ct));

        Assert.Null((await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Offer);
        Assert.Contains("quảng cáo công dụng chữa bệnh", Assert.Single(await Market.LettersAsync(tea.Listing, "TakenDown")), StringComparison.Ordinal);
        await using (var db = await OpenAsync())
        {
            Assert.Equal(Clock.GetUtcNow().AddHours(24), (await db.TakeDowns.SingleAsync(t => t.ListingId == tea.Listing, Ct)).DecideBy);
        }

        await Get<ListingShelf>().SettleAsync(Ct); // the job brings back what the registry took, never what an officer took
        Assert.Equal(ListingState.Delisted, await StateAsync(tea));
        Assert.Equal(CatalogRefusals.WrongState(ListingState.Delisted), (await Get<TakeDownListing>().RunAsync(new(officer, tea.Listing, TakeDownReason.Other, "lại"), Ct)).Refusal);
        Assert.Equal(CatalogRefusals.WrongState(ListingState.Delisted), (await Get<PauseListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, false), Ct)).Refusal);
        Desks.Must(await Get<ConfirmTakeDown>().RunAsync(new(officer, tea.Listing, "Đúng là quảng cáo sai."), Ct));
        Assert.Equal(CatalogRefusals.AlreadyDecided("Officer:Anh Minh"), (await Get<ConfirmTakeDown>().RunAsync(new(officer, tea.Listing, "lần nữa"), Ct)).Refusal);
        Desks.Must(await Get<RestoreListing>().RunAsync(new(officer, tea.Listing, "Đã sửa."), Ct));
        Assert.NotNull((await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Offer);
        Assert.Equal(CatalogRefusals.NotTakenDown(), (await Get<RestoreListing>().RunAsync(new(officer, tea.Listing, "nữa"), Ct)).Refusal);
    }

    [Fact]
    public async Task An_approval_does_not_bring_back_what_is_taken_down()
    {
        var tea = await Market.PutOnSaleAsync("Chè gỡ rồi sửa", commune: Commune);
        Desks.Must(await Get<TakeDownListing>().RunAsync(new(Desks.OfficerOf(Commune), tea.Listing, TakeDownReason.LabelFalse, "Nhãn sai."), Ct));
        await Market.SubmitChangeAsync(tea, "Đã sửa.");
        var (revision, read) = await Market.LastRevisionAsync(tea);

        Desks.Must(await Get<ApproveRevision>().RunAsync(new(Desks.OfficerOf(Commune), revision, read), Ct));

        Assert.Equal(ListingState.Delisted, await StateAsync(tea));
    }

    private Task<Result> ReturnAsync(RevisionId revision, DateTimeOffset read, params ReturnReason[] reasons)
        => Get<ReturnRevision>().RunAsync(new(Desks.OfficerOf(Commune), revision, read, reasons, "Xin bỏ câu đầu."), Ct);

    private async Task<ListingState> StateAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Listings.Where(l => l.Id == product.Listing).Select(l => l.State).SingleAsync(Ct);
    }
}
