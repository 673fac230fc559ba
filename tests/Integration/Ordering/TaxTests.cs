using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Tables;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class TaxTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Households_sales_are_listed_by_month_with_provisional_tax_and_nobody_elses()
    {
        Clock.SetVietnam(new(2026, 7, 10), new(9, 0));
        var (household, cooperative) = (await Market.PutOnSaleAsync("Mật ong nhà", producer: "=Hộ ông Sáu"), await Market.PutOnSaleAsync("Mật ong hợp tác xã"));
        await using (var db = await OpenAsync())
        {
            await db.Database.ExecuteSqlAsync($"update registry.producers set type = 'Household', tax_code = '0101234567' where id = {household.Producer.Value}", Ct);
        }

        await Market.BuyLinesAsync(household, PaymentMethod.Cod, new BoughtLine(400_050, 2, Shipping: 30_000, Fee: 10_000));
        await Market.BuyLinesAsync(cooperative, PaymentMethod.Cod, new BoughtLine(900_000));
        await Get<BooksJob>().RunAsync(Ct);
        var administrator = await Market.AsAdministratorAsync();

        var row = Assert.Single(await Get<TaxQueries>().SalesAsync(administrator.Actor, new(2026, 7, 1), Ct));

        Assert.Equal((1, 830_100, 0, 8_301, 4_151, 830_100, false), (row.Parcels, row.Sold.Dong, row.GivenBack.Dong, row.Vat.Dong, row.IncomeTax.Dong, row.Year.Dong, row.AboveThreshold)); // half up: 4,150.5
        Assert.Empty(await Get<TaxQueries>().SalesAsync(administrator.Actor, new(2026, 8, 1), Ct));
        Assert.Empty(await Get<TaxQueries>().SalesAsync((await Market.AsStaffOfAsync(household.Producer)).Actor, new(2026, 7, 1), Ct));

        using var client = administrator.Client();
        var csv = await client.GetStringAsync("/quan-tri/thue/doanh-thu.csv?ky=2026-07", Ct);
        Assert.Contains("'=Hộ ông Sáu,Hộ,0101234567,1,830100,0,830100,8301,4151,830100,Không".Replace("Hộ,", "\"Hộ, cá nhân\",", StringComparison.Ordinal), csv, StringComparison.Ordinal);
        Assert.Contains("Chưa xác minh", csv, StringComparison.Ordinal);
        Assert.Contains("=Hộ ông Sáu", System.Net.WebUtility.HtmlDecode(await client.GetStringAsync("/quan-tri/thue?ky=2026-07", Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Companies_requests_for_invoices_are_listed_by_producer_once_the_goods_are_sold()
    {
        Clock.SetVietnam(new(2026, 9, 10), new(9, 0));
        var product = await Market.PutOnSaleAsync("Quà công ty");
        var buyer = new Buyer(Invoice: ("Công ty Gió", "0312345678", "=1+1", "ke-toan@example.vn"));
        await Market.BuyLinesAsync(product, PaymentMethod.Cod, buyer, new BoughtLine(500_000, 3, Shipping: 20_000));
        await Market.BuyLinesAsync(product, PaymentMethod.VietQr, buyer, new BoughtLine(700_000)); // not paid yet
        await Get<BooksJob>().RunAsync(Ct);
        var administrator = await Market.AsAdministratorAsync();

        var row = Assert.Single(await Get<TaxQueries>().InvoicesAsync(administrator.Actor, new(2026, 9, 1), Ct));

        Assert.Equal(("Công ty Gió", "0312345678", 1_520_000), (row.Request.Company, row.Request.TaxCode, row.Amount.Dong));
        Assert.Empty(await Get<TaxQueries>().InvoicesAsync((await Market.AsStaffOfAsync(product.Producer)).Actor, new(2026, 9, 1), Ct));
        using var client = administrator.Client();
        using var file = TableFile.Open(new MemoryStream(await client.GetByteArrayAsync("/quan-tri/thue/hoa-don.xlsx?ky=2026-09", Ct))).Value;
        Assert.True(file.Read());
        Assert.Equal(("=1+1", false, "1520000"), (file.Row[6].Text, file.Row[6].IsFormula, file.Row[8].Text));
    }
}
