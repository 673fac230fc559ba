using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>Letters about a product that can be had again: asked for by anybody, sent once, to nobody who has not confirmed.</summary>
public sealed class ProductAlertTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_mailbox_is_asked_first_and_told_once_when_the_shelf_is_filled_again()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong hết hàng", stock: 0);
        await AskAsync(honey, "lan@example.vn");
        Assert.Contains("hãy xác nhận tại", await Market.LastLetterAsync("lan@example.vn", Ct), StringComparison.Ordinal);
        await FillAsync(honey, 5);
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync("lan@example.vn", Ct)); // never confirmed: only the question

        await FillAsync(honey, 0);
        await ConfirmAsync("lan@example.vn");
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync("lan@example.vn", Ct)); // confirmed, and still out of stock
        await FillAsync(honey, 5);
        await RunJobAsync();
        await FillAsync(honey, 0);
        await RunJobAsync();
        await FillAsync(honey, 5);
        await RunJobAsync();

        var letters = await Market.LettersToAsync("lan@example.vn", Ct);
        Assert.Equal(2, letters.Count);
        Assert.Single(letters, l => l.Contains("đã bán trở lại: Mật ong hết hàng", StringComparison.Ordinal) && l.Contains($"/san-pham/{honey.Slug}\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_needs_one_tap_and_hears_when_the_product_is_in_force_again()
    {
        var (tea, shopper) = (await Market.PutOnSaleAsync("Chè hết hạn", validThrough: Clock.Today().AddDays(10)), await Market.AsShopperAsync());
        Assert.Equal("catalog.alert_not_needed", (await AwaitAsync(shopper, tea)).Refusal?.Code);
        await Market.RevokeAsync(tea);

        using var browser = shopper.Client();
        var tapped = await browser.PostAsync($"/san-pham/{tea.Slug}/bao-khi-co", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "bao" }), Ct);

        Assert.Equal($"/san-pham/{tea.Slug}/bao-khi-co?xong=ghi", tapped.LedTo());
        Assert.Equal((tea.Slug, "Chè hết hạn", Clock.Today().AddDays(180)), Assert.Single(await OwnAsync(shopper)) is var own ? (own.Slug, own.Name, own.Through) : default);
        Assert.Contains("Chè hết hạn", await browser.GetStringAsync("/tai-khoan/tim-da-luu", Ct), StringComparison.Ordinal);
        await RunJobAsync();
        Assert.Empty(await Market.LettersToAsync(shopper.Email, Ct)); // revoked: nothing to buy
        await using (var db = await OpenAsync())
        {
            await db.Database.ExecuteSqlAsync($"update registry.certificates set revoked_from = null where id = {tea.Certificate.Value}", Ct);
        }

        await RunJobAsync();
        await RunJobAsync();
        Assert.Contains("đã bán trở lại: Chè hết hạn", Assert.Single(await Market.LettersToAsync(shopper.Email, Ct)), StringComparison.Ordinal);
        Assert.Empty(await OwnAsync(shopper));
    }

    [Fact]
    public async Task What_sold_out_before_the_letter_left_is_waited_for_as_before()
    {
        var (rice, shopper) = (await Market.PutOnSaleAsync("Gạo bán nhanh", stock: 0), await Market.AsShopperAsync());
        Desks.Must(await AwaitAsync(shopper, rice));
        await FillAsync(rice, 1);
        await Get<ProductAlertJob>().RunAsync(Ct);
        await FillAsync(rice, 0);
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Empty(await Market.LettersToAsync(shopper.Email, Ct));
        Assert.Single(await OwnAsync(shopper));

        await FillAsync(rice, 1);
        await RunJobAsync();

        Assert.Single(await Market.LettersToAsync(shopper.Email, Ct));
    }

    [Fact]
    public async Task A_pause_ends_with_a_letter_and_whoever_stopped_waiting_gets_none()
    {
        var (fish, stays, leaves) = (await Market.PutOnSaleAsync("Cá nghỉ mùa"), await Market.AsShopperAsync(), await Market.AsShopperAsync());
        Desks.Must(await Get<PauseListing>().RunAsync(new(Desks.StaffOf(fish), fish.Listing, true), Ct));
        Desks.Must(await AwaitAsync(stays, fish));
        Desks.Must(await AwaitAsync(leaves, fish));
        Assert.Equal(2, (await Get<ListingDeskQueries>().FindAsync(Desks.StaffOf(fish), fish.Listing, Ct))!.Waiting);
        Desks.Must(await Get<StopAwaiting>().RunAsync(leaves.Actor, fish.Slug, Ct));
        Assert.Equal("catalog.alert_unknown", (await Get<StopAwaiting>().RunAsync(leaves.Actor, fish.Slug, Ct)).Refusal?.Code);
        Assert.Equal(1, (await Get<ListingDeskQueries>().FindAsync(Desks.StaffOf(fish), fish.Listing, Ct))!.Waiting);

        Desks.Must(await Get<PauseListing>().RunAsync(new(Desks.StaffOf(fish), fish.Listing, false), Ct));
        await RunJobAsync();

        Assert.Single(await Market.LettersToAsync(stays.Email, Ct));
        Assert.Empty(await Market.LettersToAsync(leaves.Email, Ct));
        Assert.Equal(0, (await Get<ListingDeskQueries>().FindAsync(Desks.StaffOf(fish), fish.Listing, Ct))!.Waiting);
    }

    [Fact]
    public async Task A_stranger_sends_a_mailbox_few_letters_and_learns_nothing()
    {
        for (var i = 0; i < 8; i++)
        {
            var product = await Market.PutOnSaleAsync($"Bánh làm phiền {i}", stock: 0);
            await AskAsync(product, "bac@example.vn");
            await AskAsync(product, "bac@example.vn");
        }

        Assert.Equal(Alert.MostADay, (await Market.LettersToAsync("bac@example.vn", Ct)).Count);
        var one = await Market.PutOnSaleAsync("Bánh hỏi dồn", stock: 0);
        for (var hour = 0; hour < 20; hour++)
        {
            await AskAsync(one, "mot@example.vn");
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(await Market.LettersToAsync("mot@example.vn", Ct));
        Assert.Equal("catalog.alert_email_wrong", (await Get<AskProductAlert>().RunAsync(one.Slug, "khong phai thu", "vi", Ct)).Refusal?.Code);
        Assert.Equal("catalog.listing_unknown", (await Get<AskProductAlert>().RunAsync("khong-co", "mot@example.vn", "vi", Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task One_member_waits_for_so_many_products_and_no_more()
    {
        var shopper = await Market.AsShopperAsync();
        await using (var db = await OpenAsync())
        {
            for (var i = 0; i < ProductAlert.Most; i++)
            {
                db.ProductAlerts.Add(new() { ProductId = OcopMarket.Registry.Contracts.ProductId.New(), Account = shopper.Account, Language = "vi", TokenHash = $"{shopper.Account}-{i}", TokenSeal = "x", AskedAt = Clock.GetUtcNow(), ConfirmedAt = Clock.GetUtcNow(), Through = Clock.Today() });
            }

            await db.SaveChangesAsync(Ct);
        }

        var next = await Market.PutOnSaleAsync("Món thứ năm mươi mốt", stock: 0);

        Assert.Equal(new Refusal("catalog.alerts_full", ProductAlert.Most), (await AwaitAsync(shopper, next)).Refusal);
    }

    [Fact]
    public async Task The_database_holds_no_secret_and_a_mailbox_is_forgotten_when_its_owner_says_so()
    {
        var pear = await Market.PutOnSaleAsync("Lê quên thư", stock: 0);
        await AskAsync(pear, "thu@example.vn");
        var secret = await SecretAsync("thu@example.vn");
        await using var db = await OpenAsync();
        Assert.Equal(0, await db.ProductAlerts.CountAsync(a => a.TokenHash.Contains(secret) || a.TokenSeal.Contains(secret), Ct));

        Assert.True((await Get<EndAlert>().RunAsync(secret, Ct)).Succeeded);

        Assert.Equal("catalog.alert_unknown", (await Get<ConfirmAlert>().RunAsync(secret, Ct)).Refusal?.Code);
        Assert.False(await db.ProductAlerts.AnyAsync(a => a.Email == "thu@example.vn", Ct));
    }

    [Fact]
    public async Task A_question_is_forgotten_after_three_days_a_wait_after_half_a_year_and_a_told_one_after_a_month()
    {
        var (never, waits, told) = (await Market.PutOnSaleAsync("Không ai đáp", stock: 0), await Market.PutOnSaleAsync("Chờ mãi", stock: 0), await Market.PutOnSaleAsync("Đã báo", stock: 0));
        await AskAsync(never, "im@example.vn");
        await AskAsync(waits, "cho@example.vn");
        await AskAsync(told, "roi@example.vn");
        await ConfirmAsync("cho@example.vn");
        await ConfirmAsync("roi@example.vn");
        await FillAsync(told, 3);
        await RunJobAsync();
        Assert.NotNull((await Get<AlertQueries>().FindAsync(await SecretAsync("roi@example.vn"), Ct))!.Product!.ToldAt);

        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await Get<AlertQueries>().FindAsync(await SecretAsync("im@example.vn"), Ct));
        Assert.Equal(["cho@example.vn", "roi@example.vn"], await MailboxesAsync(never, waits, told));
        Clock.Advance(TimeSpan.FromDays(27));
        Assert.Equal(["cho@example.vn"], await MailboxesAsync(never, waits, told));
        Clock.Advance(TimeSpan.FromDays(150));
        Assert.Equal(["cho@example.vn"], await MailboxesAsync(never, waits, told)); // its last day
        Clock.Advance(TimeSpan.FromDays(1));
        await FillAsync(waits, 3);
        Assert.Empty(await MailboxesAsync(never, waits, told));
        Assert.Single(await Market.LettersToAsync("cho@example.vn", Ct));
    }

    [Fact]
    public async Task Deleting_the_account_ends_all_waiting()
    {
        var (figs, shopper) = (await Market.PutOnSaleAsync("Sung chờ người", stock: 0), await Market.AsShopperAsync());
        Desks.Must(await AwaitAsync(shopper, figs));
        Assert.NotEmpty((await new AlertRecords(Get<IDbContextFactory<OcopMarket.Platform.Data.MarketDbContext>>()).OfAsync(shopper.Account, Ct)).Values.Cast<System.Collections.IEnumerable>().First().Cast<object>());

        await using (var db = await OpenAsync())
        {
            foreach (var module in Market.Services.GetServices<IForgetPerson>())
            {
                await module.ForgetAsync(db, shopper.Account, Ct);
            }

            await db.SaveChangesAsync(Ct);
        }

        Assert.Empty(await OwnAsync(shopper));
    }

    [Fact]
    public async Task What_is_taken_out_with_the_demonstration_is_waited_for_no_more()
    {
        var (gone, shopper) = (await Market.PutOnSaleAsync("Hàng minh họa", stock: 0), await Market.AsShopperAsync());
        Desks.Must(await AwaitAsync(shopper, gone));

        Desks.Must(await Get<RemoveListings>().RunAsync(Actor.Operator("test"), [gone.Product], Ct));

        await using var db = await OpenAsync();
        Assert.False(await db.ProductAlerts.AnyAsync(a => a.ProductId == gone.Product, Ct));
    }

    [Fact]
    public async Task Pages_offer_the_button_where_nothing_can_be_bought_and_a_guest_confirms_by_a_button()
    {
        var month = Clock.Today().Month; // other tests of this class move the clock
        var (from, through) = (((month + 2) % 12) + 1, ((month + 4) % 12) + 1);
        var (sold, ended, offered) = (await Market.PutOnSaleAsync("Nấm tạm hết", stock: 0, season: (from, through)), await Market.PutOnSaleAsync("Nấm đã thu hồi"), await Market.PutOnSaleAsync("Nấm đang bán"));
        await Market.RevokeAsync(ended);
        using var visitor = Market.CreateVisitor();
        var page = await Eventually.GetAsync(() => visitor.GetStringAsync($"/san-pham/{sold.Slug}", Ct), html => html.Contains("Báo cho tôi khi bán lại", StringComparison.Ordinal));
        Assert.Contains($"Đang ngoài mùa của sản phẩm này (tháng {from} đến tháng {through})", page, StringComparison.Ordinal);
        Assert.Contains("Báo cho tôi khi bán lại", await visitor.GetStringAsync($"/san-pham/{ended.Slug}", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("Báo cho tôi khi bán lại", await visitor.GetStringAsync($"/san-pham/{offered.Slug}", Ct), StringComparison.Ordinal);

        var tapped = await visitor.PostAsync($"/san-pham/{sold.Slug}/bao-khi-co", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "bao" }), Ct);
        Assert.Contains("name=\"email\"", await tapped.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"/san-pham/{sold.Slug}/bao-khi-co") { Content = Named("la@example.vn"), Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        await visitor.SendAsync(foreign, Ct);
        Assert.Empty(await Market.LettersToAsync("la@example.vn", Ct)); // another site's form sends nothing
        var sent = await visitor.PostAsync($"/san-pham/{sold.Slug}/bao-khi-co", Named("nut@example.vn"), Ct);
        Assert.Equal($"/san-pham/{sold.Slug}/bao-khi-co?xong=gui", sent.LedTo());

        var link = $"/thu-bao/{await SecretAsync("nut@example.vn")}";
        Assert.Contains("Đồng ý, gửi thư cho tôi", await visitor.GetStringAsync(link, Ct), StringComparison.Ordinal);
        Assert.False((await Get<AlertQueries>().FindAsync(link.Split('/')[^1], Ct))!.IsConfirmed); // looking confirms nothing
        var answer = await visitor.SubmitAsync(link, "thu-bao", new() { ["lam"] = "dong-y" }, Ct);
        Assert.Contains("Chúng tôi sẽ báo bạn một lần", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True((await Get<AlertQueries>().FindAsync(link.Split('/')[^1], Ct))!.IsConfirmed);
    }

    private static FormUrlEncodedContent Named(string mailbox) => new(new Dictionary<string, string> { ["_handler"] = "bao", ["email"] = mailbox });

    private Task<Result<DateOnly>> AwaitAsync(TestPerson person, ProductOnSale product) => Get<AwaitProduct>().RunAsync(person.Actor, product.Slug, Ct);

    private Task<IReadOnlyList<AwaitedRow>> OwnAsync(TestPerson person) => Get<AlertQueries>().AwaitedAsync(person.Actor, Ct);

    private async Task AskAsync(ProductOnSale product, string mailbox) => Desks.Must(await Get<AskProductAlert>().RunAsync(product.Slug, mailbox, "vi", Ct));

    private async Task<string> SecretAsync(string mailbox)
        => System.Text.RegularExpressions.Regex.Match((await Market.LettersToAsync(mailbox, Ct)).First(l => l.Contains("/thu-bao/", StringComparison.Ordinal)), @"/thu-bao/(\S+)").Groups[1].Value;

    private async Task ConfirmAsync(string mailbox) => Desks.Must(await Get<ConfirmAlert>().RunAsync(await SecretAsync(mailbox), Ct));

    private async Task FillAsync(ProductOnSale product, int stock)
        => Desks.Must(await Get<ChangeStock>().RunAsync(new(Desks.StaffOf(product), [new(await Market.VariantOfAsync(product), stock, null)]), Ct));

    private async Task RunJobAsync()
    {
        await Get<ProductAlertJob>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }

    /// <summary>Those that are left once the job has run.</summary>
    private async Task<List<string>> MailboxesAsync(params ProductOnSale[] products)
    {
        await RunJobAsync();
        var ids = products.Select(p => p.Product).ToList();
        await using var db = await OpenAsync();
        return await db.ProductAlerts.Where(a => ids.Contains(a.ProductId)).Select(a => a.Email!).OrderBy(e => e).ToListAsync(Ct);
    }
}
