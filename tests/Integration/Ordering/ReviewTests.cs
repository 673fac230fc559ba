using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Reviews;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class ReviewTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task What_arrived_is_reviewed_and_everyone_reads_it_at_once()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong rừng tràm");
        var line = await Market.BuyAndReceiveAsync(honey);

        var written = await WriteAsync(line, 2, "Loãng hơn lần trước.\n\n\nĐóng gói kỹ.", "Chị Hoa");

        Assert.Null(written.Refusal);
        var said = (await SaidAsync(honey))!;
        Assert.Equal([0, 1, 0, 0, 0], said.Scores);
        var review = Assert.Single(said.Shown.Reviews);
        Assert.Equal((2, "Loãng hơn lần trước.\n\nĐóng gói kỹ.", "Chị Hoa", ReviewerRole.Buyer, Clock.Today()), (review.Score, review.Text, review.Name, review.Role, review.ReceivedOn));
    }

    [Fact]
    public async Task Nothing_is_reviewed_before_it_is_delivered()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong chờ giao");
        var line = await Market.BuyOneAsync(honey);

        Assert.Equal("ordering.not_received_yet", (await WriteAsync(line, 5)).Refusal?.Code);
        foreach (var move in Enum.GetValues<OcopMarket.Ordering.Purchases.ParcelMove>().SkipLast(1))
        {
            Desks.Must(await Get<OcopMarket.Ordering.Purchases.MoveParcel>().RunAsync(new(Desks.StaffOf(honey, ProducerRights.Orders), line.Parcel, move), Ct));
            Assert.Equal("ordering.not_received_yet", (await WriteAsync(line, 5)).Refusal?.Code);
        }

        Assert.Null(await SaidAsync(honey));
    }

    [Fact]
    public async Task Somebody_elses_secret_and_a_guessed_one_review_nothing()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong của người khác");
        var (mine, other) = (await Market.BuyAndReceiveAsync(honey), await Market.BuyAndReceiveAsync(honey));

        foreach (var secret in new[] { other.Giver, Secrets.New(), "", "abc", new string('x', 32) })
        {
            Assert.Equal("ordering.nothing_received", (await WriteAsync(mine with { Giver = secret }, 1)).Refusal?.Code);
            Assert.Equal("ordering.nothing_received", (await Get<TakeBackReview>().RunAsync(new(Actor.Guest, secret, mine.Line), Ct)).Refusal?.Code);
            Assert.Null(await Get<ReviewFormQueries>().FindAsync(secret, mine.Line, Ct));
        }

        Assert.Null(await SaidAsync(honey));
    }

    [Fact]
    public async Task Of_a_gift_giver_and_receiver_each_speak_once()
    {
        var tea = await Market.PutOnSaleAsync("Chè tặng và nhận");
        var line = await Market.LineOfGiftAsync(await Market.BuyAsync([(tea, 1)], recipients: [new("Mẹ", "Chúc mẹ khỏe")]));
        await PayAsync(line);
        await Market.DeliverAsync(tea, line.Parcel);

        Desks.Must(await WriteAsync(line, 5, "Mẹ khen ngon."));
        Desks.Must(await WriteAsync(line with { Giver = line.Receiver! }, 3, "Hơi chát."));
        Desks.Must(await WriteAsync(line with { Giver = line.Receiver! }, 4, "Uống quen thì thấy ngon."));

        var said = (await SaidAsync(tea))!;
        Assert.Equal([0, 0, 0, 1, 1], said.Scores);
        Assert.Equal([(ReviewerRole.Buyer, "Mẹ khen ngon."), (ReviewerRole.Receiver, "Uống quen thì thấy ngon.")], said.Shown.Reviews.Select(r => (r.Role, r.Text)).Order());
    }

    [Fact]
    public async Task Sent_at_the_same_moment_from_two_tabs_it_is_one_review()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong hai tab");
        var line = await Market.BuyAndReceiveAsync(honey);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => WriteAsync(line, 4, $"Ngon {i}")));

        Assert.All(results, r => Assert.Null(r.Refusal));
        Assert.Equal([0, 0, 0, 1, 0], (await SaidAsync(honey))!.Scores);
    }

    [Fact]
    public async Task Its_author_corrects_it_or_takes_it_back_until_the_last_moment_and_not_after()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong đổi ý");
        var (first, second) = (await Market.BuyAndReceiveAsync(honey), await Market.BuyAndReceiveAsync(honey));
        Desks.Must(await WriteAsync(first, 1, "Hỏng."));
        Desks.Must(await WriteAsync(second, 2, "Chưa ngon."));

        Clock.Advance(TimeSpan.FromDays(30));
        Desks.Must(await WriteAsync(first, 4, "Cửa hàng đã đổi hũ khác."));
        Desks.Must(await Get<TakeBackReview>().RunAsync(new(Actor.Guest, second.Giver, second.Line), Ct));
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("catalog.review_settled", (await WriteAsync(first, 1, "Lại đổi ý.")).Refusal?.Code);
        Assert.Equal("catalog.review_settled", (await Get<TakeBackReview>().RunAsync(new(Actor.Guest, first.Giver, first.Line), Ct)).Refusal?.Code);
        Assert.Equal("catalog.review_taken_back", (await WriteAsync(second, 5)).Refusal?.Code);
        var said = (await SaidAsync(honey))!;
        Assert.Equal([0, 0, 0, 1, 0], said.Scores);
        Assert.Equal("Cửa hàng đã đổi hũ khác.", Assert.Single(said.Shown.Reviews).Text);
        Assert.NotNull(said.Shown.Reviews[0].ChangedAt);
    }

    [Fact]
    public async Task What_was_sent_back_after_its_delivery_may_be_reviewed_and_what_was_cancelled_before_may_not()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong trả lại");
        var (returned, cancelled) = (await Market.BuyAndReceiveAsync(honey), await Market.BuyOneAsync(honey));
        await ReduceAsync(returned);
        await ReduceAsync(cancelled);

        Assert.Null((await WriteAsync(returned, 1, "Phải trả lại.")).Refusal);
        Assert.Equal("ordering.not_received_yet", (await WriteAsync(cancelled, 1)).Refusal?.Code);
    }

    [Fact]
    public async Task Bad_words_change_nothing_and_odd_ones_are_kept_as_they_can_be_shown()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong chữ lạ");
        var line = await Market.BuyAndReceiveAsync(honey);

        Assert.Equal("catalog.score_missing", (await WriteAsync(line, 0)).Refusal?.Code);
        Assert.Equal("catalog.score_missing", (await WriteAsync(line, 6)).Refusal?.Code);
        Assert.Equal(new Refusal("catalog.text_too_long", 3000, 10_000), (await WriteAsync(line, 5, new string('a', 10_000))).Refusal);
        Assert.Equal("catalog.name_too_long", (await WriteAsync(line, 5, "Ngon", new string('b', 61))).Refusal?.Code);
        Assert.Equal("platform.picture_unknown", (await Get<WriteReview>().RunAsync(new(Actor.Guest, line.Giver, line.Line, new(5, "Ngon", null, [OcopMarket.Platform.Pictures.PictureId.New()])), Ct)).Refusal?.Code);
        Assert.Null(await SaidAsync(honey));

        Desks.Must(await WriteAsync(line, 5, "Ngon 👨‍👩‍👧 \u202Etuyệt\u202C\u0000 vời", "\u200FBé 🐝"));

        var review = (await SaidAsync(honey))!.Shown.Reviews[0];
        Assert.Equal(("Ngon 👨‍👩‍👧 tuyệt vời", "Bé 🐝"), (review.Text, review.Name));
    }

    [Fact]
    public async Task Who_works_for_the_producer_does_not_praise_its_goods()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong nhà mình");
        var line = await Market.BuyAndReceiveAsync(honey);

        var written = await Get<WriteReview>().RunAsync(new(Desks.StaffOf(honey), line.Giver, line.Line, new(5, "Tuyệt vời!", null, [])), Ct);

        Assert.Equal("catalog.own_goods", written.Refusal?.Code);
        Assert.Null(await SaidAsync(honey));
    }

    [Fact]
    public async Task The_producer_answers_once_and_another_producer_not_at_all()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong có trả lời", producer: "HTX Ong");
        var other = await Market.PutOnSaleAsync("Chè của người khác", producer: "HTX Chè");
        Desks.Must(await WriteAsync(await Market.BuyAndReceiveAsync(honey), 2, "Loãng."));
        var review = (await SaidAsync(honey))!.Shown.Reviews[0].Id.Value;

        Assert.Equal("catalog.contribution_unknown", (await AnswerAsync(Desks.StaffOf(other), review, "Không phải của tôi.")).Refusal?.Code);
        Assert.Equal("catalog.contribution_unknown", (await AnswerAsync(Desks.StaffOf(honey, ProducerRights.Money), review, "Tôi chỉ giữ tiền.")).Refusal?.Code);
        Assert.Equal("catalog.contribution_unknown", (await AnswerAsync(Actor.Guest, review, "Khách.")).Refusal?.Code);
        Assert.Equal("catalog.words_missing", (await AnswerAsync(Desks.StaffOf(honey), review, " \u200E ")).Refusal?.Code);
        Assert.Equal("catalog.text_too_long", (await AnswerAsync(Desks.StaffOf(honey), review, new string('a', 10_000))).Refusal?.Code);
        Assert.Null((await AnswerAsync(Desks.StaffOf(honey), review, "Mùa mưa mật loãng hơn, xin lỗi bạn.")).Refusal);
        Assert.Equal("catalog.already_answered", (await AnswerAsync(Desks.StaffOf(honey), review, "Lần hai.")).Refusal?.Code);

        Assert.Equal("Mùa mưa mật loãng hơn, xin lỗi bạn.", (await SaidAsync(honey))!.Shown.Reviews[0].Answer);
    }

    [Fact]
    public async Task Words_are_hidden_for_a_reason_of_the_law_only_and_the_score_still_counts()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong bị báo");
        Desks.Must(await WriteAsync(await Market.BuyAndReceiveAsync(honey), 1, "Ông Tư 0912345678 lừa đảo."));
        Desks.Must(await WriteAsync(await Market.BuyAndReceiveAsync(honey), 5, "Ngon."));
        var bad = (await SaidAsync(honey))!.Shown.Reviews.Single(r => r.Score == 1).Id.Value;
        Assert.Equal("catalog.reason_missing", (await Get<ReportContribution>().RunAsync(new(ContributionKind.Review, bad, null), Ct)).Refusal?.Code);
        Desks.Must(await Get<ReportContribution>().RunAsync(new(ContributionKind.Review, bad, HideReason.PersonalData, "Có số điện thoại."), Ct));

        var elsewhere = Desks.OfficerOf(OcopMarket.Platform.Areas.AreaDirectory.Instance.CommunesOf("79")[0].Code);
        foreach (var actor in new[] { elsewhere, Desks.OfficerOf(honey, OfficeTasks.Fairs), Desks.StaffOf(honey), Actor.Guest })
        {
            Assert.Equal("catalog.contribution_unknown", (await JudgeAsync(actor, bad, HideReason.PersonalData)).Refusal?.Code);
        }

        Assert.Equal("catalog.note_missing", (await JudgeAsync(Desks.OfficerOf(honey), bad, HideReason.PersonalData, " ")).Refusal?.Code);
        Assert.Equal(bad, Assert.Single((await Get<ReportedQueries>().OfAsync(Desks.OfficerOf(honey), Whose.All, Ct))!.Waiting, w => w.Id == bad).Id);
        Assert.DoesNotContain((await Get<ReportedQueries>().OfAsync(elsewhere, Whose.All, Ct))!.Waiting, w => w.Id == bad);
        Desks.Must(await JudgeAsync(Desks.OfficerOf(honey), bad, HideReason.PersonalData));

        var said = (await SaidAsync(honey))!;
        Assert.Equal([1, 0, 0, 0, 1], said.Scores);
        Assert.Equal("Ngon.", Assert.Single(said.Shown.Reviews).Text);
        var hidden = (await Get<ReviewQueries>().ReviewsAsync(honey.Slug, 1, Ct))!.Items.Single(r => r.Hidden is not null);
        Assert.Equal((bad, HideReason.PersonalData, null, null), (hidden.Id.Value, hidden.Hidden!.Value, hidden.Text, hidden.Name));
        Assert.Equal("catalog.nothing_reported", (await JudgeAsync(Desks.OfficerOf(honey), bad, HideReason.PersonalData)).Refusal?.Code);
        Desks.Must(await JudgeAsync(Actor.Administrator("Quản trị", AccountId.New()), bad, null));
        Assert.Equal(2, (await SaidAsync(honey))!.Shown.Reviews.Count);
    }

    [Fact]
    public async Task The_sums_of_a_product_are_those_of_its_reviews_whatever_happened_to_them()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong nhiều lời");
        var (random, lines) = (new Random(7), new List<TestLine>());
        for (var i = 0; i < 8; i++)
        {
            lines.Add(await Market.BuyAndReceiveAsync(honey));
        }

        await Task.WhenAll(lines.Select((line, i) => WriteAsync(line, (i % 5) + 1, $"Lần {i}")));
        for (var i = 0; i < 30; i++)
        {
            var line = lines[random.Next(lines.Count)];
            _ = random.Next(4) switch
            {
                0 => await Get<TakeBackReview>().RunAsync(new(Actor.Guest, line.Giver, line.Line), Ct),
                1 when await IdOfAsync(line) is var id => await JudgeAsync(Desks.OfficerOf(honey), id, HideReason.Insult),
                _ => await WriteAsync(line, random.Next(1, 6)),
            };
        }

        var page = (await Get<ReviewQueries>().ReviewsAsync(honey.Slug, 1, Ct))!;
        Assert.Equal(page.Total, page.Summary!.Count);
        Assert.Equal(Enumerable.Range(1, 5).Select(score => page.Items.Count(r => r.Score == score)), page.Summary.Scores);
        Assert.Equal(page.Summary.Scores, (await SaidAsync(honey))!.Scores);
    }

    [Fact]
    public async Task Who_deletes_the_account_leaves_words_without_a_name()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong người đã đi");
        var shopper = await Market.AsShopperAsync();
        var line = await Market.BuyAndReceiveAsync(honey);
        Desks.Must(await Get<WriteReview>().RunAsync(new(shopper.Actor, line.Giver, line.Line, new(3, "Tạm được.", "Chị Lan", [])), Ct));

        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await new ForgetAuthor(Clock).ForgetAsync(db, shopper.Account, Ct);
            await db.SaveChangesAsync(Ct);
            await transaction.CommitAsync(Ct);
        }

        var review = (await SaidAsync(honey))!.Shown.Reviews[0];
        Assert.Equal((3, "Tạm được.", null), (review.Score, review.Text, review.Name));
    }

    private Task<Result> WriteAsync(TestLine line, int score, string? text = null, string? name = null)
        => Get<WriteReview>().RunAsync(new(Actor.Guest, line.Giver, line.Line, new(score, text, name, [])), Ct);

    private Task<Result> AnswerAsync(Actor actor, Guid review, string answer) => Get<AnswerContribution>().RunAsync(new(actor, ContributionKind.Review, review, answer), Ct);

    private Task<Result> JudgeAsync(Actor actor, Guid review, HideReason? reason, string note = "Điều 5.")
        => Get<JudgeContribution>().RunAsync(new(actor, ContributionKind.Review, review, reason, note), Ct);

    private async Task<ContributionSummary?> SaidAsync(ProductOnSale product) => (await Get<ListingQueries>().FindAsync(product.Slug, Ct))!.Said;

    private async Task<Guid> IdOfAsync(TestLine line)
    {
        await using var db = await OpenAsync();
        return await db.Reviews.Where(r => r.Line == line.Line.Value).Select(r => r.Id.Value).SingleAsync(Ct);
    }

    private async Task ReduceAsync(TestLine line)
        => Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(db => Get<ReduceParcel>().RunAsync(db, new(Actor.Operator("test"), line.Parcel, ReduceReason.ChangedMind), Ct), Ct));

    private async Task PayAsync(TestLine line)
    {
        await using var db = await OpenAsync();
        var parcel = await db.Set<OcopMarket.Ordering.Purchases.Parcel>().SingleAsync(p => p.Id == line.Parcel, Ct);
        if (parcel.State is ParcelState.AwaitingPayment)
        {
            Desks.Must(parcel.Place());
            await db.SaveChangesAsync(Ct);
        }
    }
}
