using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class StatementTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_month_is_issued_once_frozen_and_its_closing_is_the_next_opening()
    {
        Clock.SetVietnam(new(2026, 3, 20), new(9, 0));
        var product = await Market.PutOnSaleAsync("Mật ong sao kê");
        var bought = await Market.BuyLinesAsync(product, PaymentMethod.Cod, new BoughtLine(200_000, 2, Shipping: 30_000, Wrapping: 10_000, Fee: 12_000));
        Clock.SetVietnam(new(2026, 4, 1), new(3, 0));
        await Get<IssueStatements>().RunAsync(Ct);
        await Get<IssueStatements>().RunAsync(Ct);
        await DeliverAsync(bought, new(2026, 3, 31)); // told too late for March
        Clock.SetVietnam(new(2026, 5, 1), new(3, 0));
        await Get<IssueStatements>().RunAsync(Ct);

        var statements = await StatementsAsync(product.Producer);

        Assert.Equal([new(2026, 3, 1), new DateOnly(2026, 4, 1)], statements.Select(s => s.From));
        var (march, april) = (statements[0].Content, statements[1].Content);
        Assert.Equal((0, 428_000, 0, 428_000), (march.Opening.Dong, march.Net.Dong, march.Received.Dong, march.Closing.Dong));
        var row = Assert.Single(march.Rows);
        Assert.Equal((400_000, 30_000, 10_000, 0, 0, 12_000, 0, 428_000), (row.Goods.Dong, row.Shipping.Dong, row.Wrapping.Dong, row.Discount.Dong, row.Support.Dong, row.Fee.Dong, row.Refund.Dong, row.Net.Dong));
        Assert.Equal([(LedgerAccount.BuyerOwes, 440_000), (LedgerAccount.FeeOwed, -12_000)], march.Balances.Select(b => (b.Account, b.Amount.Dong)));
        Assert.Equal((428_000, 0, 440_000, -12_000), (april.Opening.Dong, april.Net.Dong, april.Received.Dong, april.Closing.Dong));
        await using var db = await OpenAsync();
        Assert.Equal("ck_ledger_append_only", (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"update ordering.statements set closing = 0", Ct))).ConstraintName);
    }

    [Fact]
    public async Task Over_months_of_sales_and_deliveries_every_statement_follows_from_the_one_before()
    {
        var dice = new Random(418);
        var product = await Market.PutOnSaleAsync("Chè nhiều tháng");
        var open = new List<BoughtParcel>();
        for (var day = new DateOnly(2026, 6, 1); day < new DateOnly(2026, 10, 3); day = day.AddDays(dice.Next(2, 9)))
        {
            Clock.SetVietnam(day, new(10, 0));
            open.Add(await Market.BuyLinesAsync(product, PaymentMethod.Cod, new BoughtLine(dice.Next(20_000, 400_000), dice.Next(1, 5), dice.Next(0, 40_000), Fee: dice.Next(0, 9_000))));
            if (open.Count > 2)
            {
                await DeliverAsync(open[0], day);
                open.RemoveAt(0);
            }

            await Get<IssueStatements>().RunAsync(Ct);
        }

        Clock.SetVietnam(new(2026, 11, 2), new(3, 0));
        await Get<IssueStatements>().RunAsync(Ct);
        var statements = await StatementsAsync(product.Producer);

        Assert.Equal(5, statements.Count);
        Assert.Equal(Money.Zero, statements[0].Opening);
        Assert.All(statements, s => Assert.Equal(s.Closing, s.Content.Opening + s.Content.Net - s.Content.Received));
        Assert.All(statements, s => Assert.Equal(s.Closing.Dong, s.Content.Balances.Sum(b => b.Amount.Dong)));
        Assert.All(statements.Zip(statements.Skip(1)), pair => Assert.Equal(pair.First.Closing, pair.Second.Opening));
        Assert.Equal(statements.Select(s => s.Number).Distinct(), statements.Select(s => s.Number));
    }

    [Fact]
    public async Task Files_hold_what_the_books_hold_for_the_producers_own_people_alone()
    {
        Clock.SetVietnam(new(2026, 12, 5), new(9, 0));
        var (product, other) = (await Market.PutOnSaleAsync("Nếp sao kê", producer: "=HTX Nếp"), await Market.PutOnSaleAsync("Nếp khác"));
        await Market.BuyLinesAsync(product, PaymentMethod.Cod, new BoughtLine(1_200_000, Fee: 36_000));
        Clock.SetVietnam(new(2027, 1, 1), new(3, 0));
        await Get<IssueStatements>().RunAsync(Ct);
        var statement = Assert.Single(await StatementsAsync(product.Producer));
        var (sheet, paper) = ($"/kenh-chu-the/doanh-thu/{statement.Id}/sao-ke.xlsx", $"/kenh-chu-the/doanh-thu/{statement.Id}/sao-ke.pdf");
        using var owner = (await Market.AsStaffOfAsync(product.Producer)).Client();
        using var packer = (await Market.AsStaffOfAsync(product.Producer, ProducerRights.Orders)).Client();
        using var stranger = (await Market.AsStaffOfAsync(other.Producer)).Client();

        using var table = TableFile.Open(new MemoryStream(await owner.GetByteArrayAsync(sheet, Ct))).Value;
        var rows = new List<string[]>();
        while (table.Read())
        {
            rows.Add([.. table.Row.Cells.Select(c => c.Text)]);
        }

        Assert.StartsWith("=HTX Nếp · SK-202612-", rows[0][0], StringComparison.Ordinal); // text, not a formula
        Assert.Equal(["1200000", "0", "0", "0", "0", "36000", "0", "1164000"], rows[2][3..11]);
        Assert.Equal("%PDF-"u8.ToArray(), (await owner.GetByteArrayAsync(paper, Ct))[..5]);
        foreach (var client in new[] { packer, stranger })
        {
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await client.GetAsync(sheet, Ct)).StatusCode, (await client.GetAsync(paper, Ct)).StatusCode));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await packer.GetAsync("/kenh-chu-the/doanh-thu", Ct)).StatusCode);
        Assert.Contains(statement.Number, await owner.GetStringAsync("/kenh-chu-the/doanh-thu", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_accepting_a_producer_sees_what_it_gets_after_the_fee()
    {
        var product = await Market.PutOnSaleAsync("Trà xem trước");
        var bought = await Market.BuyLinesAsync(product, PaymentMethod.Cod, new BoughtLine(200_000, 2, Shipping: 30_000, Fee: 18_000));
        var (staff, stranger) = (await Market.AsStaffOfAsync(product.Producer, ProducerRights.Orders), await Market.AsStaffOfAsync((await Market.PutOnSaleAsync("Trà người khác")).Producer));

        Assert.Equal(new FeePreview(new(430_000), Money.Zero, new(18_000)), (await Get<FeePreviewQueries>().OfAsync(staff.Actor, [bought.Parcel], Ct))[bought.Parcel]);
        Assert.Equal(412_000, (await Get<FeePreviewQueries>().OfAsync(staff.Actor, [bought.Parcel], Ct))[bought.Parcel].Received.Dong);
        Assert.Empty(await Get<FeePreviewQueries>().OfAsync(stranger.Actor, [bought.Parcel], Ct));
    }

    private async Task DeliverAsync(BoughtParcel bought, DateOnly day)
        => Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(async db =>
        {
            var parcel = await db.Parcels.SingleAsync(p => p.Id == bought.Parcel, Ct);
            var at = VietnamTime.StartOf(day).AddHours(10);
            return new[] { parcel.Confirm(at), parcel.Pack(at), parcel.HandOver(at), parcel.Deliver(at) }.FirstOrDefault(r => !r.Succeeded);
        }, Ct));

    private async Task<IReadOnlyList<Statement>> StatementsAsync(ProducerId producer)
    {
        await using var db = await OpenAsync();
        return await db.Statements.AsNoTracking().Where(s => s.ProducerId == producer).OrderBy(s => s.From).ToListAsync(Ct);
    }
}
