using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>Searches kept under a name, and letters about what is new in them: to whoever confirmed, once a week at most, of what is on offer.</summary>
public sealed class SavedSearchTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_member_hears_once_a_week_of_what_is_new_and_never_of_the_same_twice()
    {
        await SellAsync("Mật ong rừng cũ");
        var shopper = await Market.AsShopperAsync();
        Desks.Must(await SaveAsync(shopper, "Ong của tôi", new() { Query = "mật ong rừng" }, letters: true));
        Clock.Advance(TimeSpan.FromDays(6));
        var fresh = await SellAsync("Mật ong rừng mới");
        await RunJobAsync();
        Assert.Empty(await Market.LettersToAsync(shopper.Email, Ct)); // six days are no week
        Clock.Advance(TimeSpan.FromDays(1));
        await RunJobAsync();
        await RunJobAsync();

        var letter = Assert.Single(await Market.LettersToAsync(shopper.Email, Ct));
        Assert.Contains("tìm kiếm “Ong của tôi” có thêm 1 sản phẩm đang bán", letter, StringComparison.Ordinal);
        Assert.Contains($"– Mật ong rừng mới (HTX Mật ong rừng mới)", letter, StringComparison.Ordinal);
        Assert.Contains($"/san-pham/{fresh.Slug}", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Mật ong rừng cũ", letter, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(7));
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync(shopper.Email, Ct)); // nothing new, no letter
        await SellAsync("Mật ong rừng mới hơn");
        await RunJobAsync();
        var letters = await Market.LettersToAsync(shopper.Email, Ct);
        Assert.Equal(2, letters.Count);
        Assert.Single(letters, l => l.Contains("Mật ong rừng mới hơn", StringComparison.Ordinal) && !l.Contains("– Mật ong rừng mới (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_ended_before_the_letter_left_is_not_in_it()
    {
        var shopper = await Market.AsShopperAsync();
        Desks.Must(await SaveAsync(shopper, "Chè", new() { Query = "chè thu hồi sớm" }, letters: true));
        Clock.Advance(TimeSpan.FromDays(7));
        var tea = await SellAsync("Chè thu hồi sớm");
        await Get<SearchLetterJob>().RunAsync(Ct);
        await Market.RevokeAsync(tea);
        await Get<OutboxDispatcher>().RunAsync(Ct);

        Assert.Empty(await Market.LettersToAsync(shopper.Email, Ct));
        await SellAsync("Chè thu hồi sớm thứ hai");
        await RunJobAsync();
        Assert.Contains("có thêm 1 sản phẩm", Assert.Single(await Market.LettersToAsync(shopper.Email, Ct)), StringComparison.Ordinal); // the next morning, without waiting a week
    }

    [Fact]
    public async Task Filters_are_part_of_the_search_and_what_only_looks_like_the_words_is_no_news()
    {
        var shopper = await Market.AsShopperAsync();
        Desks.Must(await SaveAsync(shopper, "Bánh", new() { Query = "banh dac biet", Stars = [5], MaxPrice = 90_000 }, letters: true));
        Clock.Advance(TimeSpan.FromDays(7));
        await SellAsync("Bánh đặc biệt bốn sao", stars: 4, price: 80_000);
        await SellAsync("Bánh đặc biệt đắt", stars: 5, price: 100_000);
        await SellAsync("Bánk đặc biệd", stars: 5, price: 80_000);
        await RunJobAsync();
        Assert.Empty(await Market.LettersToAsync(shopper.Email, Ct));

        await SellAsync("Bánh đặc biệt vừa ý", stars: 5, price: 80_000);
        await RunJobAsync();

        var letter = Assert.Single(await Market.LettersToAsync(shopper.Email, Ct));
        Assert.Contains("có thêm 1 sản phẩm", letter, StringComparison.Ordinal);
        Assert.Contains("/san-pham?q=banh%20dac%20biet&sao=5&gia-den=90000", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_names_ten_and_counts_the_rest()
    {
        var shopper = await Market.AsShopperAsync();
        Desks.Must(await SaveAsync(shopper, "Nhiều", new() { Query = "kẹo hàng loạt" }, letters: true));
        Clock.Advance(TimeSpan.FromDays(7));
        for (var i = 1; i <= 12; i++)
        {
            await SellAsync($"Kẹo hàng loạt {i}");
        }

        await RunJobAsync();

        var letter = Assert.Single(await Market.LettersToAsync(shopper.Email, Ct));
        Assert.Contains("có thêm 12 sản phẩm", letter, StringComparison.Ordinal);
        Assert.Equal(10, letter.Split("– Kẹo hàng loạt").Length - 1);
        Assert.Contains("… và 2 sản phẩm khác", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_is_asked_without_a_word_that_a_stranger_typed_and_its_link_ends_it()
    {
        using var visitor = Market.CreateVisitor();
        const string page = "/luu-tim-kiem?q=thu%20rac%20bay%20ba";
        var sent = await visitor.SubmitAsync(page, "luu", new() { ["email"] = "khach@example.vn" }, Ct);
        Assert.Equal(page + "&xong=gui", sent.LedTo());
        var question = await Market.LastLetterAsync("khach@example.vn", Ct);
        Assert.DoesNotContain("bay ba", question, StringComparison.Ordinal);
        var link = $"/thu-bao/{await SecretAsync("khach@example.vn")}";
        Assert.Contains("thu rac bay ba", await visitor.GetStringAsync(link, Ct), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(2));
        await SellAsync("Thư rác bày ba");
        Assert.True((await visitor.SubmitAsync(link, "thu-bao", new() { ["lam"] = "dong-y" }, Ct)).IsSuccessStatusCode);
        await SellAsync("Thư rác bày ba sau");
        Clock.Advance(TimeSpan.FromDays(7));
        await RunJobAsync();

        var letters = await Market.LettersToAsync("khach@example.vn", Ct);
        Assert.Equal(2, letters.Count);
        Assert.Single(letters, l => l.Contains("Thư rác bày ba sau", StringComparison.Ordinal) && !l.Contains("– Thư rác bày ba (", StringComparison.Ordinal) && l.Contains(link, StringComparison.Ordinal));
        Assert.Equal([link, link], await Market.EndPagesAsync("khach@example.vn", Ct));
        await visitor.SubmitAsync(link, "thu-bao", new() { ["lam"] = "thoi" }, Ct);
        Assert.Null(await Get<AlertQueries>().FindAsync(link.Split('/')[^1], Ct));
        await using var db = await OpenAsync();
        Assert.False(await db.SavedSearches.AnyAsync(s => s.Email == "khach@example.vn", Ct));
    }

    [Fact]
    public async Task A_mailboxs_search_ends_a_year_after_it_was_confirmed_and_a_members_stays()
    {
        using var visitor = Market.CreateVisitor();
        await visitor.SubmitAsync("/luu-tim-kiem?q=mot%20nam", "luu", new() { ["email"] = "mot-nam@example.vn" }, Ct);
        await visitor.SubmitAsync($"/thu-bao/{await SecretAsync("mot-nam@example.vn")}", "thu-bao", new() { ["lam"] = "dong-y" }, Ct);
        var shopper = await Market.AsShopperAsync();
        Desks.Must(await SaveAsync(shopper, "Một năm", new() { Query = "một năm" }, letters: true));

        Assert.True(await IsKeptAsync(TimeSpan.FromDays(364)));
        Assert.False(await IsKeptAsync(TimeSpan.FromDays(365)));
        Assert.Single(await OwnAsync(shopper));

        async Task<bool> IsKeptAsync(TimeSpan age)
        {
            var confirmed = Clock.GetUtcNow() - age;
            await using var db = await OpenAsync();
            await db.SavedSearches.Where(s => s.Email == "mot-nam@example.vn" || s.Account == shopper.Actor.Account).ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, confirmed), Ct);
            await RunJobAsync();
            return await db.SavedSearches.AnyAsync(s => s.Email == "mot-nam@example.vn", Ct);
        }
    }

    [Fact]
    public async Task The_link_of_a_members_letter_ends_the_letters_and_keeps_the_search()
    {
        var shopper = await Market.AsShopperAsync();
        Desks.Must(await SaveAsync(shopper, "Giữ lại", new() { Query = "gạo giữ lại" }, letters: true));
        Clock.Advance(TimeSpan.FromDays(7));
        await SellAsync("Gạo giữ lại");
        await RunJobAsync();

        Desks.Must(await Get<EndAlert>().RunAsync(await SecretAsync(shopper.Email), Ct));

        Assert.Equal([("Giữ lại", false)], (await OwnAsync(shopper)).Select(s => (s.Name, s.Letters)));
        await SellAsync("Gạo giữ lại nữa");
        Clock.Advance(TimeSpan.FromDays(7));
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync(shopper.Email, Ct));
    }

    [Fact]
    public async Task Searches_are_renamed_opened_and_deleted_by_their_member_alone_and_are_twenty_at_most()
    {
        var (shopper, other) = (await Market.AsShopperAsync(), await Market.AsShopperAsync());
        Desks.Must(await SaveAsync(shopper, "Một", new() { Query = "chè", Page = 3, AsTyped = true }));
        Desks.Must(await SaveAsync(shopper, "Hai", new() { Query = "chè" })); // the same search: one line, the later name
        var kept = Assert.Single(await OwnAsync(shopper));
        Assert.Equal(("Hai", "/san-pham?q=ch%C3%A8", false), (kept.Name, kept.Path, kept.Letters));
        Assert.Equal("catalog.search_unknown", (await Get<ChangeSearch>().RunAsync(new(other.Actor, kept.Id, "Của tôi", true), Ct)).Refusal?.Code);
        Assert.Equal("catalog.search_unknown", (await Get<RemoveSearch>().RunAsync(other.Actor, kept.Id, Ct)).Refusal?.Code);
        Assert.Equal(new Refusal("catalog.search_name_wrong", SavedSearch.LongestName), (await SaveAsync(shopper, new string('a', 61), new() { Query = "x" })).Refusal);
        Assert.Equal("catalog.search_without_choice", (await SaveAsync(shopper, "Tất cả", new() { Query = " " })).Refusal?.Code);

        using var browser = shopper.Client();
        var changed = await browser.SubmitAsync("/tai-khoan/tim-da-luu", $"sua-{kept.Id}", new() { ["ten"] = "Chè nhà", ["thu"] = "1" }, Ct);
        Assert.Equal("/tai-khoan/tim-da-luu?xong=luu", changed.LedTo());
        Assert.Equal([("Chè nhà", true)], (await OwnAsync(shopper)).Select(s => (s.Name, s.Letters)));
        var saved = await browser.SubmitAsync("/luu-tim-kiem?sao=5&tinh=ha-noi", "luu", new() { ["ten"] = "Năm sao Hà Nội" }, Ct);
        Assert.Equal("/tai-khoan/tim-da-luu?xong=luu", saved.LedTo());
        Assert.Equal("/san-pham?sao=5&tinh=ha-noi", (await OwnAsync(shopper)).Single(s => s.Name == "Năm sao Hà Nội").Path);
        for (var i = 3; i <= SavedSearch.Most; i++)
        {
            Desks.Must(await SaveAsync(shopper, $"Tìm {i}", new() { Query = $"tìm {i}" }));
        }

        Assert.Equal(new Refusal("catalog.searches_full", SavedSearch.Most), (await SaveAsync(shopper, "Nữa", new() { Query = "thứ hai mươi mốt" })).Refusal);
        Desks.Must(await Get<RemoveSearch>().RunAsync(shopper.Actor, kept.Id, Ct));
        Assert.DoesNotContain(await OwnAsync(shopper), s => s.Id == kept.Id);
        await using (var db = await OpenAsync())
        {
            foreach (var module in Market.Services.GetServices<IForgetPerson>())
            {
                await module.ForgetAsync(db, shopper.Account, Ct);
            }
        }

        Assert.Empty(await OwnAsync(shopper));
    }

    [Fact]
    public async Task A_stranger_sends_a_mailbox_few_letters_over_products_and_searches_together()
    {
        for (var i = 0; i < 4; i++)
        {
            Desks.Must(await Get<AskSearchLetters>().RunAsync("Tìm", new() { Query = $"phiền {i}" }, "phien@example.vn", "vi", Ct));
            var product = await Market.PutOnSaleAsync($"Quýt phiền {i}", stock: 0);
            Desks.Must(await Get<AskProductAlert>().RunAsync(product.Slug, "phien@example.vn", "vi", Ct));
        }

        Assert.Equal(Alert.MostADay, (await Market.LettersToAsync("phien@example.vn", Ct)).Count);
        Clock.Advance(TimeSpan.FromDays(3));
        await Get<SearchLetterJob>().RunAsync(Ct);
        await using var db = await OpenAsync();
        Assert.False(await db.SavedSearches.AnyAsync(s => s.Email == "phien@example.vn", Ct)); // nobody answered
    }

    [Fact]
    public void A_set_of_numbers_holds_what_was_put_in_and_nothing_else()
    {
        int[] numbers = [1, 7, 8, 63, 64, 20_000];
        var set = NumberSet.Of(numbers);

        Assert.Equal(numbers, Enumerable.Range(0, 30_000).Where(n => NumberSet.Holds(set, n)));
        Assert.Equal(2_501, set.Length);
        Assert.False(NumberSet.Holds(NumberSet.Of([]), 0));
    }

    /// <summary>On sale, and known to the counts of the catalogue.</summary>
    private async Task<ProductOnSale> SellAsync(string name, int stars = 4, long price = 100_000)
    {
        var product = await Market.PutOnSaleAsync(name, stars, price);
        await Eventually.GetAsync(async () => (await Get<CatalogueQueries>().SearchAsync(new() { ProducerSlug = product.ProducerSlug }, Ct)).Total, total => total == 1);
        return product;
    }

    private Task<Result> SaveAsync(TestPerson person, string name, CatalogueFilter filter, bool letters = false) => Get<SaveSearch>().RunAsync(new(person.Actor, name, filter, letters), Ct);

    private Task<IReadOnlyList<SavedRow>> OwnAsync(TestPerson person) => Get<AlertQueries>().SavedAsync(person.Actor, Ct);

    private async Task<string> SecretAsync(string mailbox)
        => System.Text.RegularExpressions.Regex.Match(await Market.LastLetterAsync(mailbox, Ct), @"/thu-bao/(\S+)").Groups[1].Value;

    private async Task RunJobAsync()
    {
        await Get<SearchLetterJob>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }
}
