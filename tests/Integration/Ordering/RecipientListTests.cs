using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class RecipientListTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Two = "An\t0912345601\tSố 1\tPhường Hoàn Kiếm\tHà Nội\t2\nBình\t0912345602\tSố 2\tXã Lạ Lùng\tHà Nội";

    [Fact]
    public async Task Good_rows_are_added_after_they_were_shown_and_the_others_come_back()
    {
        var tea = await Market.PutOnSaleAsync("Chè danh sách");
        var cart = await Market.FillCartAsync([(tea, 1)], recipients: [new("Mẹ")]);
        var shown = (await Get<RecipientListQueries>().CheckAsync(cart.Owner, Two, new Dictionary<string, string>(), Ct)).Value;

        Assert.Equal(GiftRefusals.SheetChanged(), (await Get<AddRecipients>().RunAsync(cart.Owner, new(Two + "\nChi\t0912345603\tSố 3\tHoàn Kiếm\tHà Nội", new Dictionary<string, string>(), shown.Print), Ct)).Refusal);
        var taken = (await Get<AddRecipients>().RunAsync(cart.Owner, new(Two, new Dictionary<string, string>(), shown.Print), Ct)).Value;

        Assert.Equal(1, taken.Added);
        Assert.Equal("Bình\t0912345602\tSố 2\tXã Lạ Lùng\tHà Nội", taken.Rest);
        await using var db = await OpenAsync();
        var id = await db.Carts.Where(c => c.TokenHash == cart.Owner.TokenHash).Select(c => c.Id).SingleAsync(Ct);
        var people = await db.Recipients.AsNoTracking().Where(r => r.CartId == id).OrderBy(r => r.Position).ToListAsync(Ct);
        Assert.Equal(["Mẹ", "An"], people.Select(p => p.Name));
        Assert.Equal(2, Assert.Single(people[1].Quantities).Value);
        Assert.Equal(0, (await Get<AddRecipients>().RunAsync(cart.Owner, new(Two, new Dictionary<string, string>(), shown.Print), Ct)).Value.Added); // pressed again
    }

    [Fact]
    public async Task The_fifty_first_person_is_one_too_many_and_nobody_of_the_list_is_added()
    {
        var tea = await Market.PutOnSaleAsync("Chè năm mươi mốt");
        var cart = await Market.FillCartAsync([(tea, 1)], recipients: [new("Mẹ")]);
        var fifty = string.Join('\n', Enumerable.Range(0, 50).Select(i => $"Người {i}\t09123456{i:00}\tSố {i}\tPhường Hoàn Kiếm\tHà Nội"));
        var print = (await Get<RecipientListQueries>().CheckAsync(cart.Owner, fifty, new Dictionary<string, string>(), Ct)).Value.Print;

        Assert.Equal(GiftRefusals.TooManyRecipients(50), (await Get<AddRecipients>().RunAsync(cart.Owner, new(fifty, new Dictionary<string, string>(), print), Ct)).Refusal);

        await using var db = await OpenAsync();
        var id = await db.Carts.Where(c => c.TokenHash == cart.Owner.TokenHash).Select(c => c.Id).SingleAsync(Ct);
        Assert.Equal(1, await db.Recipients.CountAsync(r => r.CartId == id, Ct));
    }

    [Fact]
    public async Task On_the_page_a_list_is_checked_first_and_what_was_typed_stays()
    {
        var tea = await Market.PutOnSaleAsync("Chè trang danh sách");
        using var visitor = Market.CreateVisitor();
        using var added = await visitor.PostAsync("/gio-hang/them", new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", $"{await Market.VariantOfAsync(tea)}"), new("so-luong", "1")]), Ct);
        using var step = await visitor.SubmitAsync("/thanh-toan?buoc=1", "dip-ngay", new() { ["Purpose"] = "gift" }, Ct);
        using var checkedList = await visitor.SubmitAsync("/thanh-toan?buoc=2&nhieu=1", "nhieu-nguoi", new() { ["Rows"] = Two, ["What"] = "kiem" }, Ct);
        var page = WebUtility.HtmlDecode(await checkedList.Content.ReadAsStringAsync(Ct));

        Assert.Equal(HttpStatusCode.OK, checkedList.StatusCode);
        Assert.Contains("1 dòng dùng được, 0 dòng cần hỏi lại, 1 dòng có lỗi", page, StringComparison.Ordinal);
        Assert.Contains("Xã Lạ Lùng", page, StringComparison.Ordinal);
        Assert.Contains(Two.Split('\n')[1], page, StringComparison.Ordinal);
        await using var db = await OpenAsync();
        var variant = await Market.VariantOfAsync(tea);
        var cart = await db.Carts.Where(c => c.Lines.Any(l => l.VariantId == variant)).Select(c => c.Id).SingleAsync(Ct);
        Assert.False(await db.Recipients.AnyAsync(r => r.CartId == cart, Ct));
    }
}
