using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Closures;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What a producer's people do at their desk, and what they may not.</summary>
public sealed class ListingDeskTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_listing_begins_as_a_draft_that_nobody_sees()
    {
        var tea = await Market.CertifyAsync("Chè nháp");

        var listing = Desks.Must(await Get<BeginListing>().RunAsync(new(Desks.StaffOf(tea), tea.Product), Ct));

        await using var db = await OpenAsync();
        var saved = await db.Listings.SingleAsync(l => l.Id == listing, Ct);
        Assert.Equal((ListingState.Draft, ListingKind.Parcel, "che-nhap"), (saved.State, saved.Kind, saved.Slug));
        Assert.Null(await Get<ListingQueries>().FindAsync("che-nhap", Ct));
        Assert.Equal(CatalogRefusals.AlreadyListed("Chè nháp"), (await Get<BeginListing>().RunAsync(new(Desks.StaffOf(tea), tea.Product), Ct)).Refusal);
    }

    [Fact]
    public async Task Only_a_product_in_force_of_ones_own_producer_can_be_listed()
    {
        var (mine, ended) = (await Market.CertifyAsync("Chè của tôi"), await Market.CertifyAsync("Chè đã hết", validThrough: Clock.Today().AddDays(-1)));

        Assert.Equal(CatalogRefusals.NotYourProducer(), (await BeginAsync(Desks.StaffOf(ended), mine.Product)).Refusal);
        Assert.Equal(CatalogRefusals.NotYourProducer(), (await BeginAsync(Desks.StaffOf(mine, ProducerRights.Orders), mine.Product)).Refusal);
        Assert.Equal(CatalogRefusals.NotYourProducer(), (await BeginAsync(Desks.OfficerOf(mine), mine.Product)).Refusal);
        Assert.Equal(CatalogRefusals.NotYourProducer(), (await BeginAsync(Actor.Guest, mine.Product)).Refusal);
        Assert.Equal(CatalogRefusals.ProductNotInForce(ended.Product.ToString()), (await BeginAsync(Desks.StaffOf(ended), ended.Product)).Refusal);
        await using var db = await OpenAsync();
        Assert.False(await db.Listings.AnyAsync(l => l.ProductId == mine.Product || l.ProductId == ended.Product, Ct));
    }

    [Fact]
    public async Task Nothing_of_a_listing_is_changed_by_another_producers_people()
    {
        var tea = await Market.PutOnSaleAsync("Chè giữ kín", price: 50_000);
        var stranger = Desks.StaffOf(await Market.CertifyAsync("Chè hàng xóm"), ProducerRights.All);
        var (listing, variant) = (tea.Listing, await VariantAsync(tea));

        Result[] answers =
        [
            await Get<EditListing>().RunAsync(new(stranger, listing, Desks.Words()), Ct),
            await Get<PriceListing>().RunAsync(new(stranger, listing, [new("500 g", new Money(1), new(500, MeasureUnit.Gram))]), Ct),
            await Get<PlanListing>().RunAsync(new(stranger, listing, [new(new(variant, 0), 0)], 1, 1, null, null), Ct),
            await Get<PackListing>().RunAsync(new(stranger, listing, true, true, true, null, []), Ct),
            await Get<SubmitListing>().RunAsync(new(stranger, listing), Ct),
            await Get<CallBackListing>().RunAsync(new(stranger, listing), Ct),
            await Get<PauseListing>().RunAsync(new(stranger, listing, true), Ct),
            await Get<BeginListing>().RunAsync(new(stranger, tea.Product, listing), Ct),
            await Get<CloseShop>().RunAsync(new(stranger, tea.Producer, Clock.Today(), Clock.Today()), Ct),
            await Get<ReopenShop>().RunAsync(new(stranger, tea.Producer, Guid.NewGuid()), Ct),
        ];

        Assert.All(answers, a => Assert.Equal(CatalogRefusals.NotYourProducer(), a.Refusal));
        await using var db = await OpenAsync();
        var subject = $"listing:{listing}";
        Assert.Single(await db.Set<AuditEntry>().Where(e => e.Subject == subject).ToListAsync(Ct)); // its publication
    }

    [Fact]
    public async Task Prices_go_live_at_once_and_only_certified_packings_can_be_sold()
    {
        var tea = await Market.CertifyAsync("Chè quy cách", packings: ["Hộp 100 g", "Hộp 500 g"]);
        var listing = Desks.Must(await BeginAsync(Desks.StaffOf(tea), tea.Product));

        Assert.Equal(CatalogRefusals.PackingNotCertified("Bao 5 kg", "Hộp 100 g; Hộp 500 g"), (await PriceAsync(tea, listing, ("Hộp 100 g", 90_000), ("Bao 5 kg", 900_000))).Refusal);
        Assert.Equal(CatalogRefusals.PriceOutOfRange("0", 999_999_999), (await PriceAsync(tea, listing, ("Hộp 100 g", 0))).Refusal);
        Assert.Equal(CatalogRefusals.PriceOutOfRange("1000000000000", 999_999_999), (await PriceAsync(tea, listing, ("Hộp 100 g", 1_000_000_000_000))).Refusal);
        Assert.Equal(CatalogRefusals.PackingNamedTwice("hộp  100 G".Replace("  ", " ", StringComparison.Ordinal)), (await PriceAsync(tea, listing, ("Hộp 100 g", 1), ("hộp  100 G", 2))).Refusal);
        Assert.Equal(CatalogRefusals.NoVariants(), (await PriceAsync(tea, listing)).Refusal);
        Desks.Must(await PriceAsync(tea, listing, ("Hộp 100 g", 90_000), ("Hộp 500 g", 400_000)));
        Desks.Must(await PriceAsync(tea, listing, ("Hộp 500 g", 380_000)));

        await using var db = await OpenAsync();
        var variants = await db.Variants.Where(v => v.ListingId == listing).OrderBy(v => v.PackingKey).ToListAsync(Ct);
        Assert.Equal([("Hộp 100 g", 90_000, true), ("Hộp 500 g", 380_000, false)], variants.Select(v => (v.Packing, v.Price.Dong, v.Withdrawn)));
    }

    [Fact]
    public async Task A_withdrawn_packing_is_off_the_shelf_and_keeps_its_ledger()
    {
        var tea = await Market.PutOnSaleAsync("Chè rút", packing: "Gói 500 g");
        await using var db = await OpenAsync();
        var variant = await VariantAsync(tea);
        await db.Variants.Where(v => v.Id == variant).ExecuteUpdateAsync(set => set.SetProperty(v => v.Withdrawn, true), Ct);

        Assert.Null((await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Offer);
        Assert.Equal(1, await db.StockEntries.CountAsync(e => e.VariantId == variant, Ct));
    }

    [Fact]
    public async Task What_is_said_waits_while_the_live_version_stays()
    {
        var tea = await Market.PutOnSaleAsync("Chè chờ");

        await Market.SubmitChangeAsync(tea, "Câu chuyện mới.");

        var live = (await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!;
        Assert.Null(live.StoryVi);
        Assert.NotNull(live.Offer);
        await using var db = await OpenAsync();
        var waiting = await db.Revisions.SingleAsync(r => r.ListingId == tea.Listing, Ct);
        Assert.Equal(("Câu chuyện mới.", RevisionState.InReview), (waiting.Content.StoryVi, waiting.State));
        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.InReview), (await Get<EditListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, Desks.Words("Khác.")), Ct)).Refusal);
        Desks.Must(await Get<CallBackListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing), Ct));
        Desks.Must(await Get<EditListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, Desks.Words("Khác.")), Ct));
    }

    [Fact]
    public async Task Nothing_is_submitted_while_the_law_misses_a_word()
    {
        var tea = await Market.CertifyAsync("Chè thiếu nhãn", packings: ["Hộp 100 g"]);
        var listing = Desks.Must(await BeginAsync(Desks.StaffOf(tea), tea.Product));
        Assert.Equal(CatalogRefusals.NoVariants(), (await SubmitAsync(tea, listing)).Refusal);
        Desks.Must(await PriceAsync(tea, listing, ("Hộp 100 g", 90_000)));
        var label = Desks.Label.Where(l => l.Key is not (LabelField.Allergens or LabelField.Declaration)).ToDictionary();
        Desks.Must(await Get<EditListing>().RunAsync(new(Desks.StaffOf(tea), listing, Desks.Words() with { Label = label }), Ct));

        Assert.Equal(CatalogRefusals.LabelMissing(LabelField.Allergens, 1), (await SubmitAsync(tea, listing)).Refusal);

        Desks.Must(await Get<EditListing>().RunAsync(new(Desks.StaffOf(tea), listing, Desks.Words()), Ct));
        Assert.True((await SubmitAsync(tea, listing)).Succeeded);
    }

    [Fact]
    public async Task Sending_what_is_live_already_is_no_change()
    {
        var tea = await Market.PutOnSaleAsync("Chè nguyên");

        Assert.Equal(CatalogRefusals.NothingToSubmit(), (await SubmitAsync(tea, tea.Listing)).Refusal);
    }

    [Fact]
    public async Task The_set_decides_how_a_product_may_be_listed()
    {
        var (visit, cure) = (await Market.PutOnSaleAsync("Homestay bản", set: 26), await Market.PutOnSaleAsync("Cao lá", set: 18));

        Assert.Equal(ListingKind.Contact, (await Get<CatalogueQueries>().CardsAsync([await NoAsync(visit)], Ct))[0].Kind);
        Assert.Equal(CatalogRefusals.KindNotAllowed(ListingKind.Parcel), (await Get<EditListing>().RunAsync(new(Desks.StaffOf(visit), visit.Listing, Desks.Words()), Ct)).Refusal);
        Assert.True((await Get<EditListing>().RunAsync(new(Desks.StaffOf(cure), cure.Listing, Desks.Words() with { Kind = ListingKind.Information }), Ct)).Succeeded);
    }

    [Fact]
    public async Task What_is_only_shown_or_what_its_set_forbids_is_no_offer()
    {
        var (medicine, moved) = (await Market.PutOnSaleAsync("Thuốc nam", set: 18), await Market.PutOnSaleAsync("Cây cảnh nhầm bộ", set: 21));
        await using var db = await OpenAsync();
        await db.Listings.Where(l => l.Id == medicine.Listing).ExecuteUpdateAsync(set => set.SetProperty(l => l.Kind, ListingKind.Information), Ct);
        await db.Database.ExecuteSqlAsync($"update registry.products set \"set\" = 24 where id = {moved.Product.Value}", Ct);

        Assert.Null((await Get<ListingQueries>().FindAsync(medicine.Slug, Ct))!.Offer);
        Assert.Null((await Get<ListingQueries>().FindAsync(moved.Slug, Ct))!.Offer);
    }

    [Fact]
    public async Task Days_stock_and_season_are_live_at_once()
    {
        var tea = await Market.PutOnSaleAsync("Chè mùa", stock: 10);
        var (staff, variant) = (Desks.StaffOf(tea), await VariantAsync(tea));

        Assert.Equal(CatalogRefusals.DaysOutOfRange(120), (await Get<PlanListing>().RunAsync(new(staff, tea.Listing, [], 121, null, null, null), Ct)).Refusal);
        Assert.Equal(CatalogRefusals.SeasonIncomplete(), (await Get<PlanListing>().RunAsync(new(staff, tea.Listing, [], 3, null, 11, null), Ct)).Refusal);
        Assert.Equal(CatalogRefusals.StockMoved("500 g", 10), (await Get<PlanListing>().RunAsync(new(staff, tea.Listing, [new(new(variant, 4, Seen: 9), 2)], 3, 20, 11, 2), Ct)).Refusal);
        await using (var untouched = await OpenAsync())
        {
            Assert.Null((await untouched.Listings.SingleAsync(l => l.Id == tea.Listing, Ct)).MakingDays);
        }

        Desks.Must(await Get<PlanListing>().RunAsync(new(staff, tea.Listing, [new(new(variant, 4, Seen: 10), 2)], 3, 20, 11, 2), Ct));

        await using var db = await OpenAsync();
        var saved = await db.Listings.Include(l => l.Variants).SingleAsync(l => l.Id == tea.Listing, Ct);
        Assert.Equal((3, 20, 11, 2, 4, 2), (saved.MakingDays, saved.DailyCapacity, saved.SeasonFrom, saved.SeasonThrough, saved.Variants[0].Stock, saved.Variants[0].LowStock));
        Assert.Equal(StockReason.Counted, (await db.StockEntries.Where(e => e.VariantId == variant).OrderByDescending(e => e.Id).FirstAsync(Ct)).Reason);
    }

    [Fact]
    public async Task A_pause_is_off_every_shelf_at_once_and_only_what_is_on_sale_can_be_paused()
    {
        var tea = await Market.PutOnSaleAsync("Chè nghỉ");

        Desks.Must(await Get<PauseListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, true), Ct));
        Assert.Null((await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Offer);
        Assert.Equal(CatalogRefusals.WrongState(ListingState.Paused), (await Get<PauseListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, true), Ct)).Refusal);
        Desks.Must(await Get<PauseListing>().RunAsync(new(Desks.StaffOf(tea), tea.Listing, false), Ct));
        Assert.NotNull((await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Offer);
    }

    [Fact]
    public async Task A_copy_takes_words_and_fitting_packings_but_no_photos_stock_or_numbers_of_papers()
    {
        var tea = await Market.SubmitNewAsync("Chè gốc", story: "Chuyện chè.");
        var other = await Market.CertifyAsync("Chè bản sao", producer: "HTX Chè gốc", packings: ["Hộp 100 g"]);

        var copy = Desks.Must(await Get<BeginListing>().RunAsync(new(Desks.StaffOf(tea), other.Product, tea.Listing), Ct));

        await using var db = await OpenAsync();
        var content = (await db.Revisions.SingleAsync(r => r.ListingId == copy, Ct)).Content;
        Assert.Equal("Chuyện chè.", content.StoryVi);
        Assert.Equal([LabelField.Ingredients, LabelField.Allergens, LabelField.ShelfLife, LabelField.Storage], content.Label.Keys.Order());
        Assert.Equal([("Hộp 100 g", 90_000, 0)], (await db.Variants.Where(v => v.ListingId == copy).ToListAsync(Ct)).Select(v => (v.Packing, v.Price.Dong, v.Stock)));
    }

    [Fact]
    public async Task Closed_days_do_not_overlap_and_end_in_the_future()
    {
        var tea = await Market.PutOnSaleAsync("Chè nghỉ Tết");
        var (staff, day) = (Desks.StaffOf(tea), Clock.Today());

        Desks.Must(await Get<CloseShop>().RunAsync(new(staff, tea.Producer, day.AddDays(5), day.AddDays(9)), Ct));
        Assert.Equal(CatalogRefusals.ClosureOverlaps(day.AddDays(5), day.AddDays(9)), (await Get<CloseShop>().RunAsync(new(staff, tea.Producer, day.AddDays(9), day.AddDays(12)), Ct)).Refusal);
        Assert.Equal(CatalogRefusals.ClosureDatesWrong(366), (await Get<CloseShop>().RunAsync(new(staff, tea.Producer, day.AddDays(3), day.AddDays(2)), Ct)).Refusal);
        Assert.Equal(CatalogRefusals.ClosureDatesWrong(366), (await Get<CloseShop>().RunAsync(new(staff, tea.Producer, day.AddDays(-3), day.AddDays(-1)), Ct)).Refusal);

        var closure = Assert.Single(await Get<ClosureQueries>().OfAsync(tea.Producer, Ct));
        Desks.Must(await Get<ReopenShop>().RunAsync(new(staff, tea.Producer, closure.Id), Ct));
        Assert.Empty(await Get<ClosureQueries>().OfAsync(tea.Producer, Ct));
    }

    [Fact]
    public async Task Publishing_without_review_is_for_the_machine_alone()
    {
        var tea = await Market.CertifyAsync("Chè tắt đường");

        var answer = await Get<PublishListings>().RunAsync(Desks.StaffOf(tea), [new(tea.Product, [new("500 g", new Money(1), new(1, MeasureUnit.Piece), 1)])], Ct);

        Assert.Equal(CatalogRefusals.MachineOnly(), answer[0].Refusal);
        Assert.Equal(CatalogRefusals.MachineOnly(), (await Get<RemoveListings>().RunAsync(Desks.OfficerOf(tea), [tea.Product], Ct)).Refusal);
    }

    private Task<Result<ListingId>> BeginAsync(Actor actor, ProductId product) => Get<BeginListing>().RunAsync(new(actor, product), Ct);

    private Task<Result> SubmitAsync(ProductOnSale product, ListingId listing) => Get<SubmitListing>().RunAsync(new(Desks.StaffOf(product), listing), Ct);

    private Task<Result> PriceAsync(ProductOnSale product, ListingId listing, params (string Name, long Price)[] packings)
        => Get<PriceListing>().RunAsync(new(Desks.StaffOf(product), listing, [.. packings.Select(p => new PriceListing.Packing(p.Name, new Money(p.Price), new Measure(100, MeasureUnit.Gram)))]), Ct);

    private async Task<VariantId> VariantAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Variants.Where(v => v.ListingId == product.Listing).Select(v => v.Id).SingleAsync(Ct);
    }

    private async Task<int> NoAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Listings.Where(l => l.Id == product.Listing).Select(l => l.No).SingleAsync(Ct);
    }
}
