using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>What an office may write, and what becomes of it when it moves, is postponed or is called off.</summary>
public sealed class FairTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly April = new(2026, 4, 10);

    [Fact]
    public async Task Officers_for_fairs_begin_fairs_of_their_own_office_and_nobody_else_does()
    {
        var here = Desks.OfficerOf("09700", OfficeTasks.Fairs);
        var fair = await Market.DraftFairAsync(Fairs.Draft("Hội chợ của xã", April), here);
        Assert.Equal(new OfficeArea(OfficeLevel.Commune, "01", "09700"), (await Market.FileOfAsync(fair)).Office);

        Actor[] mayNot = [Actor.Guest, Actor.Member("Khách", AccountId.New()), Desks.OfficerOf("09700"), Actor.Administrator("Anh Quản", AccountId.New()), Actor.Member("Chủ", AccountId.New(), new ProducerMembership(ProducerId.New(), ProducerRights.All))];
        foreach (var actor in mayNot)
        {
            Assert.Equal("promotion.fair_officers_only", (await Get<SaveFair>().RunAsync(new(actor, null, 0, Fairs.Draft("Của ai", April)), Ct)).Refusal?.Code);
            Assert.Null(await Get<FairDeskQueries>().ListAsync(actor, FairFolder.Drafts, null, 1, Ct));
            Assert.Null(await Get<FairDeskQueries>().FindAsync(actor, fair, Ct));
        }

        await using var db = await OpenAsync();
        Assert.False(await db.Fairs.AnyAsync(f => f.NameVi == "Của ai", Ct));
    }

    [Fact]
    public async Task A_fair_is_run_by_its_own_office_and_those_above_it()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ một cơ quan", April), Desks.OfficerOf("09700", OfficeTasks.Fairs));
        Actor[] others = [Desks.OfficerOf("00004", OfficeTasks.Fairs), Actor.Officer("Tỉnh khác", new(OfficeLevel.Province, "22"), OfficeTasks.Fairs, AccountId.New())];
        foreach (var other in others)
        {
            Assert.Equal("promotion.fair_unknown", (await Get<SaveFair>().RunAsync(new(other, file.Id, file.Version, file.Draft), Ct)).Refusal?.Code);
            Assert.Equal("promotion.fair_unknown", (await Get<CancelFair>().RunAsync(new(other, file.Id!.Value, file.Version, "Không thích", null), Ct)).Refusal?.Code);
            Assert.Equal("promotion.fair_unknown", (await Get<MoveFair>().RunAsync(new(other, file.Id!.Value, file.Version, April, April, null, "Không thích", null), Ct)).Refusal?.Code);
            Assert.DoesNotContain((await Get<FairDeskQueries>().ListAsync(other, FairFolder.Current, null, 1, Ct))!.Items, row => row.Id == file.Id);
        }

        var province = Actor.Officer("Hà Nội", new(OfficeLevel.Province, "01"), OfficeTasks.Fairs, AccountId.New());
        Assert.Contains((await Get<FairDeskQueries>().ListAsync(province, FairFolder.Current, null, 1, Ct))!.Items, row => row.Id == file.Id);
        Desks.Must(await Get<PostponeFair>().RunAsync(new(province, file.Id!.Value, file.Version, "Chờ mặt bằng", null), Ct));
        Assert.Equal(FairStage.Postponed, (await Market.FileOfAsync(file.Id!.Value)).Stage);
    }

    [Theory]
    [InlineData("promotion.fair_ends_before_start")]
    [InlineData("promotion.fair_too_long")]
    [InlineData("promotion.fair_days_missing")]
    [InlineData("promotion.fair_hours_wrong")]
    [InlineData("promotion.fair_day_outside")]
    [InlineData("promotion.fair_day_twice")]
    [InlineData("promotion.fair_edge_closed")]
    [InlineData("promotion.fair_zone_twice")]
    [InlineData("promotion.fair_quota_wrong")]
    [InlineData("promotion.fair_quota_twice")]
    [InlineData("promotion.fair_apply_wrong")]
    [InlineData("promotion.fair_words")]
    [InlineData("promotion.fair_website_wrong")]
    [InlineData("promotion.fair_place_unknown")]
    [InlineData("platform.pin_swapped")]
    [InlineData("platform.pin_elsewhere")]
    [InlineData("promotion.fair_name_missing")]
    [InlineData("promotion.fair_support_wrong")]
    public async Task What_cannot_be_is_refused_and_nothing_is_kept(string code)
    {
        var good = Fairs.Draft("Hội chợ sai", April);
        var draft = code switch
        {
            "promotion.fair_ends_before_start" => good with { Through = April.AddDays(-1) },
            "promotion.fair_too_long" => good with { Through = April.AddDays(366) },
            "promotion.fair_days_missing" => good with { From = null },
            "promotion.fair_hours_wrong" => good with { Closes = new(8, 0) },
            "promotion.fair_day_outside" => good with { ClosedDays = [April.AddDays(9)] },
            "promotion.fair_day_twice" => good with { ClosedDays = [April.AddDays(1)], OtherHours = [new(April.AddDays(1), new(9, 0), new(10, 0))] },
            "promotion.fair_edge_closed" => good with { ClosedDays = [April] },
            "promotion.fair_zone_twice" => good with { Zones = [new("a", "Khu một", null), new("A ", "Khu hai", null)] },
            "promotion.fair_quota_wrong" => good with { PlannedBooths = 10, Quotas = [new("09700", null, 11)] },
            "promotion.fair_quota_twice" => good with { Quotas = [new("09700", null, 1), new("09700", null, 2)] },
            "promotion.fair_apply_wrong" => good with { ApplyFrom = April.AddDays(-9), ApplyThrough = April },
            "promotion.fair_words" => good with { NameVi = "Hội chợ chữa bệnh 5 sao" },
            "promotion.fair_website_wrong" => good with { Website = "javascript:alert(1)" },
            "promotion.fair_place_unknown" => good with { Place = good.Place with { CommuneCode = "Xã Không Có" } },
            "platform.pin_swapped" => good with { Place = good.Place with { Pin = "105.3415, 21.0581" } },
            "platform.pin_elsewhere" => good with { Place = good.Place with { Pin = "15.5, 112.0" } },
            "promotion.fair_name_missing" => good with { NameVi = " " },
            _ => good with { SupportPercent = 101 },
        };

        Assert.Equal(code, (await Get<SaveFair>().RunAsync(new(Fairs.Officer, null, 0, draft), Ct)).Refusal?.Code);

        await using var db = await OpenAsync();
        Assert.False(await db.Fairs.AnyAsync(f => f.Organiser == "Sở Công Thương Hà Nội" && (f.NameVi == "Hội chợ sai" || f.NameVi.Contains("chữa bệnh")), Ct));
    }

    [Fact]
    public async Task Being_open_at_Tet_is_asked_about_and_may_be_meant()
    {
        var draft = Fairs.Draft("Hội chợ qua Tết", new(2027, 2, 1), days: 12); // Tết is 6 February 2027

        var asked = await Get<SaveFair>().RunAsync(new(Fairs.Officer, null, 0, draft), Ct);
        Assert.Equal(new Refusal("promotion.fair_open_at_tet", new DateOnly(2027, 2, 6), new DateOnly(2027, 2, 8), 3), asked.Refusal);

        Desks.Must(await Get<SaveFair>().RunAsync(new(Fairs.Officer, null, 0, draft with { NameVi = "Hội chợ mở suốt Tết" }, OpenAtTet: true), Ct));
        Desks.Must(await Get<SaveFair>().RunAsync(new(Fairs.Officer, null, 0, draft with { NameVi = "Hội chợ nghỉ Tết", ClosedDays = [new(2027, 2, 6), new(2027, 2, 7), new(2027, 2, 8)] }), Ct));

        var moved = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ dời vào Tết", new(2027, 1, 5)));
        Assert.Equal("promotion.fair_open_at_tet", (await Get<MoveFair>().RunAsync(new(Fairs.Officer, moved.Id!.Value, moved.Version, new(2027, 2, 5), new(2027, 2, 7), null, "Chờ Tết", null), Ct)).Refusal?.Code);
        Assert.Equal(new DateOnly(2027, 1, 5), (await Market.FileOfAsync(moved.Id!.Value)).Draft.From);
    }

    [Fact]
    public async Task Days_and_place_of_an_announced_fair_change_by_moving_it_only()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ đứng yên", April) with { Place = new("Nhà văn hóa", "Đường 1", "09700", "21.058149, 105.341512", null) });

        Assert.Equal("promotion.fair_moves_apart", (await Get<SaveFair>().RunAsync(new(Fairs.Officer, file.Id, file.Version, file.Draft with { Through = April.AddDays(5) }), Ct)).Refusal?.Code);
        Assert.Equal("promotion.fair_moves_apart", (await Get<SaveFair>().RunAsync(new(Fairs.Officer, file.Id, file.Version, file.Draft with { Place = file.Draft.Place with { Name = "Nơi khác" } }), Ct)).Refusal?.Code);
        Desks.Must(await Get<SaveFair>().RunAsync(new(Fairs.Officer, file.Id, file.Version, file.Draft with { Place = file.Draft.Place with { Access = "Xe buýt 74" }, Opens = new(9, 0) }), Ct));

        var after = await Market.FileOfAsync(file.Id!.Value);
        Assert.Equal(("Xe buýt 74", new TimeOnly(9, 0)), (after.Draft.Place.Access, after.Draft.Opens!.Value));
        Assert.Equal([FairChangeKind.Edited, FairChangeKind.Announced], after.News.Select(n => n.Kind));
    }

    [Fact]
    public async Task Saving_the_same_again_tells_no_calendar()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ không đổi", April));

        Desks.Must(await Get<SaveFair>().RunAsync(new(Fairs.Officer, file.Id, file.Version, file.Draft), Ct));

        Assert.Equal((file.Version, 1), ((await Market.FileOfAsync(file.Id!.Value)).Version, (await Market.FileOfAsync(file.Id!.Value)).News.Count));
    }

    [Fact]
    public async Task A_page_that_is_old_writes_over_nothing()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ hai người", April));
        await Market.MoveFairAsync(file.Id!.Value, April.AddDays(7), April.AddDays(9));

        Assert.Equal("promotion.fair_changed_meanwhile", (await Get<CancelFair>().RunAsync(new(Fairs.Officer, file.Id!.Value, file.Version, "Lỡ tay", null), Ct)).Refusal?.Code);
        Assert.Equal("promotion.fair_changed_meanwhile", (await Get<SaveFair>().RunAsync(new(Fairs.Officer, file.Id, file.Version, file.Draft), Ct)).Refusal?.Code);
        Assert.Equal(April.AddDays(7), (await Market.FileOfAsync(file.Id!.Value)).Draft.From);
    }

    [Fact]
    public async Task A_move_says_what_was_and_why_and_is_on_record()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ dời", April));
        Assert.Equal("promotion.fair_reason_missing", (await Get<MoveFair>().RunAsync(new(Fairs.Officer, file.Id!.Value, file.Version, April.AddDays(7), April.AddDays(9), null, " ", null), Ct)).Refusal?.Code);

        var place = new FairPlace("Sân vận động", "Đường 2", "09700", "21.06, 105.34", null);
        Desks.Must(await Get<MoveFair>().RunAsync(new(Fairs.Officer, file.Id!.Value, file.Version, April.AddDays(7), April.AddDays(9), place, "Mưa bão", "Storm"), Ct));

        var news = (await Market.FileOfAsync(file.Id!.Value)).News[0];
        Assert.Equal((FairChangeKind.Moved, "Mưa bão", "Storm", April, April.AddDays(7), "Nhà văn hóa xã", "Sân vận động"), (news.Kind, news.ReasonVi, news.ReasonEn, news.Before!.From, news.After!.From, news.Before.Venue.Name, news.After.Venue.Name));
        await using var db = await OpenAsync();
        Assert.Equal("Mưa bão", (await db.Set<AuditEntry>().SingleAsync(e => e.Action == "promotion.fair_moved" && e.Subject == $"fair:{file.Id}", Ct)).Reason);
    }

    [Fact]
    public async Task Only_a_draft_can_be_deleted()
    {
        var (draft, live) = (await Market.DraftFairAsync(Fairs.Draft("Hội chợ nháp", April)), await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ thật", April)));

        Desks.Must(await Get<DropFair>().RunAsync(new(Fairs.Officer, draft, (await Market.FileOfAsync(draft)).Version), Ct));
        Assert.Equal("promotion.fair_not_draft", (await Get<DropFair>().RunAsync(new(Fairs.Officer, live.Id!.Value, live.Version), Ct)).Refusal?.Code);

        await using var db = await OpenAsync();
        Assert.Equal([live.Id!.Value], await db.Fairs.Where(f => f.Id == draft || f.Id == live.Id).Select(f => f.Id).ToListAsync(Ct));
    }

    [Fact]
    public async Task The_next_edition_is_a_draft_of_the_same_series_on_the_same_days_of_the_week()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ thường niên", April) with { PlannedBooths = 60, ApplyFrom = new(2026, 3, 1), ApplyThrough = new(2026, 3, 20) });

        var next = await Market.FileOfAsync(Desks.Must(await Get<BeginNextEdition>().RunAsync(new(Fairs.Officer, file.Id!.Value, file.Version), Ct)));

        Assert.Equal((FairState.Draft, new DateOnly(2027, 4, 9), new DateOnly(2027, 4, 11), 60, (DateOnly?)null), (next.State, next.Draft.From!.Value, next.Draft.Through!.Value, next.Draft.PlannedBooths!.Value, next.Draft.ApplyFrom));
        Assert.Equal(("hoi-cho-thuong-nien", "hoi-cho-thuong-nien", "hoi-cho-thuong-nien-2"), ((await Market.FileOfAsync(file.Id!.Value)).Draft.Series, next.Draft.Series, next.Slug));
        Assert.Equal(April.DayOfWeek, next.Draft.From!.Value.DayOfWeek);
    }

    [Fact]
    public async Task A_fair_of_the_past_is_written_down_on_purpose_only_and_tells_what_happened()
    {
        var fair = await Market.DraftFairAsync(Fairs.Draft("Hội chợ năm ngoái", new(2025, 11, 1)));
        var version = (await Market.FileOfAsync(fair)).Version;

        Assert.Equal("promotion.fair_over", (await Get<AnnounceFair>().RunAsync(new(Fairs.Officer, fair, version), Ct)).Refusal?.Code);
        Desks.Must(await Get<AnnounceFair>().RunAsync(new(Fairs.Officer, fair, version, IsOver: true), Ct));
        Assert.Equal("promotion.fair_story_missing", (await Get<SayAfter>().RunAsync(new(Fairs.Officer, fair, (await Market.FileOfAsync(fair)).Version, " ", null, []), Ct)).Refusal?.Code);
        Desks.Must(await Get<SayAfter>().RunAsync(new(Fairs.Officer, fair, (await Market.FileOfAsync(fair)).Version, "Đông vui.", null, []), Ct));

        Assert.Equal((FairStage.Ended, "Đông vui."), ((await Market.FileOfAsync(fair)).Stage, (await Market.FileOfAsync(fair)).AfterVi));
        var coming = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ chưa mở", April));
        Assert.Equal("promotion.fair_wrong_state", (await Get<SayAfter>().RunAsync(new(Fairs.Officer, coming.Id!.Value, coming.Version, "Vui.", null, []), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task The_database_keeps_no_fair_that_ends_before_it_starts_and_no_move_without_a_reason()
    {
        var file = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ trong kho", April));
        await using var db = await OpenAsync();
        var id = file.Id!.Value.Value;

        Assert.Equal("23514", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"""update promotion.fairs set through = "from" - 1 where id = {id}""", Ct))).SqlState);
        Assert.Equal("23514", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"insert into promotion.fair_changes (fair_id, kind, sequence, at) values ({id}, 'Cancelled', 1, now())", Ct))).SqlState);
    }
}
