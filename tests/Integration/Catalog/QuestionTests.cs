using System.Text;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Platform;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class QuestionTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_question_is_public_once_it_is_answered_and_each_side_gets_one_letter()
    {
        var tea = await Market.PutOnSaleAsync("Chè có người hỏi");
        var (asker, staff) = (await Market.AsShopperAsync(), await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings));
        await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Money); // keeps no shelf, gets no letter

        var asked = await Get<AskQuestion>().RunAsync(new(asker.Actor, tea.Slug, "Pha nước nóng bao nhiêu độ?", "Lan"), Ct);

        Assert.Null(asked.Refusal);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Null((await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Said);
        var waiting = Assert.Single((await Get<AnswerDeskQueries>().OfAsync(staff.Actor, tea.Producer, Ct))!.Questions);
        Desks.Must(await Get<AnswerContribution>().RunAsync(new(staff.Actor, ContributionKind.Question, waiting.Id, "Khoảng 90 °C."), Ct));

        var said = (await Get<ListingQueries>().FindAsync(tea.Slug, Ct))!.Said!;
        Assert.Equal((0, 1), (said.Count, said.Questions));
        Assert.Equal(("Pha nước nóng bao nhiêu độ?", "Lan", "Khoảng 90 °C."), (said.Shown.Questions[0].Text, said.Shown.Questions[0].Name, said.Shown.Questions[0].Answer));
        Assert.Empty((await Get<AnswerDeskQueries>().OfAsync(staff.Actor, tea.Producer, Ct))!.Questions);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        var letters = Letters().Where(l => l.Contains("Pha nước nóng bao nhiêu độ?", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, letters.Count);
        Assert.Single(letters, l => l.Contains("Khoảng 90 °C.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Guests_officers_and_the_producers_own_people_do_not_ask_and_bad_words_change_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè không ai hỏi");
        var shopper = await Market.AsShopperAsync();

        Assert.Equal("catalog.members_only", (await AskAsync(Actor.Guest, tea)).Refusal?.Code);
        Assert.Equal("catalog.members_only", (await AskAsync(Desks.OfficerOf(tea), tea)).Refusal?.Code);
        Assert.Equal("catalog.own_goods", (await AskAsync(Desks.StaffOf(tea), tea)).Refusal?.Code);
        Assert.Equal("catalog.words_missing", (await AskAsync(shopper.Actor, tea, " \u202E ")).Refusal?.Code);
        Assert.Equal(new Refusal("catalog.text_too_long", 1000, 10_000), (await AskAsync(shopper.Actor, tea, new string('a', 10_000))).Refusal);
        Assert.Equal("catalog.listing_unknown", (await Get<AskQuestion>().RunAsync(new(shopper.Actor, "khong-co", "Hỏi"), Ct)).Refusal?.Code);
        Assert.Empty((await Get<AnswerDeskQueries>().OfAsync(Desks.StaffOf(tea), tea.Producer, Ct))!.Questions);
    }

    [Fact]
    public async Task Only_so_many_questions_of_one_member_wait_at_a_time()
    {
        var tea = await Market.PutOnSaleAsync("Chè hỏi dồn");
        var shopper = await Market.AsShopperAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => AskAsync(shopper.Actor, tea, $"Câu {i}?")));

        Assert.Equal(AskQuestion.MostWaiting, asked.Count(a => a.Succeeded));
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal("catalog.questions_waiting", a.Refusal?.Code));

        Desks.Must(await Get<AnswerContribution>().RunAsync(new(Desks.StaffOf(tea), ContributionKind.Question, asked.First(a => a.Succeeded).Value.Value, "Đây ạ."), Ct));
        Assert.Null((await AskAsync(shopper.Actor, tea, "Câu nữa?")).Refusal);
    }

    [Fact]
    public async Task An_answered_question_that_breaks_the_law_gives_way_to_a_note()
    {
        var tea = await Market.PutOnSaleAsync("Chè câu hỏi xấu");
        var shopper = await Market.AsShopperAsync();
        var question = Desks.Must(await AskAsync(shopper.Actor, tea, "Mua ở chợ khác rẻ hơn: http://example.vn?")).Value;
        Assert.Equal("catalog.contribution_unknown", (await Get<ReportContribution>().RunAsync(new(ContributionKind.Question, question, HideReason.Advertising), Ct)).Refusal?.Code);
        Desks.Must(await Get<AnswerContribution>().RunAsync(new(Desks.StaffOf(tea), ContributionKind.Question, question, "Dạ không ạ."), Ct));
        Desks.Must(await Get<ReportContribution>().RunAsync(new(ContributionKind.Question, question, HideReason.Advertising), Ct));

        Desks.Must(await Get<JudgeContribution>().RunAsync(new(Desks.OfficerOf(tea), ContributionKind.Question, question, HideReason.Advertising, "Chèn liên kết."), Ct));

        var page = (await Get<ReviewQueries>().QuestionsAsync(tea.Slug, 1, Ct))!;
        Assert.Equal((0, HideReason.Advertising, "", ""), (page.Summary!.Questions, page.Items[0].Hidden!.Value, page.Items[0].Text, page.Items[0].Answer));
    }

    private Task<Result<OcopMarket.Catalog.Contracts.QuestionId>> AskAsync(Actor actor, ProductOnSale product, string text = "Hạn dùng bao lâu?") => Get<AskQuestion>().RunAsync(new(actor, product.Slug, text), Ct);

    private IEnumerable<string> Letters()
        => Directory.GetFiles(Market.Data.Mail, "*.eml").Select(f => Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(f).Split("\r\n\r\n", 2)[1])));
}
