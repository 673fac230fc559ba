using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Letters about a fair: asked for by anybody, sent to nobody who has not confirmed.</summary>
public sealed class FairReminderTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly April = new(2026, 4, 10);

    [Fact]
    public async Task A_mailbox_is_asked_first_and_then_reminded_three_days_before()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ nhắc", April));
        await AskAsync(fair, "lan@example.vn");
        var letter = await Market.LastLetterAsync("lan@example.vn", Ct);
        Assert.Contains("xác nhận", letter, StringComparison.Ordinal);

        Clock.SetVietnam(April.AddDays(-3), new(8, 0));
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync("lan@example.vn", Ct)); // never confirmed: only the question

        Clock.SetVietnam(new(2026, 3, 2), new(10, 0));
        await AskAsync(fair, "lan@example.vn");
        await ConfirmAsync("lan@example.vn");
        Clock.SetVietnam(April.AddDays(-4), new(8, 0));
        await RunJobAsync();
        var before = (await Market.LettersToAsync("lan@example.vn", Ct)).Count;
        Clock.SetVietnam(April.AddDays(-3), new(8, 0));
        await RunJobAsync();
        await RunJobAsync();
        var letters = await Market.LettersToAsync("lan@example.vn", Ct);

        Assert.Equal(before + 1, letters.Count);
        Assert.Contains(letters, l => l.Contains("sắp khai mạc", StringComparison.Ordinal) && l.Contains("10/04/2026", StringComparison.Ordinal));
        Clock.SetVietnam(new(2026, 3, 2), new(9, 0));
    }

    [Fact]
    public async Task Whoever_confirmed_hears_of_a_move_and_of_its_end_and_is_reminded_of_the_new_day()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ dời và hủy", April));
        await AskAsync(fair, "mai@example.vn");
        await ConfirmAsync("mai@example.vn");

        await Market.MoveFairAsync(fair.Id!.Value, April.AddDays(7), April.AddDays(9), "Mưa bão");
        var moved = await Market.LettersToAsync("mai@example.vn", Ct);
        Assert.Contains(moved, l => l.Contains("17/04/2026", StringComparison.Ordinal) && l.Contains("Lý do: Mưa bão", StringComparison.Ordinal));

        await Market.CancelFairAsync(fair.Id!.Value, "Quá ít chủ thể");
        var cancelled = await Market.LettersToAsync("mai@example.vn", Ct);
        Assert.Contains(cancelled, l => l.Contains("đã hủy", StringComparison.Ordinal) && l.Contains("Quá ít chủ thể", StringComparison.Ordinal));

        Clock.SetVietnam(April.AddDays(4), new(8, 0));
        await RunJobAsync();
        Assert.Equal(cancelled.Count, (await Market.LettersToAsync("mai@example.vn", Ct)).Count);
        Clock.SetVietnam(new(2026, 3, 2), new(9, 0));
    }

    [Fact]
    public async Task Two_changes_at_once_bring_one_letter_that_says_what_holds()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ đổi nhanh", April));
        await AskAsync(fair, "hoa@example.vn");
        await ConfirmAsync("hoa@example.vn");

        await Market.MoveFairAsync(fair.Id!.Value, April.AddDays(7), April.AddDays(9), "Lần một");
        await Market.MoveFairAsync(fair.Id!.Value, April.AddDays(14), April.AddDays(16), "Lần hai");

        var letters = await Market.LettersToAsync("hoa@example.vn", Ct);
        Assert.Single(letters, l => l.Contains("Lần hai", StringComparison.Ordinal) && l.Contains("24/04/2026", StringComparison.Ordinal));
        Assert.DoesNotContain(letters, l => l.Contains("Lần một", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_sends_a_mailbox_few_letters_and_learns_nothing()
    {
        var mailbox = "bac@example.vn";
        for (var i = 0; i < 8; i++)
        {
            var fair = await Market.AnnounceFairAsync(Fairs.Draft($"Hội chợ làm phiền {i}", April));
            Assert.True((await Get<AskFairReminder>().RunAsync(fair.Slug, mailbox, "vi", Ct)).Succeeded);
            Assert.True((await Get<AskFairReminder>().RunAsync(fair.Slug, mailbox, "vi", Ct)).Succeeded);
        }

        Assert.Equal(5, (await Market.LettersToAsync(mailbox, Ct)).Count);
    }

    [Fact]
    public async Task A_mailbox_is_asked_about_one_fair_once_a_day()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ hỏi nhiều lần", April));
        for (var hour = 0; hour < 23; hour++)
        {
            await AskAsync(fair, "hoi-nhieu-lan@example.vn");
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(await Market.LettersToAsync("hoi-nhieu-lan@example.vn", Ct));

        Clock.Advance(TimeSpan.FromHours(2));
        await AskAsync(fair, "hoi-nhieu-lan@example.vn");
        Assert.Equal(2, (await Market.LettersToAsync("hoi-nhieu-lan@example.vn", Ct)).Count);
    }

    [Fact]
    public async Task The_database_holds_no_secret_and_a_mailbox_is_forgotten_when_its_owner_says_so()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ quên", April));
        await AskAsync(fair, "thu@example.vn");
        var secret = (await LinkAsync("thu@example.vn")).Split('/')[^1];
        await using var db = await OpenAsync();
        Assert.Equal(0, await db.FairReminders.CountAsync(r => r.TokenHash.Contains(secret) || r.TokenSeal.Contains(secret), Ct));

        Assert.True((await Get<EndFairReminder>().RunAsync(secret, Ct)).Succeeded);
        Assert.Equal("promotion.reminder_unknown", (await Get<ConfirmFairReminder>().RunAsync(secret, Ct)).Refusal?.Code);
        Assert.False(await db.FairReminders.AnyAsync(r => r.Email == "thu@example.vn", Ct));
    }

    [Fact]
    public async Task A_question_that_nobody_answers_is_forgotten_after_three_days_and_all_of_a_fair_thirty_days_after_it()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ xong", April));
        await AskAsync(fair, "im@example.vn");
        await AskAsync(fair, "co@example.vn");
        await ConfirmAsync("co@example.vn");

        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await Get<FairReminderQueries>().FindAsync((await LinkAsync("im@example.vn")).Split('/')[^1], Ct));
        await RunJobAsync();
        Assert.Equal(["co@example.vn"], await MailboxesAsync(fair));

        Clock.SetVietnam(new(2026, 5, 13), new(8, 0));
        await RunJobAsync();
        Assert.Empty(await MailboxesAsync(fair));
        Clock.SetVietnam(new(2026, 3, 2), new(9, 0));
    }

    [Fact]
    public async Task What_is_over_reminds_of_nothing()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ hủy rồi", April));
        await Market.CancelFairAsync(fair.Id!.Value);

        Assert.Equal("promotion.reminder_too_late", (await Get<AskFairReminder>().RunAsync(fair.Slug, "ai@example.vn", "vi", Ct)).Refusal?.Code);
        Assert.Equal("promotion.reminder_email_wrong", (await Get<AskFairReminder>().RunAsync(fair.Slug, "khong phai thu", "vi", Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task The_link_asks_before_it_does_anything_and_works_without_script()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ bấm nút", April));
        using var visitor = Market.CreateVisitor();
        var sent = await visitor.PostAsync($"/hoi-cho/{fair.Slug}/nhac-toi", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "nhac-toi", ["email"] = "nut@example.vn" }), Ct);
        Assert.Equal($"/hoi-cho/{fair.Slug}/nhac-toi?xong=gui", sent.LedTo());

        var link = await LinkAsync("nut@example.vn");
        Assert.Contains("Đồng ý, nhắc tôi", await visitor.GetStringAsync(link, Ct), StringComparison.Ordinal);
        Assert.False((await Get<FairReminderQueries>().FindAsync(link.Split('/')[^1], Ct))!.IsConfirmed);

        var answer = await visitor.SubmitAsync(link, "nhac", new() { ["lam"] = "dong-y" }, Ct);
        Assert.Contains("Bạn sẽ nhận thư nhắc", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.True((await Get<FairReminderQueries>().FindAsync(link.Split('/')[^1], Ct))!.IsConfirmed);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    private async Task AskAsync(FairFile fair, string mailbox) => Desks.Must(await Get<AskFairReminder>().RunAsync(fair.Slug, mailbox, "vi", Ct));

    private async Task<string> LinkAsync(string mailbox)
        => new Uri(System.Text.RegularExpressions.Regex.Match((await Market.LettersToAsync(mailbox, Ct)).First(l => l.Contains("/hoi-cho/nhac/", StringComparison.Ordinal)), @"https?://\S+/hoi-cho/nhac/\S+").Value).PathAndQuery;

    private async Task ConfirmAsync(string mailbox) => Desks.Must(await Get<ConfirmFairReminder>().RunAsync((await LinkAsync(mailbox)).Split('/')[^1], Ct));

    private async Task RunJobAsync()
    {
        await Get<FairReminderJob>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }

    private async Task<List<string>> MailboxesAsync(FairFile fair)
    {
        await using var db = await OpenAsync();
        return await db.FairReminders.Where(r => r.FairId == fair.Id!.Value).Select(r => r.Email).ToListAsync(Ct);
    }
}
