using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Figures;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Two communes of Hà Nội sell to three and more people, a third to one; somebody of Hồ Chí Minh sells too.</summary>
public sealed class OrderFigureWorld : MarketFixture
{
    public static readonly IReadOnlyList<Commune> Communes = AreaDirectory.Instance.CommunesOf("01");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var tea = await Market.PutOnSaleAsync("Chè số liệu", set: 12, commune: Communes[0].Code, producer: "HTX Chè");
        var sauce = await Market.PutOnSaleAsync("Tương số liệu", set: 17, commune: Communes[1].Code, producer: "HTX Tương");
        var cake = await Market.PutOnSaleAsync("Bánh số liệu", set: 12, commune: Communes[2].Code, producer: "Cơ sở Bánh");
        var fish = await Market.PutOnSaleAsync("Khô số liệu", set: 17, commune: AreaDirectory.Instance.CommunesOf("79")[0].Code, producer: "HTX Khô");
        foreach (var buyer in new[] { "an", "binh", "chi", "dung", "em" })
        {
            await BuyAsync(tea, buyer, new BoughtLine(100_000, 2, Shipping: 30_000, Discount: 20_000));
        }

        Market.Clock.SetVietnam(new(2026, 4, 1));
        foreach (var buyer in new[] { "an", "AN", "binh", "chi" })
        {
            await BuyAsync(sauce, buyer, new BoughtLine(50_000));
        }

        await BuyAsync(cake, "giang", new BoughtLine(70_000));
        foreach (var buyer in new[] { "hoa", "khanh", "lan" })
        {
            await BuyAsync(fish, buyer, new BoughtLine(10_000));
        }

        await Market.BuyLinesAsync(tea, PaymentMethod.VietQr, new Buyer(Email: "mai@example.vn"), new BoughtLine(100_000)); // nobody has paid
    }

    private async Task BuyAsync(ProductOnSale product, string buyer, BoughtLine line) => await Market.BuyLinesAsync(product, PaymentMethod.Cod, new Buyer(Email: $"{buyer}@example.vn"), line);
}

/// <summary>What officers and administrators are told of orders: numbers of their area, of nobody they could recognise.</summary>
public sealed class OrderFigureTests(OrderFigureWorld world) : MarketTest(world), IClassFixture<OrderFigureWorld>
{
    private static readonly Actor OfProvince = Actor.Officer("Trần Văn Sơn", new(OfficeLevel.Province, "01")), OfMinistry = Actor.Officer("Lê Thị Hoa", new(OfficeLevel.Ministry));

    [Fact]
    public async Task A_province_sees_what_its_producers_sold_and_communes_of_few_buyers_put_together()
    {
        var figures = await ReadAsync(OfProvince);

        Assert.Equal(new OrderCell(null, 10, 10, 15, 1_270_000), figures.Total);
        // One buyer in the third commune: the smallest other joins, else the total would tell what that one spent.
        Assert.Equal([new(OrderFigureWorld.Communes[0].Code, 5, 5, 10, 1_000_000), new(null, 5, 5, 5, 270_000)], figures.Places);
        Assert.Equal([("1", 6), ("2", 4)], figures.Groups.Select(c => (Number(c), c.Parcels)).Order());
        Assert.Equal([("2026-03-01", 5), ("2026-04-01", 5)], figures.Spans.Select(c => (c.Key!, c.Parcels)).Order());
        Assert.Equal(11, figures.States.Sum(c => c.Parcels)); // the unpaid one too
        Assert.Null(figures.Methods);

        static string Number(OrderCell c) => ProductSets.Get(12).Group.ToString(System.Globalization.CultureInfo.InvariantCulture) == c.Key ? "1" : "2";
    }

