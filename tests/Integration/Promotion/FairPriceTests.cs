using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>A price for days of a fair: who may set it, when it counts, and what ends it.</summary>
public sealed class FairPriceTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_price_counts_from_the_first_moment_of_its_first_day_to_the_last_of_its_last()
    {
        var at = await Market.PutAtFairAsync("Chè đúng ngày", price: 120_000);
        await Market.SetPriceAsync(at, 90_000);

        Clock.SetVietnam(at.From.AddDays(-1), new(23, 59, 59));
        Assert.Equal((120_000, null), await PriceAsync(at));
        Clock.SetVietnam(at.From);
        Assert.Equal((90_000, at.Through), await PriceAsync(at));
        Clock.SetVietnam(at.Through, new(23, 59, 59));
        Assert.Equal((90_000, at.Through), await PriceAsync(at));
        Clock.SetVietnam(at.Through.AddDays(1));
        Assert.Equal((120_000, null), await PriceAsync(at));
    }

    [Fact]
    public async Task A_price_is_below_the_ordinary_one_and_no_lower_than_the_law_lets_it_be()
    {
        var at = await Market.PutAtFairAsync("Chè theo luật", price: 100_001);

        Assert.Equal(new Refusal("catalog.dated_price_not_lower", 100_001L, 100_001L), (await Market.TrySetAsync(at, 100_001)).Refusal);
        Assert.Equal(new Refusal("catalog.dated_price_not_lower", 0L, 100_001L), (await Market.TrySetAsync(at, 0)).Refusal);
        Assert.Equal(new Refusal("catalog.dated_price_too_low", 50, 50_001L), (await Market.TrySetAsync(at, 50_000)).Refusal);
        Assert.Empty(await RowsAsync(at));
        await Market.SetPriceAsync(at, 50_001);
        Assert.Equal(50_000, Assert.Single(await RowsAsync(at)).PerPiece.Dong);
    }

    [Fact]
    public async Task Days_lie_in_the_fair_and_two_prices_never_share_one()
    {
        var at = await Market.PutAtFairAsync("Chè một giá một ngày");
        var outside = new Refusal("promotion.fair_price_days_outside", at.From, at.Through);

        Assert.Equal(outside, (await Market.TrySetAsync(at, 80_000, from: at.From.AddDays(-1))).Refusal);
        Assert.Equal(outside, (await Market.TrySetAsync(at, 80_000, through: at.Through.AddDays(1))).Refusal);
        Assert.Equal(outside, (await Market.TrySetAsync(at, 80_000, from: at.Through, through: at.From)).Refusal);
        var first = await Market.SetPriceAsync(at, 80_000, through: at.From.AddDays(1));
        Assert.Equal(new Refusal("catalog.dated_price_overlaps", at.From, at.From.AddDays(1)), (await Market.TrySetAsync(at, 70_000, from: at.From.AddDays(1))).Refusal);
        await Market.SetPriceAsync(at, 70_000, from: at.Through);
        Desks.Must(await Get<EndFairPrice>().RunAsync(new(at.Staff, first, null), Ct));
        await Market.SetPriceAsync(at, 60_000, through: at.From.AddDays(1)); // what was taken back leaves its days

        Clock.SetVietnam(at.From, new(10, 0));
        Assert.Equal((60_000, at.From.AddDays(1)), await PriceAsync(at));
        Clock.SetVietnam(at.Through, new(10, 0));
        Assert.Equal((70_000, at.Through), await PriceAsync(at));
    }

    [Fact]
    public async Task Of_two_people_who_set_a_price_for_one_day_at_once_one_is_told()
    {
        var at = await Market.PutAtFairAsync("Chè hai người đặt");

        var results = await Task.WhenAll(new[] { 80_000, 70_000 }.Select(price => Task.Run(() => Market.TrySetAsync(at, price))));

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(new Refusal("catalog.dated_price_overlaps", at.From, at.Through), Assert.Single(results, r => !r.Succeeded).Refusal);
    }

    [Fact]
    public async Task Only_a_producer_with_a_place_sets_a_price_and_only_for_what_it_shows_there()
    {
        var at = await Market.PutAtFairAsync("Chè có gian");
        var (declined, application) = await Market.ApplicantAsync(at.Fair, "Chè bị từ chối");
        Desks.Must(await Get<TurnDownApplication>().RunAsync(new(FairPlaces.Officer, at.Fair, [application], "Hết chỗ"), Ct));

        var refused = await Get<SetFairPrice>().RunAsync(new(Desks.StaffOf(declined, ProducerRights.Fairs), application, at.Variant, new(80_000), at.From, at.Through, new(PricePayerKind.Producer, null), null), Ct);
        Assert.Equal(new Refusal("promotion.application_wrong_state", ParticipationState.TurnedDown), refused.Refusal);
        Assert.Equal("promotion.application_unknown", (await Market.TrySetAsync(at, 80_000, actor: Desks.StaffOf(at.Product, ProducerRights.Listings))).Refusal?.Code);
        Assert.Equal("promotion.application_unknown", (await Market.TrySetAsync(at, 80_000, actor: Desks.StaffOf(declined, ProducerRights.Fairs))).Refusal?.Code);
        var other = await Market.PutOnSaleAsync("Chè không trưng bày", producer: "HTX có gian khác");
        Assert.Equal("promotion.fair_price_not_shown", (await Market.TrySetAsync(at with { Variant = await Market.VariantOfAsync(other) }, 80_000)).Refusal?.Code);

        await Market.RevokeAsync(at.Product);
        Assert.Equal("promotion.fair_price_not_shown", (await Market.TrySetAsync(at, 80_000)).Refusal?.Code);
    }

    [Fact]
    public async Task What_ends_before_the_fair_does_gets_no_price_there()
    {
        var fair = await Market.AnnounceFairAsync();
        var through = Clock.Today().AddDays(32);
        var whole = await Market.PutOnSaleAsync("Chè đủ ngày hội chợ", producer: "HTX Hai hạn");
        var early = await Market.PutOnSaleAsync("Chè thiếu ngày hội chợ", producer: "HTX Hai hạn", validThrough: through.AddDays(-1));
        var staff = Desks.StaffOf(whole, ProducerRights.Fairs);
        var application = Desks.Must(await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, whole, actor: staff) with { Products = [whole.Product, early.Product] }, Ct));
        await Market.AcceptAsync(fair, whole, application);
        var at = new AtFair(whole, fair, application, await Market.VariantOfAsync(whole), through.AddDays(-2), through);

        Assert.Equal("promotion.fair_price_not_shown", (await Market.TrySetAsync(at with { Variant = await Market.VariantOfAsync(early) }, 80_000, through: at.From)).Refusal?.Code);
        Desks.Must(await Market.TrySetAsync(at, 80_000, through: at.From));
    }

    [Fact]
    public async Task An_office_confirms_a_price_at_its_own_fair_only()
    {
        var (here, there) = (await Market.PutAtFairAsync("Chè ở hội chợ này"), await Market.PutAtFairAsync("Chè ở hội chợ kia"));
        var price = Desks.Must(await Market.TrySetAsync(there, 70_000, payer: new(PricePayerKind.Sponsor, "Ngân hàng C"), most: 5));

        Assert.Equal("promotion.fair_price_unknown", (await Get<ConfirmFairPrice>().RunAsync(new(FairPlaces.Officer, here.Fair, price), Ct)).Refusal?.Code);
        Assert.False(Assert.Single(await RowsAsync(there)).Confirmed);
    }

    [Theory]
    [InlineData("update promotion.fairs set through = through + 1 where id = @fair", "promotion.fair_days_changed")]
    [InlineData("update promotion.fair_applications set products = regexp_replace(products::text, '[0-9a-f-]{36}', gen_random_uuid()::text)::jsonb where fair_id = @fair", "promotion.fair_price_not_shown")]
    public async Task What_changed_between_looking_and_setting_a_price_is_seen_under_the_lock(string change, string refusal)
    {
        var at = await Market.PutAtFairAsync("Chè đổi giữa chừng");
        await using var connection = new Npgsql.NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended('fair-places:{at.Fair}', 0))");

        var setting = Task.Run(() => Market.TrySetAsync(at, 80_000));
        await using var db = await OpenAsync();
        Assert.True(await Eventually.GetAsync(() => db.Database.SqlQuery<bool>($"select exists (select from pg_stat_activity where wait_event = 'advisory' and datname = current_database()) as \"Value\"").SingleAsync(Ct), waits => waits));
        await ExecuteAsync(change);
        await transaction.CommitAsync(Ct);

        Assert.Equal(refusal, (await setting).Refusal?.Code);
        Assert.Empty(await RowsAsync(at));

        async Task ExecuteAsync(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection, transaction);
            if (sql.Contains("@fair", StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue("fair", at.Fair.Value);
            }

            await command.ExecuteNonQueryAsync(Ct);
        }
    }

    [Fact]
    public async Task Alcohol_gets_no_lower_price()
    {
        var fair = await Market.AnnounceFairAsync();
        var spirit = await Market.PutOnSaleAsync("Rượu ở hội chợ", set: 14);
        var application = await Market.ApplyAsync(fair, spirit);
        await Market.AcceptAsync(fair, spirit, application);
        var at = new AtFair(spirit, fair, application, await Market.VariantOfAsync(spirit), Clock.Today().AddDays(30), Clock.Today().AddDays(32));

        Assert.Equal("catalog.dated_price_of_alcohol", (await Market.TrySetAsync(at, 80_000)).Refusal?.Code);
    }

    [Fact]
    public async Task What_somebody_else_pays_for_counts_only_once_the_office_of_the_fair_has_said_yes()
    {
        var at = await Market.PutAtFairAsync("Chè được hỗ trợ", price: 100_000);
        Assert.Equal("catalog.dated_price_payer_missing", (await Market.TrySetAsync(at, 70_000, payer: new(PricePayerKind.Sponsor, "Ngân hàng A"))).Refusal?.Code);
        Assert.Equal("catalog.dated_price_payer_missing", (await Market.TrySetAsync(at, 70_000, payer: new(PricePayerKind.Sponsor, " "), most: 5)).Refusal?.Code);
        var price = Desks.Must(await Market.TrySetAsync(at, 70_000, payer: new(PricePayerKind.Sponsor, " Ngân hàng A "), most: 50));

        Clock.SetVietnam(at.From, new(9, 0));
        Assert.Equal((100_000, null), await PriceAsync(at));
        var stranger = Actor.Officer("Anh Khác", new OfficeArea(OfficeLevel.Province, "79"), OfficeTasks.Fairs, AccountId.New());
        Assert.Equal("promotion.fair_unknown", (await Get<ConfirmFairPrice>().RunAsync(new(stranger, at.Fair, price), Ct)).Refusal?.Code);
        Assert.Equal("promotion.fair_unknown", (await Get<ConfirmFairPrice>().RunAsync(new(at.Staff, at.Fair, price), Ct)).Refusal?.Code);
        Desks.Must(await Get<ConfirmFairPrice>().RunAsync(new(FairPlaces.Officer, at.Fair, price), Ct));
        Assert.Contains("đã xác nhận bên trả", await Market.LastLetterAsync($"lienhe-{at.Product.Producer}@example.vn", Ct), StringComparison.Ordinal);
        var offer = await Market.OfferOfAsync(at);
        Assert.Equal((70_000L, 100_000L, 30_000L, 50, new PricePayer(PricePayerKind.Sponsor, "Ngân hàng A")), (offer.Price.Dong, offer.ListPrice.Dong, offer.Dated!.PerPiece.Dong, offer.Purchasable, offer.Dated.Payer));
        Assert.Equal("catalog.dated_price_over", (await Get<ConfirmFairPrice>().RunAsync(new(FairPlaces.Officer, at.Fair, price), Ct)).Refusal?.Code);

        Assert.Equal("promotion.reason_missing", (await Get<EndFairPrice>().RunAsync(new(FairPlaces.Officer, price, " "), Ct)).Refusal?.Code);
        Assert.Equal("promotion.fair_price_unknown", (await Get<EndFairPrice>().RunAsync(new(stranger, price, "x"), Ct)).Refusal?.Code);
        Desks.Must(await Get<EndFairPrice>().RunAsync(new(FairPlaces.Officer, price, "Hết kinh phí"), Ct));
        Assert.Equal((100_000, null), await PriceAsync(at));
        Assert.Contains("Từ lúc này hàng bán theo giá thường", await Market.LastLetterAsync($"lienhe-{at.Product.Producer}@example.vn", Ct), StringComparison.Ordinal);
        var own = (await Get<FairPriceQueries>().OwnAsync(at.Staff, at.Application, Ct))!;
        Assert.Equal((DatedPriceEnd.ByOffice, "Hết kinh phí"), (Assert.Single(own.Prices).EndedBecause, own.Prices[0].Reason));
        Assert.Null(await Get<FairPriceQueries>().OwnAsync(FairPlaces.Officer, at.Application, Ct));
        Assert.Null(await Get<FairPriceQueries>().OfFairAsync(stranger, at.Fair, Ct));
    }

    [Fact]
    public async Task A_price_that_waits_is_a_case_of_the_fairs_officers_that_is_taken_covered_and_closed_by_the_answer()
    {
        var at = await Market.PutAtFairAsync("Chè chờ xác nhận", price: 100_000);
        var (first, second) = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs), await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs));
        var (elsewhere, registry) = (await Market.AsProvinceOfficerAsync("22", OfficeTasks.Fairs), await Market.AsProvinceOfficerAsync("01", OfficeTasks.Registry));
        await Market.SetPriceAsync(at, 90_000, through: at.From); // its producer pays itself: nobody is asked
        var asked = Clock.GetUtcNow();
        var price = Desks.Must(await Market.TrySetAsync(at, 70_000, from: at.From.AddDays(1), payer: new(PricePayerKind.Sponsor, "Ngân hàng A"), most: 5));

        var row = Assert.Single(await OpenCasesAsync(first, at));
        Assert.Equal((CaseKind.FairPrice, price.Value, "01", asked), (row.Kind, row.Id, row.ProvinceCode, row.Since));
        Assert.EndsWith(": Chè chờ xác nhận – 500 g", row.Title, StringComparison.Ordinal);
        Assert.Empty(await OpenCasesAsync(elsewhere, at));
        Assert.Empty(await OpenCasesAsync(registry, at));
        Desks.Must(await Get<TakeCase>().RunAsync(first.Actor, CaseKind.FairPrice, price.Value, Ct));
        Desks.Must(await Get<HandOverCase>().RunAsync(new(first.Actor, CaseKind.FairPrice, price.Value, second.Account, "Chị hỏi ngân hàng giúp"), Ct));
        Assert.Equal("registry.case_unknown", (await Get<TakeCase>().RunAsync(elsewhere.Actor, CaseKind.FairPrice, price.Value, Ct)).Refusal?.Code);
        Desks.Must(await Get<DeclareAbsence>().RunAsync(new(second.Actor, second.Account, first.Account, Clock.Today(), Clock.Today()), Ct));
        Assert.Equal((second.Account, (AccountId?)first.Account), ((await OpenCasesAsync(first, at, Whose.Mine)).Single().Holder is { } holder ? (holder.Account, holder.Cover) : default));
        using (var client = first.Client())
        {
            Assert.Contains($"/can-bo/hoi-cho/{at.Fair}/gia", await client.GetStringAsync("/can-bo/viec", Ct), StringComparison.Ordinal);
            using var taken = await client.SubmitAsync($"/can-bo/hoi-cho/{at.Fair}/gia", $"nhan-viec-{price}", [], Ct);
            Assert.Equal($"/can-bo/hoi-cho/{at.Fair}/gia", taken.LedTo());
        }

        Desks.Must(await Get<ConfirmFairPrice>().RunAsync(new(first.Actor, at.Fair, price), Ct));
        Assert.Empty(await OpenCasesAsync(first, at));
        Assert.Null((await Get<CaseQueries>().FindAsync(first.Actor, CaseKind.FairPrice, price.Value, Ct))!.Holder);
    }

    [Fact]
    public async Task A_price_that_is_taken_back_or_whose_last_day_is_over_waits_for_nobody()
    {
        var at = await Market.PutAtFairAsync("Chè hết chờ", price: 100_000);
        var officer = await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs);
        var sponsor = new PricePayer(PricePayerKind.Sponsor, "Ngân hàng B");
        var back = Desks.Must(await Market.TrySetAsync(at, 70_000, through: at.From, payer: sponsor, most: 5));
        var late = Desks.Must(await Market.TrySetAsync(at, 70_000, from: at.From.AddDays(1), through: at.From.AddDays(1), payer: sponsor, most: 5));
        Desks.Must(await Get<TakeCase>().RunAsync(officer.Actor, CaseKind.FairPrice, back.Value, Ct));

        Desks.Must(await Get<EndFairPrice>().RunAsync(new(at.Staff, back, null), Ct));

        Assert.Equal([late.Value], (await OpenCasesAsync(officer, at)).Select(c => c.Id));
        Assert.Null((await Get<CaseQueries>().FindAsync(officer.Actor, CaseKind.FairPrice, back.Value, Ct))!.Holder);
        Clock.SetVietnam(at.From.AddDays(1), new(23, 59));
        Assert.Single(await OpenCasesAsync(officer, at));
        Clock.SetVietnam(at.From.AddDays(2));
        Assert.Empty(await OpenCasesAsync(officer, at));
    }

    [Fact]
    public async Task An_ordinary_price_that_sinks_below_the_fair_price_holds()
    {
        var at = await Market.PutAtFairAsync("Chè giảm thêm", price: 100_000);
        await Market.SetPriceAsync(at, 80_000);
        Clock.SetVietnam(at.From, new(9, 0));

        Desks.Must(await Get<SetShelf>().RunAsync(new(Desks.StaffOf(at.Product), [new(1, at.Variant.ToString(), "75.000", "", "")]), Ct));
        Assert.Equal((75_000, null), await PriceAsync(at));
        Desks.Must(await Get<SetShelf>().RunAsync(new(Desks.StaffOf(at.Product), [new(1, at.Variant.ToString(), "150.000", "", "")]), Ct));
        Assert.Equal((80_000, at.Through), await PriceAsync(at));
        Assert.Equal((150_000L, 20_000L), ((await Market.OfferOfAsync(at)).ListPrice.Dong, (await Market.OfferOfAsync(at)).Dated!.PerPiece.Dong)); // no payer bears what was raised meanwhile
    }

    [Fact]
    public async Task A_price_ends_at_once_when_its_producer_takes_it_back_or_loses_its_place()
    {
        var (taken, left) = (await Market.PutAtFairAsync("Chè rút giá"), await Market.PutAtFairAsync("Chè rút khỏi hội chợ"));
        var price = await Market.SetPriceAsync(taken, 80_000);
        await Market.SetPriceAsync(left, 80_000);
        Clock.SetVietnam(taken.From, new(9, 0));
        Assert.Equal((80_000, taken.Through), await PriceAsync(taken));
        Assert.Equal((80_000, left.Through), await PriceAsync(left));

        Desks.Must(await Get<EndFairPrice>().RunAsync(new(taken.Staff, price, null), Ct));
        Desks.Must(await Get<WithdrawFromFair>().RunAsync(new(left.Staff, left.Application), Ct));

        Assert.Equal((100_000, null), await PriceAsync(taken));
        Assert.Equal((100_000, null), await PriceAsync(left));
        Assert.Equal("catalog.dated_price_over", (await Get<EndFairPrice>().RunAsync(new(taken.Staff, price, null), Ct)).Refusal?.Code);
        Assert.Equal(DatedPriceEnd.PlaceLost, Assert.Single(await RowsAsync(left)).EndedBecause);
    }

    [Fact]
    public async Task Prices_move_with_their_fair_and_end_with_it()
    {
        var at = await Market.PutAtFairAsync("Chè dời ngày", inDays: 20);
        await Market.SetPriceAsync(at, 80_000, through: at.From);
        await Market.SetPriceAsync(at, 70_000, from: at.From.AddDays(1));
        var later = at.From.AddDays(10);

        await Market.MoveFairAsync(at.Fair, later, later.AddDays(1)); // a day shorter
        for (var i = 0; i < 2; i++)
        {
            await Get<OutboxDispatcher>().RunAsync(Ct);
        }

        Assert.Equal([(70_000L, later.AddDays(1), later.AddDays(1)), (80_000L, later, later)], (await RowsAsync(at)).OrderBy(r => r.Price.Dong).Select(r => (r.Price.Dong, r.From, r.Through)));
        Clock.SetVietnam(at.From, new(9, 0));
        Assert.Equal((100_000, null), await PriceAsync(at));

        await Market.CancelFairAsync(at.Fair);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.All(await RowsAsync(at), r => Assert.Equal(DatedPriceEnd.FairCancelled, r.EndedBecause));
        Clock.SetVietnam(later, new(9, 0));
        Assert.Equal((100_000, null), await PriceAsync(at));
    }

    [Fact]
    public async Task What_is_not_in_force_is_not_on_offer_at_any_price()
    {
        var at = await Market.PutAtFairAsync("Chè hết hạn ở hội chợ");
        await Market.SetPriceAsync(at, 80_000);
        Clock.SetVietnam(at.From, new(9, 0));
        await Market.RevokeAsync(at.Product);

        Assert.Null((await Get<IOfferDesk>().FindAsync([at.Variant], Ct))[at.Variant].Offer);
    }

    private async Task<IReadOnlyList<CaseRow>> OpenCasesAsync(TestPerson officer, AtFair at, Whose whose = Whose.All)
        => [.. (await Get<CaseQueries>().OpenAsync(officer.Actor, new() { Whose = whose }, Ct)).Value.Rows.Where(c => c.Target == at.Fair.ToString())];

    private async Task<(long Dong, DateOnly? Through)> PriceAsync(AtFair at) => await Market.OfferOfAsync(at) is var offer ? (offer.Price.Dong, offer.Dated?.Through) : default;

    private Task<IReadOnlyList<DatedPriceRow>> RowsAsync(AtFair at) => Get<IDatedPriceDesk>().OfFairAsync(at.Fair.Value, at.Product.Producer, Ct);
}
