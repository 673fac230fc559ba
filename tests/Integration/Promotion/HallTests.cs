using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Stalls of a fair: what producers say, what offices take down, and goods that are asked of the registry at each look.</summary>
public sealed class HallTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly Start = new(2026, 3, 2);

    [Fact]
    public async Task A_stall_says_what_its_producer_wrote_and_answers_in_its_hours()
    {
        var (fair, slug) = await FairAsync(FairType.Online);
        var (tea, application) = await Market.ExhibitorAsync(fair, "Chè hội trường", producer: "HTX Hội trường");
        var first = Start.AddDays(30);
        Desks.Must(await SaveAsync(tea, application, new(Desks.StaffOf(tea, ProducerRights.Fairs), application, 0, " Trà nõn hái tay. ", "Hand-picked.", [], "https://youtu.be/abcDEF_-123", [new(first, new(9, 0), new(11, 30))], "0912 345 678")));

        Clock.SetVietnam(first, new(11, 29));
        var stall = (await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!;
        Assert.Equal(
            ("Trà nõn hái tay.", "Hand-picked.", "https://www.youtube-nocookie.com/embed/abcDEF_-123", "0912345678", true, HallState.Open),
            (stall.TextVi, stall.TextEn, stall.Video?.Player, stall.Phone, stall.AnswersNow, stall.Door.State));
        Assert.Equal([(tea.Product, 100_000L)], stall.Products.Select(p => (p.Product, p.Price.Dong)));
        Assert.True(Assert.Single((await HallAsync(slug)).Stalls).AnswersNow);

        Clock.SetVietnam(first, new(11, 30));
        Assert.False(Assert.Single((await HallAsync(slug)).Stalls).AnswersNow);
        Reset();
    }

    [Fact]
    public async Task A_draft_has_no_hall()
    {
        Reset();
        var draft = await Market.DraftFairAsync(Fairs.Draft("Hội chợ còn soạn", Start.AddDays(30)));
        await using var db = await OpenAsync();
        var slug = await db.Fairs.Where(f => f.Id == draft).Select(f => f.Slug).SingleAsync(Ct);

        Assert.Null(await Get<HallQueries>().HallAsync(slug, new(), 1, 24, Ct));
    }

    [Fact]
    public async Task A_hall_online_shows_nobody_before_it_opens_but_its_own_people_and_the_office()
    {
        var (fair, slug) = await FairAsync(FairType.Online);
        var (tea, _) = await Market.ExhibitorAsync(fair);
        var (next, _) = await Market.ExhibitorAsync(fair);

        var hall = await HallAsync(slug);
        Assert.Equal((HallState.NotYet, 2, 0), (hall.Door.State, hall.All, hall.Stalls.Count));
        Assert.Null(await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct));
        Assert.Null(await Get<HallQueries>().StallAsync(Desks.StaffOf(next, ProducerRights.Fairs), slug, tea.ProducerSlug, Ct));
        Assert.Null(await Get<HallQueries>().StallAsync(Desks.StaffOf(tea, ProducerRights.Listings), slug, tea.ProducerSlug, Ct));
        Assert.True((await Get<HallQueries>().StallAsync(Desks.StaffOf(tea, ProducerRights.Fairs), slug, tea.ProducerSlug, Ct))!.HasPlace);
        Assert.NotNull(await Get<HallQueries>().StallAsync(FairPlaces.Officer, slug, tea.ProducerSlug, Ct));

        Clock.SetVietnam(Start.AddDays(30), new(8, 0));
        Assert.Equal((HallState.Open, 2), ((await HallAsync(slug)).Door.State, (await HallAsync(slug)).Stalls.Count));
        Clock.SetVietnam(Start.AddDays(33), new(8, 0));
        Assert.Equal((HallState.Ended, 2), ((await HallAsync(slug)).Door.State, (await HallAsync(slug)).Stalls.Count));
        Reset();
    }

    [Fact]
    public async Task A_revoked_product_leaves_hall_stall_session_and_labels_at_once()
    {
        var (fair, slug) = await FairAsync();
        var (tea, application) = await Market.ExhibitorAsync(fair, "Chè bị thu hồi", producer: "HTX Thu hồi");
        var (honey, _) = await Market.ExhibitorAsync(fair, "Mật còn lại", producer: "HTX Còn lại");
        Desks.Must(await SaveAsync(tea, application, Words(tea, application, "Chè ngon nhất vùng.")));
        var session = Desks.Must(await Get<EnterSession>().RunAsync(new(FairPlaces.Officer, fair, application, Draft(tea)), Ct));
        Assert.Equal(2, (await HallAsync(slug)).Total);
        Assert.Single((await Get<SessionQueries>().FindAsync(slug, session, Ct))!.Session.Products);
        Assert.True((await Get<FairLabels>().OfOwnAsync(Desks.StaffOf(tea, ProducerRights.Fairs), application, Ct)).Succeeded);

        await Market.RevokeAsync(tea);

        Assert.Equal(["HTX Còn lại"], (await HallAsync(slug)).Stalls.Select(s => s.Name));
        var stall = (await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!;
        Assert.Equal((0, (string?)null), (stall.Products.Count, stall.TextVi)); // its words praised what may not be shown
        Assert.Empty((await Get<SessionQueries>().FindAsync(slug, session, Ct))!.Session.Products);
        Assert.Equal("promotion.nothing_to_label", (await Get<FairLabels>().OfOwnAsync(Desks.StaffOf(tea, ProducerRights.Fairs), application, Ct)).Refusal?.Code);
        Assert.True((await Get<FairLabels>().OfFairAsync(FairPlaces.Officer, fair, Ct)).Succeeded); // the honey's
        Assert.Equal([honey.ProducerSlug], (await Get<HallQueries>().SlugsAsync(Ct)).Single(h => h.Fair == slug).Stalls);
    }

    [Fact]
    public async Task What_ends_before_the_last_day_or_is_not_on_offer_is_not_on_the_stall()
    {
        var (fair, slug) = await FairAsync();
        var tea = await Market.PutOnSaleAsync("Chè đủ ngày", producer: "HTX Ba món");
        var early = await Market.PutOnSaleAsync("Chè thiếu ngày", producer: "HTX Ba món", validThrough: Start.AddDays(31));
        var unlisted = await Market.CertifyAsync("Chè chưa đăng", producer: "HTX Ba món");
        var staff = Desks.StaffOf(tea, ProducerRights.Fairs);
        var application = Desks.Must(await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, tea, actor: staff) with { Products = [tea.Product, early.Product, unlisted.Product] }, Ct));
        await Market.AcceptAsync(fair, tea, application);

        var stall = (await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!;
        Assert.Equal(["Chè đủ ngày"], stall.Products.Select(p => p.Name));
        var file = (await Get<StallDeskQueries>().FindAsync(staff, tea.Producer, slug, Ct))!;
        Assert.Equal([("Chè đủ ngày", null, true), ("Chè thiếu ngày", FairBar.Ends, false), ("Chè chưa đăng", (FairBar?)null, false)], file.Products.Select(p => (p.Product.Name, p.Product.Bar, p.Offer is not null)));
    }

    [Fact]
    public async Task Words_without_tones_province_and_group_find_stalls()
    {
        var (fair, slug) = await FairAsync();
        await Market.ExhibitorAsync(fair, "Mật ong bạc hà", set: 4, producer: "HTX Tìm mật");
        var (tea, _) = await Market.ExhibitorAsync(fair, "Chè shan", producer: "HTX Tìm chè");

        Assert.Equal(["HTX Tìm mật"], (await HallAsync(slug, new(Words: "mat ong"))).Stalls.Select(s => s.Name));
        Assert.Equal(["HTX Tìm chè"], (await HallAsync(slug, new(Words: "TIM CHE"))).Stalls.Select(s => s.Name));
        Assert.Equal((2, 0), ((await HallAsync(slug, new(Words: "rượu"))).All, (await HallAsync(slug, new(Words: "rượu"))).Total));
        Assert.Equal(2, (await HallAsync(slug, new(ProvinceCode: Commune(tea).ProvinceCode))).Total);
        Assert.Equal(0, (await HallAsync(slug, new(ProvinceCode: "91"))).Total);
        var page = await Get<HallQueries>().HallAsync(slug, new(), 2, 1, Ct);
        Assert.Equal((2, 2, 1), (page!.Page, page.Pages, page.Stalls.Count));
    }

    [Fact]
    public async Task Drinks_and_words_about_them_are_kept_from_who_has_not_said_to_be_18()
    {
        var (fair, slug) = await FairAsync();
        var (wine, application) = await Market.ExhibitorAsync(fair, "Rượu nếp", set: 14, producer: "HTX Rượu nếp");
        await Market.ExhibitorAsync(fair, "Chè bên rượu", producer: "HTX Bên rượu");
        Desks.Must(await SaveAsync(wine, application, Words(wine, application, "Nếp nương men lá.")));

        var young = await HallAsync(slug);
        Assert.Equal(["HTX Bên rượu"], young.Stalls.Select(s => s.Name));
        Assert.Equal(1, young.Hidden);
        Assert.Equal(2, (await HallAsync(slug, new(Adult: true))).Stalls.Count);
        Assert.DoesNotContain(wine.ProducerSlug, (await Get<HallQueries>().SlugsAsync(Ct)).Single(h => h.Fair == slug).Stalls);

        using var visitor = Market.CreateVisitor();
        var gate = System.Net.WebUtility.HtmlDecode(await visitor.GetStringAsync($"/hoi-cho/{slug}/gian-hang/{wine.ProducerSlug}", Ct));
        Assert.DoesNotContain("Nếp nương", gate, StringComparison.Ordinal);
        Assert.DoesNotContain("Rượu nếp</a>", gate, StringComparison.Ordinal);
        Assert.Contains("xac-nhan-tuoi", gate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_producers_people_for_fairs_write_its_stall_and_only_while_it_has_its_place()
    {
        var (fair, _) = await FairAsync();
        var (tea, application) = await Market.ExhibitorAsync(fair);
        var (other, _) = await Market.ExhibitorAsync(fair);
        var (waiting, asked) = await Market.ApplicantAsync(fair);

        foreach (var stranger in new[] { Actor.Guest, Desks.StaffOf(other, ProducerRights.Fairs), Desks.StaffOf(tea, ProducerRights.Listings), FairPlaces.Officer })
        {
            Assert.Equal("promotion.application_unknown", (await Get<SaveStall>().RunAsync(new(stranger, application, 0, "x", null, [], null, [], null), Ct)).Refusal?.Code);
        }

        Assert.Equal("promotion.no_place_at_fair", (await SaveAsync(waiting, asked, Words(waiting, asked, "x"))).Refusal?.Code);
        await using var db = await OpenAsync();
        Assert.False(await db.Stalls.AnyAsync(s => s.ApplicationId == application || s.ApplicationId == asked, Ct));
        Desks.Must(await SaveAsync(tea, application, Words(tea, application, "Lần đầu")));
        Assert.Equal("promotion.stall_changed_meanwhile", (await SaveAsync(tea, application, Words(tea, application, "Trang cũ"))).Refusal?.Code);

        Clock.SetVietnam(Start.AddDays(33), new(9, 0));
        Assert.Equal("promotion.fair_wrong_state", (await SaveAsync(tea, application, Words(tea, application, "Muộn"))).Refusal?.Code);
        Reset();
    }

    [Fact]
    public async Task What_cannot_stand_on_a_stall_is_refused_by_name()
    {
        var (fair, _) = await FairAsync();
        var (tea, application) = await Market.ExhibitorAsync(fair);
        var (words, first) = (Words(tea, application, "Chè"), Start.AddDays(30));

        foreach (var (command, code) in new (SaveStall.Command, string)[]
        {
            (words with { TextVi = new string('a', 10_000) }, "promotion.text_too_long"),
            (words with { TextEn = new string('a', 3_001) }, "promotion.text_too_long"),
            (words with { Video = "javascript:alert(1)" }, "promotion.video_link_wrong"),
            (words with { Video = "http://www.youtube.com/watch?v=abcDEF_-123" }, "promotion.video_link_wrong"),
            (words with { Hours = [new(first, new(11, 0), new(9, 0))] }, "promotion.stall_hours_wrong"),
            (words with { Hours = [new(first.AddDays(-1), new(9, 0), new(11, 0))] }, "promotion.not_day_of_fair"),
            (words with { Hours = [new(first, new(9, 0), new(11, 0)), new(first, new(13, 0), new(14, 0))] }, "promotion.fair_day_twice"),
            (words with { Phone = "12" }, "promotion.phone_wrong"),
            (words with { Photos = [.. Enumerable.Range(0, 7).Select(_ => new FairPhoto(new PictureId(Guid.NewGuid()), "", ""))] }, "promotion.too_many_stall_photos"),
        })
        {
            Assert.Equal(code, (await SaveAsync(tea, application, command)).Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_stall_shows_its_own_pictures_and_nobody_elses()
    {
        var (fair, slug) = await FairAsync();
        var (tea, application) = await Market.ExhibitorAsync(fair);
        var (own, stranger) = (Desks.StaffOf(tea, ProducerRights.Fairs), Desks.StaffOf(tea, ProducerRights.Fairs));
        var (mine, theirs) = (await PictureAsync(own), await PictureAsync(stranger));

        Assert.Equal("platform.picture_unknown", (await Get<SaveStall>().RunAsync(new(own, application, 0, null, null, [new(theirs.Id, "", "")], null, [], null), Ct)).Refusal?.Code);
        Desks.Must(await Get<SaveStall>().RunAsync(new(own, application, 0, null, null, [new(mine.Id, "", "Ấm chè")], null, [], null), Ct));

        var photo = Assert.Single((await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!.Photos);
        Assert.Equal((mine.Id, "Ấm chè"), (photo.Picture, photo.Alt));
        await using var db = await OpenAsync();
        var used = await new StallPictures().UsedAsync(db, [mine, theirs], Ct);
        Assert.Equal([mine.Id], used);
    }

    [Fact]
    public async Task The_office_takes_words_down_with_a_reason_and_puts_them_back_and_goods_stay()
    {
        var (fair, slug) = await FairAsync();
        var (tea, application) = await Market.ExhibitorAsync(fair, producer: "HTX Bị gỡ");
        Desks.Must(await SaveAsync(tea, application, Words(tea, application, "Chữa bách bệnh.")));
        var elsewhere = Actor.Officer("Anh Xa", new OfficeArea(OfficeLevel.Province, "04"), OfficeTasks.Fairs, AccountId.New());
        Assert.Equal("promotion.application_unknown", (await Get<TakeDownStall>().RunAsync(new(elsewhere, application, "x"), Ct)).Refusal?.Code);
        Assert.Equal("promotion.application_unknown", (await Get<TakeDownStall>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), application, "x"), Ct)).Refusal?.Code);
        Assert.Equal("promotion.reason_missing", (await Get<TakeDownStall>().RunAsync(new(FairPlaces.Officer, application, " "), Ct)).Refusal?.Code);

        Desks.Must(await Get<TakeDownStall>().RunAsync(new(FairPlaces.Officer, application, "Lời quảng cáo sai"), Ct));

        var stall = (await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!;
        Assert.Equal((null, 1, true), (stall.TextVi, stall.Products.Count, stall.IsTakenDown));
        var letter = await Market.LastLetterAsync($"lienhe-{tea.Producer}@example.vn", Ct);
        Assert.Contains("Lý do: Lời quảng cáo sai", letter, StringComparison.Ordinal);
        Assert.Equal("promotion.stall_as_is", (await Get<TakeDownStall>().RunAsync(new(FairPlaces.Officer, application, "lần nữa"), Ct)).Refusal?.Code);
        var version = (await Get<StallDeskQueries>().FindAsync(Desks.StaffOf(tea, ProducerRights.Fairs), tea.Producer, slug, Ct))!.Version;
        Desks.Must(await SaveAsync(tea, application, Words(tea, application, "Chè sạch.") with { Version = version }));
        Assert.Null((await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!.TextVi); // a change does not undo it

        Desks.Must(await Get<PutBackStall>().RunAsync(new(FairPlaces.Officer, application), Ct));
        Assert.Equal("Chè sạch.", (await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct))!.TextVi);
        await using var db = await OpenAsync();
        Assert.Equal(
            ["promotion.stall_saved", "promotion.stall_taken_down", "promotion.stall_saved", "promotion.stall_put_back"],
            await db.Set<AuditEntry>().Where(e => e.Subject == $"fair_application:{application}" && e.Action.StartsWith("promotion.stall")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Ct));
    }

    [Fact]
    public async Task Whoever_gives_its_place_back_has_no_stall()
    {
        var (fair, slug) = await FairAsync();
        var (tea, application) = await Market.ExhibitorAsync(fair);
        Desks.Must(await Get<WithdrawFromFair>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), application), Ct));

        Assert.Equal(0, (await HallAsync(slug)).All);
        Assert.Null(await Get<HallQueries>().StallAsync(Actor.Guest, slug, tea.ProducerSlug, Ct));
        Assert.Equal("promotion.no_place_at_fair", (await Get<FairLabels>().OfOwnAsync(Desks.StaffOf(tea, ProducerRights.Fairs), application, Ct)).Refusal?.Code);
    }

    private async Task<(FairId Fair, string Slug)> FairAsync(FairType type = FairType.Fair)
    {
        Reset();
        var fair = await Market.AnnounceFairAsync(type: type);
        return (fair, (await Market.BoardAsync(fair)).Fair.Slug);
    }

    private void Reset() => Clock.SetVietnam(Start, new(9, 0));

    private async Task<HallView> HallAsync(string slug, HallFilter? filter = null) => (await Get<HallQueries>().HallAsync(slug, filter ?? new(), 1, 24, Ct))!;

    private static SaveStall.Command Words(ProductOnSale product, FairApplicationId application, string text) => new(Desks.StaffOf(product, ProducerRights.Fairs), application, 0, text, null, [], null, [], null);

    private Task<Result> SaveAsync(ProductOnSale product, FairApplicationId application, SaveStall.Command command)
        => Get<SaveStall>().RunAsync(command with { Actor = Desks.StaffOf(product, ProducerRights.Fairs), Application = application }, Ct);

    private static SessionDraft Draft(ProductOnSale product) => new("Phiên chè", null, Start.AddDays(30), new(19, 0), new(20, 0), "https://phim.example/chè", [product.Product]);

    private async Task<PictureView> PictureAsync(Actor actor)
    {
        var photo = TestPhotos.Jpeg();
        return Desks.Must(await Get<AddPicture>().RunAsync(new(actor, "gian.jpg", photo.Length, Private: false), new MemoryStream(photo), Ct));
    }

    private static OcopMarket.Platform.Areas.Commune Commune(ProductOnSale product) => OcopMarket.Platform.Areas.AreaDirectory.Instance.FindCommune(product.CommuneCode)!;
}