    [Fact]
    public async Task An_office_below_sees_its_own_area_only_and_nothing_where_fewer_than_three_bought()
    {
        var first = await ReadAsync(Of(0));
        var second = await ReadAsync(Of(1));
        var third = await ReadAsync(Of(2));

        Assert.Equal((new OrderCell(null, 5, 5, 10, 1_000_000), 0), (first.Total, first.Places.Count));
        Assert.Equal(new OrderCell(null, 4, 4, 4, 200_000), second.Total); // an wrote the mailbox in two ways and is one buyer: three are enough
        Assert.Null(third.Total);
        Assert.Empty(third.Groups.Concat(third.States).Concat(third.Spans).Concat(third.Places));
        Assert.Equal("registry.outside_your_area", (await Get<OrderFigureQueries>().ReadAsync(Of(0), new(CommuneCode: OrderFigureWorld.Communes[1].Code), OrderStep.Month, Ct)).Refusal?.Code);

        static Actor Of(int commune) => Actor.Officer("Nguyễn Cán Bộ", new(OfficeLevel.Commune, "01", OrderFigureWorld.Communes[commune].Code));
    }

    [Fact]
    public async Task The_days_of_a_period_are_days_in_vietnam()
    {
        var march = await ReadAsync(OfProvince, new(From: new(2026, 3, 1), Through: new(2026, 3, 31)));
        var april = await ReadAsync(OfProvince, new(From: new(2026, 4, 1), Through: new(2026, 4, 1))); // sold at midnight

        Assert.Equal((5, 5), (march.Total?.Parcels, april.Total?.Parcels));
    }

    [Fact]
    public async Task Weeks_begin_on_mondays()
    {
        var figures = Desks.Must(await Get<OrderFigureQueries>().ReadAsync(OfProvince, new(), OrderStep.Week, Ct));

        Assert.Equal([("2026-03-02", 5), ("2026-03-30", 5)], figures.Spans.Select(c => (c.Key!, c.Parcels)).Order());
    }

    [Fact]
    public async Task The_country_is_cut_by_provinces_and_an_administrator_sees_methods_and_refunds_too()
    {
        var ministry = await ReadAsync(OfMinistry);
        var administrator = await ReadAsync((await Market.AsAdministratorAsync()).Actor);

        Assert.Equal([("01", 10), ("79", 3)], ministry.Places.Select(c => (c.Key!, c.Parcels)).Order());
        Assert.Null(ministry.Methods);
        Assert.Equal(ministry.Total, administrator.Total);
        Assert.Equal([new MethodFigures(PaymentMethod.Cod, 13, 0, 0, 0), new(PaymentMethod.VietQr, 1, 0, 0, 0)], administrator.Methods!);
    }

    [Fact]
    public async Task Page_and_workbook_say_the_same_and_name_no_buyer()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        using var client = officer.Client();

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/can-bo/don-hang", Ct));
        using var table = TableFile.Open(new MemoryStream(await client.GetByteArrayAsync("/can-bo/don-hang/bang.xlsx", Ct))).Value;
        var rows = new List<string>();
        while (table.Read())
        {
            rows.Add(string.Join('|', table.Row.Cells.Select(c => c.Text)));
        }

        Assert.Contains("1.270.000", page, StringComparison.Ordinal);
        Assert.Contains("Gộp các dòng có ít hơn 3 người mua", page, StringComparison.Ordinal);
        Assert.Contains("Tháng 03/2026|5|5|10|1000000", rows);
        foreach (var told in new[] { page, string.Join('\n', rows) })
        {
            Assert.DoesNotContain("example.vn", told.Replace(officer.Email, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Nguyễn Thị Mai", told, StringComparison.Ordinal); // every buyer of that world
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/can-bo/don-hang?tinh=ho-chi-minh", Ct)).StatusCode);
    }

    private async Task<OrderFigures> ReadAsync(Actor actor, DeskScope? asked = null) => Desks.Must(await Get<OrderFigureQueries>().ReadAsync(actor, asked ?? new(), OrderStep.Month, Ct));
}

/// <summary>Shares of gifts, returns and complaints, and what waits to be handed over.</summary>
public sealed class HandOverLoadTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Gifts_returns_and_complaints_are_counted_by_parcels()
    {
        var commune = AreaDirectory.Instance.CommunesOf("24")[0].Code;
        var tea = await Market.PutOnSaleAsync("Chè tỷ lệ", stock: 50, commune: commune);
        foreach (var i in Enumerable.Range(0, 3))
        {
            await Market.BuyAsync([(tea, 1)], email: $"khach-{i}@example.vn");
        }

        await using (var db = await OpenAsync())
        {
            await db.Parcels.Where(p => p.Lines.Any(l => l.ListingId == tea.Listing)).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ParcelState.Placed), Ct);
        }

