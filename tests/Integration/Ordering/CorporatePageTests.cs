using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Papers;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class CorporatePageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_company_plans_quotes_and_orders_on_pages_alone()
    {
        var tea = await Market.PutOnSaleAsync("Chè qua trang", price: 123_457, stock: 10);
        await Market.FillCartAsync([(tea, 1)]); // its producer is paid by transfer
        using var visitor = Market.CreateVisitor();
        using var added = await visitor.PostAsync("/gio-hang/them", new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", $"{await Market.VariantOfAsync(tea)}"), new("so-luong", "2")]), Ct);

        var page = await BeginAsync(visitor);
        Assert.Equal(page, await Market.LinkOfLastLetterAsync(CompanyGifts.Contact, Ct));
        Assert.Equal($"{page}?xong=qua", await LedAsync(visitor, page, "them-qua", new() { ["GiftName"] = "Khách hàng" }));
        var shown = await ReadAsync(visitor, $"{page}/nguoi-nhan", "nhieu-nguoi", new() { ["Rows"] = CompanyGifts.Rows(2), ["What"] = "kiem" });
        Assert.Contains("1 × Khách hàng", shown, StringComparison.Ordinal);
        var print = System.Text.RegularExpressions.Regex.Match(shown, "name=\"Print\" value=\"([0-9a-f]{64})\"").Groups[1].Value;
        Assert.Equal($"{page}?xong=2", await LedAsync(visitor, $"{page}/nguoi-nhan", "nhieu-nguoi", new() { ["Rows"] = CompanyGifts.Rows(2), ["What"] = "them", ["Print"] = print }));
        Assert.Equal($"{page}?xong=bao-gia", await LedAsync(visitor, page, "lap-bao-gia", []));
        Assert.Equal($"{page}?xong=gui", await LedAsync(visitor, page, "gui-duyet", new() { ["Approver"] = CompanyGifts.Boss }));

        var approval = await Market.LinkOfLastLetterAsync(CompanyGifts.Boss, Ct);
        var boss = Market.CreateVisitor();
        var asked = WebUtility.HtmlDecode(await boss.GetStringAsync(approval, Ct));
        Assert.Contains((4 * 123_457).ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Người nhận 1", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(page, asked, StringComparison.Ordinal);
        Assert.Equal("%PDF", Encoding.ASCII.GetString((await boss.GetByteArrayAsync($"{approval}/bao-gia.pdf", Ct))[..4]));
        Assert.Equal(approval, await LedAsync(boss, approval, "duyet", new() { ["Name"] = "Trần Giám Đốc", ["What"] = "Approved" }));

        var tracked = WebUtility.HtmlDecode(await visitor.GetStringAsync(page, Ct));
        Assert.Contains("Chờ thanh toán: 2", tracked, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Trần Giám Đốc đã duyệt lúc", tracked, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString((await visitor.GetByteArrayAsync($"{page}/kien.xlsx", Ct))[..2]));
        Assert.Equal(6, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_voucher_and_receivers_who_say_themselves_where_they_live_go_by_forms()
    {
        var tea = await Market.PutOnSaleAsync("Chè phiếu qua trang", price: 100_000, stock: 10);
        var secret = await Market.PlanGiftsAsync([(tea, 1)], people: 0);
        Desks.Must(await Market.AddPeopleAsync(secret, "Họ tên,Điện thoại,Địa chỉ,Xã,Tỉnh,Email\nCô Hoa,,,,Hà Nội,co-hoa-trang@example.vn"));
        var administrator = Actor.Operator("test");
        var voucher = Desks.Must(await Get<SaveVoucher>().RunAsync(
            new(administrator, null, null, new("TRANGQUA", "Thử", 10, null, null, Money.Zero, Clock.Today(), Clock.Today().AddDays(30), 1, 1, [new(VoucherPayerKind.Market, "Chợ OCOP", 100)], VoucherScope.Everything)), Ct));
        Desks.Must(await Get<ActivateVoucher>().RunAsync(administrator, voucher, Ct));
        using var visitor = Market.CreateVisitor();
        var page = $"/don-qua-doanh-nghiep/{secret}";

        Assert.Contains("Không có mã giảm giá “KHONGCO”", await ReadAsync(visitor, page, "phieu", new() { ["Code"] = "KHONGCO" }), StringComparison.Ordinal);
        Assert.Equal($"{page}?xong=luu", await LedAsync(visitor, page, "phieu", new() { ["Code"] = "trang quà" }));
        var shown = WebUtility.HtmlDecode(await visitor.GetStringAsync(page, Ct));
        Assert.Contains("Người nhận tự điền địa chỉ (Hà Nội)", shown, StringComparison.Ordinal);
        Assert.Contains("−10.000\u00a0đ", shown, StringComparison.Ordinal);
        var approver = await Market.AskApprovalAsync(secret);
        var quoted = WebUtility.HtmlDecode(await visitor.GetStringAsync($"/duyet-bao-gia/{approver}", Ct));
        Assert.Contains("TRANGQUA", quoted, StringComparison.Ordinal);
        Assert.Contains("1 người nhận tự điền địa chỉ", quoted, StringComparison.Ordinal);
        Assert.DoesNotContain("co-hoa-trang", quoted, StringComparison.Ordinal);
        Assert.Null((await Market.ApproveAsync(approver)).Refusal);
        Assert.Contains("1 người nhận chưa điền địa chỉ", WebUtility.HtmlDecode(await visitor.GetStringAsync(page, Ct)), StringComparison.Ordinal);
        Assert.Equal("%PDF", Encoding.ASCII.GetString((await visitor.GetByteArrayAsync($"/duyet-bao-gia/{approver}/bao-gia.pdf", Ct))[..4]));
    }

    [Fact]
    public async Task Guessed_addresses_and_the_other_sides_secret_open_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè địa chỉ đoán");
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var approver = await Market.AskApprovalAsync(secret);
        var number = (await Get<CorporateQueries>().FindForApproverAsync(approver, Ct))!.Content.Number;
        var client = Market.CreatePlainClient();

        foreach (var stranger in new[] { approver, Secrets.New(), "abc" })
        {
            foreach (var under in new[] { "", "/nguoi-nhan", $"/bao-gia/{number}", $"/{number}.pdf", "/mau-nguoi-nhan.xlsx", "/kien.xlsx" })
            {
                using var answer = await client.GetAsync($"/don-qua-doanh-nghiep/{stranger}{under}", Ct);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        foreach (var stranger in new[] { secret, Secrets.New(), "abc" })
        {
            foreach (var under in new[] { "", "/bao-gia.pdf" })
            {
                using var answer = await client.GetAsync($"/duyet-bao-gia/{stranger}{under}", Ct);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task The_seller_reads_the_wanted_day_and_whom_to_invoice_and_the_receiver_no_amount()
    {
        var tea = await Market.PutOnSaleAsync("Chè có hóa đơn", price: 345_679);
        var day = Clock.Today().AddDays(30);
        var secret = await Market.PlanGiftsAsync([(tea, 1)], people: 1, day: day);
        Assert.Null((await Market.ApproveAsync(await Market.AskApprovalAsync(secret))).Refusal);
        await using var db = await OpenAsync();
        var parcel = await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.ProducerId == tea.Producer, Ct);
        var staff = await Market.AsStaffOfAsync(tea.Producer);

        var packed = await Get<OrderDeskQueries>().FindAsync(staff.Actor, parcel.Id, Ct);
        var received = WebUtility.HtmlDecode(await Market.CreatePlainClient().GetStringAsync($"/qua/{Get<PrivateLinks>().Open(parcel.ReceiverTokenSeal!)}", Ct));

        Assert.Equal((day, "0101234567", "Công ty TNHH Mai Vàng"), (packed!.WantedOn, packed.Invoice!.TaxCode, packed.Invoice.Company));
        Assert.Contains("Chúc mừng năm mới", received, StringComparison.Ordinal);
        Assert.All(new[] { parcel.Total, parcel.Lines[0].Price }, amount => Assert.DoesNotContain(amount.Dong.ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), received, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_quotation_of_many_goods_goes_on_to_further_sheets_in_both_languages()
    {
        var tea = await Market.PutOnSaleAsync("Chè nhiều trang");
        var secret = await Market.PlanGiftsAsync([(tea, 1)]);
        var number = Desks.Must(await Get<IssueQuotation>().RunAsync(secret, Ct));
        var content = (await Get<CorporateQueries>().FindQuotationAsync(secret, number, Ct))!;
        var longer = content with { Sellers = [.. Enumerable.Repeat(content.Sellers[0] with { Lines = [.. Enumerable.Repeat(content.Sellers[0].Lines[0], 30)] }, 3)] };

        Assert.All(new[] { "vi-VN", "en-GB" }, language =>
        {
            Assert.Equal("%PDF", Encoding.ASCII.GetString(QuotationPaper.Write(content, CultureInfo.GetCultureInfo(language))[..4]));
            Assert.True(QuotationPaper.Write(longer, CultureInfo.GetCultureInfo(language)).Length > QuotationPaper.Write(content, CultureInfo.GetCultureInfo(language)).Length);
        });
    }

    private async Task<string> BeginAsync(HttpClient visitor)
        => (await LedAsync(visitor, "/don-qua-doanh-nghiep", "cong-ty", new()
        {
            ["Secret"] = Secrets.New(), ["Company"] = "Công ty TNHH Mai Vàng", ["TaxCode"] = "0101234567", ["InvoiceAddress"] = "1 Tràng Tiền, Hà Nội", ["InvoiceEmail"] = "ke-toan@congty.example.vn",
            ["ContactName"] = "Nguyễn Thị Trợ Lý", ["ContactEmail"] = CompanyGifts.Contact, ["ContactPhone"] = "0912345678", ["WantedOn"] = Clock.Today().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }))!.Split('?')[0];

    private static async Task<string?> LedAsync(HttpClient client, string path, string form, Dictionary<string, string> fields)
    {
        using var answer = await client.SubmitAsync(path, form, fields, Ct);
        return answer.LedTo();
    }

    private static async Task<string> ReadAsync(HttpClient client, string path, string form, Dictionary<string, string> fields)
    {
        using var answer = await client.SubmitAsync(path, form, fields, Ct);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<int> StockOfAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Set<OcopMarket.Catalog.Listings.Variant>().Where(v => v.ListingId == product.Listing).Select(v => v.Stock).SingleAsync(Ct);
    }
}