        var gift = await Market.BoughtAsync(tea, 1, recipients: [new("Mẹ")]);
        await Market.MoveAsync(gift.Parcel, ParcelMove.Deliver);
        Desks.Must(await Get<AskReturn>().RunAsync(new(gift.Secret, gift.Parcel, ReduceReason.ArrivedDamaged, "Vỡ nắp", new Dictionary<ParcelLineId, int> { [gift.Lines[0]] = 1 }, []), Ct));
        Desks.Must(await Get<Complain>().RunAsync(new(gift.Secret, gift.Parcel, ComplaintStep.Write, "Giao chậm"), Ct));

        var figures = Desks.Must(await Get<OrderFigureQueries>().ReadAsync(Actor.Officer("x", new(OfficeLevel.Commune, "24", commune)), new(), OrderStep.Month, Ct));

        Assert.Equal((4, 1, 1, 1), (figures.Total?.Parcels, figures.Gifts, figures.Returns, figures.Complaints));
    }

    [Fact]
    public async Task Parcels_are_due_on_the_day_that_the_calendar_promised_with_and_small_producers_are_named_that_cannot_make_them()
    {
        var (here, there) = (AreaDirectory.Instance.CommunesOf("08")[0].Code, AreaDirectory.Instance.CommunesOf("08")[1].Code);
        var jam = await Market.PutOnSaleAsync("Mứt quá sức", stock: 500, commune: here, producer: "HTX Mứt");
        var bought = await Market.BoughtAsync(jam, 300);
        await Market.BoughtAsync(jam, 1, paid: false); // not sold yet
        await using (var db = await OpenAsync())
        {
            await db.Listings.Where(l => l.Id == jam.Listing).ExecuteUpdateAsync(set => set.SetProperty(l => l.DailyCapacity, 2), Ct);
        }

        var load = await ReadAsync(here);

        var day = (await Get<SendDays>().OfAsync([await Market.ReadParcelAsync(bought.Parcel)], Ct))[0]!.Value;
        var producer = Assert.Single(load.Producers);
        Assert.Equal((60, Clock.Today()), (load.Days.Count, load.Days[0].Day));
        Assert.Equal([new LoadDay(day, false, 1, 300, 1, 1)], load.Days.Where(d => d.Parcels > 0));
        Assert.Equal(("HTX Mứt", 1, 300, (int?)2, (DateOnly?)day), (producer.Name, producer.Parcels, producer.Pieces, producer.Capacity, producer.OverOn));
        Assert.Equal(300 - (2 * (day.DayNumber - Clock.Today().DayNumber + 1)), producer.Lacking);
        Assert.Empty((await ReadAsync(there)).Producers);

        await Market.MoveAsync(bought.Parcel, ParcelMove.HandOver);
        Assert.Equal(0, (await ReadAsync(here)).Days.Sum(d => d.Parcels));
    }

    [Fact]
    public async Task A_parcel_whose_day_is_over_counts_for_today_and_is_said_to_be_late()
    {
        var commune = AreaDirectory.Instance.CommunesOf("04")[0].Code;
        var tea = await Market.PutOnSaleAsync("Chè muộn", commune: commune);
        var bought = await Market.BoughtAsync(tea, 1);
        await using (var db = await OpenAsync())
        {
            await db.Parcels.Where(p => p.Id == bought.Parcel).ExecuteUpdateAsync(set => set.SetProperty(p => p.ExpectedThrough, Clock.Today()), Ct);
        }

        var load = await ReadAsync(commune);

        Assert.Equal((1, 1), (load.Late, load.Days[0].Parcels));
    }

    private async Task<HandOverLoad> ReadAsync(string commune)
        => Desks.Must(await Get<HandOverLoadQueries>().ReadAsync(Actor.Officer("x", new(OfficeLevel.Commune, AreaDirectory.Instance.FindCommune(commune)!.ProvinceCode, commune)), new(), Ct));
}
