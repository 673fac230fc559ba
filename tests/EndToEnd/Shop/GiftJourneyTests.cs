using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.EndToEnd.Desks;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>
/// On a phone, without an account: gifts of five producers to three people, paid by transfer to each, packed by a producer, followed by giver and receiver; one jar comes back and the
/// producer's month is right to the đồng.
/// </summary>
public sealed class GiftJourneyTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    private const int Phone = 360;
    private const string Bin = "970405", Buyer = "nguoi-tang@example.vn";

    private static readonly (string Name, string Commune, string Province)[] People =
        [("Bà Nguyễn Thị Thu Huyền", "Phường Hoàn Kiếm", "01"), ("Chú Trần Văn Bảy", "Phường Ba Đình", "01"), ("Cô Lò Thị Mây", "Phường Ngọc Hà", "01")];

    private static readonly string[] Kinds = ["Mật ong", "Chè Shan", "Mắm cáy", "Miến dong", "Bánh gai"];

    protected override string Address => desks.Address;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_five_producers_to_three_people_and_one_jar_comes_back(bool script)
    {
        var market = desks.Market;
        var tag = script ? "có kịch bản" : "không kịch bản";
        var (goods, secrets) = (new List<ProductOnSale>(), new List<string>());
        foreach (var (kind, i) in Kinds.Select((k, i) => (k, i)))
        {
            var product = await market.PutOnSaleAsync($"{kind} {tag}", price: 100_000 + (10_001 * i), stock: 20, producer: $"HTX {kind} {tag}");
            goods.Add(product);
            secrets.Add(await market.GiveAccountAsync(product, Bin, AccountOf(script, i)));
        }

        var page = await NewPageAsync(width: Phone, script: script);
        await FillBasketAsync(page, goods);
        var order = await CheckOutAsync(page, script);
        Assert.Equal(15, await page.Locator("section[aria-labelledby] .stages, section[aria-labelledby] ol").CountAsync());
        await PayAsync(market, order, secrets, goods, script);
        await page.ReloadAsync();
        await LookAsync(page, script);

        await ReceiverSeesNoAmountAsync(market, order, script);
        var parcel = await SendAsync(market, order, goods[0], script);
        await ReturnOneAsync(page, market, order, parcel, goods[0], script);
        await StatementIsRightAsync(market, order, goods[0], parcel);
    }

    private static string AccountOf(bool script, int i) => $"15002{(script ? 1 : 2)}{i:0000000}";

    private static async Task FillBasketAsync(IPage page, List<ProductOnSale> goods)
    {
        foreach (var (product, i) in goods.Select((g, i) => (g, i)))
        {
            await page.GotoAsync($"/san-pham/{product.Slug}");
            await page.GetByRole(AriaRole.Button, new() { Name = i == 0 ? "Gửi làm quà" : "Thêm vào giỏ" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync(product.Name);
        }
    }

    /// <returns>The giver's secret.</returns>
    private static async Task<string> CheckOutAsync(IPage page, bool script)
    {
        await LookAsync(page, script);
        await page.GetByRole(AriaRole.Link, new() { Name = "Gửi quà" }).ClickAsync();
        await page.Locator("[name=Purpose][value=gift]").CheckAsync();
        await page.Locator("[name=OccasionName]").SelectOptionAsync("Tet");
        await LookAsync(page, script);
        await NextAsync(page);

        foreach (var (person, i) in People.Select((p, i) => (p, i)))
        {
            if (i > 0)
            {
                await page.Locator("a[href*='them=1']").ClickAsync();
            }

            await page.Locator("[name=Name]").FillAsync(person.Name);
            await page.Locator("[name=Phone]").FillAsync($"091234567{i}");
            await page.Locator("[name=Street]").FillAsync($"Số {i + 1}, ngõ 5");
            await page.Locator("[name=Commune]").FillAsync(person.Commune);
            await page.Locator("[name=Province]").SelectOptionAsync(person.Province);
            await LookAsync(page, script);
            await NextAsync(page);
            await Expect(page.Locator(".person")).ToHaveCountAsync(i + 1);
        }

        await page.Locator("a.btn-primary[href*='buoc=3']").ClickAsync();
        await page.Locator("[name=SenderName]").FillAsync("Gia đình cháu Mai");
        await page.Locator("[name=CommonMessage]").FillAsync("Chúc mừng năm mới, vạn sự như ý!");
        await page.Locator("details.unfold > summary").First.ClickAsync();
        await page.Locator("textarea[name^='loi-']").First.FillAsync("Cháu chúc bà sống lâu trăm tuổi.");
        await LookAsync(page, script);
        await NextAsync(page);

        await page.Locator("[name=BuyerName]").FillAsync("Phạm Ngọc Mai");
        await page.Locator("[name=BuyerEmail]").FillAsync(Buyer);
        await LookAsync(page, script);
        await page.GoBackAsync(); // back is always safe
        await Expect(page.Locator("[name=SenderName]")).ToHaveValueAsync("Gia đình cháu Mai");
        await page.GoForwardAsync();
        await page.Locator("[name=BuyerName]").FillAsync("Phạm Ngọc Mai");
        await page.Locator("[name=BuyerEmail]").FillAsync(Buyer);
        await NextAsync(page);

        await Expect(page.Locator("input[name=Secret]")).ToHaveCountAsync(1);
        await LookAsync(page, script);
        await page.Locator("form:has(input[name=Secret]) button").ClickAsync();
        await page.WaitForURLAsync(new Regex("/don-hang/[^/?]+\\?"));
        await LookAsync(page, script);
        return new Uri(page.Url).Segments[^1];
    }

    // Each producer's bank says that the transfer has come.
    private async Task PayAsync(MarketFactory market, string order, List<string> secrets, List<ProductOnSale> goods, bool script)
    {
        await using var db = await market.OpenAsync();
        var hash = Secrets.Hash(order);
        var purchase = await db.Purchases.SingleAsync(p => p.TokenHash == hash, Ct);
        foreach (var (product, i) in goods.Select((g, i) => (g, i)))
        {
            var payment = await db.Payments.AsNoTracking().SingleAsync(p => p.PurchaseId == purchase.Id && p.ProducerId == product.Producer, Ct);
            var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object?>
            {
                ["id"] = $"FT{payment.PurposeCode}", ["bin"] = Bin, ["account"] = AccountOf(script, i), ["amountVnd"] = payment.Amount.Dong, ["text"] = $"CK {payment.PurposeCode}", ["bookedAt"] = $"{market.Clock.GetUtcNow():O}",
            }));
            using var client = new HttpClient { BaseAddress = new Uri(Address) };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bank") { Content = new ByteArrayContent(body) };
            request.Headers.Add("X-Market-Signature", NoticeSignature.Sign(secrets[i], body, market.Clock.GetUtcNow()));
            using var answer = await client.SendAsync(request, Ct);
            Assert.Equal(200, (int)answer.StatusCode);
        }

        Assert.All(await db.Parcels.AsNoTracking().Where(p => p.PurchaseId == purchase.Id).ToListAsync(Ct), p => Assert.Equal(ParcelState.Placed, p.State));
    }

    private async Task ReceiverSeesNoAmountAsync(MarketFactory market, string order, bool script)
    {
        await using var db = await market.OpenAsync();
        var hash = Secrets.Hash(order);
        var purchases = db.Purchases;
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => purchases.Any(u => u.Id == p.PurchaseId && u.TokenHash == hash)).OrderBy(p => p.Number).ToListAsync(Ct);
        var receiver = await NewPageAsync(width: Phone, script: script);
        foreach (var parcel in parcels.Take(2))
        {
            await receiver.GotoAsync($"/qua/{market.Get<PrivateLinks>().Open(parcel.ReceiverTokenSeal!)}");
            await Expect(receiver.Locator(".gift-card")).ToContainTextAsync(parcel.Message!);
            var words = await receiver.Locator("main").InnerTextAsync();
            Assert.DoesNotMatch(@"\d\s*(đ|₫|đồng)(?!\p{L})", words);
            Assert.All(new[] { parcel.Total, parcel.ShippingFee, parcel.Lines[0].Price }, m => Assert.DoesNotContain(m.Dong.ToString("N0", new System.Globalization.CultureInfo("vi-VN")), words, StringComparison.Ordinal));
        }

        await LookAsync(receiver, script);
    }

    private async Task<Guid> SendAsync(MarketFactory market, string order, ProductOnSale product, bool script)
    {
        await using var db = await market.OpenAsync();
        var hash = Secrets.Hash(order);
        var purchases = db.Purchases;
        var parcel = await db.Parcels.AsNoTracking().Where(p => p.ProducerId == product.Producer && purchases.Any(u => u.Id == p.PurchaseId && u.TokenHash == hash)).OrderBy(p => p.Number).FirstAsync(Ct);
        var desk = await OpenAsAsync(await market.AsStaffOfAsync(product.Producer), "/kenh-chu-the/don-hang", width: Phone, script: script);
        await LookAsync(desk, script);
        await desk.Locator($"a[href='/kenh-chu-the/don-hang/{parcel.Id}']").First.ClickAsync();
        foreach (var step in new[] { ParcelMove.Accept, ParcelMove.Pack, ParcelMove.HandOver, ParcelMove.Deliver })
        {
            await Expect(desk.Locator($"input[name=Step][value={step}]")).ToHaveCountAsync(1);
            if (step is ParcelMove.HandOver)
            {
                await desk.Locator("[name=Number]").FillAsync("EB123456789VN");
            }

            await LookAsync(desk, script);
            await desk.Locator("form:has(input[name=Step]) button").ClickAsync();
        }

        await Expect(desk.Locator("input[name=Step]")).ToHaveCountAsync(0);
        return parcel.Id.Value;
    }

    private async Task ReturnOneAsync(IPage page, MarketFactory market, string order, Guid parcel, ProductOnSale product, bool script)
    {
        await page.GotoAsync($"/don-hang/{order}/{parcel}");
        await page.Locator("[name=Cause]").SelectOptionAsync("ArrivedDamaged");
        await page.Locator("form:has([name=Cause]) input[type=number]").FillAsync("1");
        await page.Locator("textarea[name=Words]").FillAsync("Hũ bị vỡ khi mở hộp.");
        await LookAsync(page, script);
        await page.Locator("form:has([name=Cause]) button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();

        var desk = await OpenAsAsync(await market.AsStaffOfAsync(product.Producer), $"/kenh-chu-the/sau-ban/{parcel}", width: Phone, script: script);
        await desk.Locator("[name=Choice][value=Refund]").CheckAsync();
        await LookAsync(desk, script);
        await desk.Locator("form:has([name=Choice]) button").ClickAsync();
        await desk.Locator("[name=Reference]").FillAsync("FT26123456");
        await LookAsync(desk, script);
        await desk.Locator("form:has([name=Reference]) button").ClickAsync();
        await Expect(desk.Locator("[name=Reference]")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("FT26123456");
        await LookAsync(page, script);
    }

    // By hand: three parcels of one jar each; what one brought has gone back whole.
    private async Task StatementIsRightAsync(MarketFactory market, string order, ProductOnSale product, Guid returned)
    {
        await market.Get<OcopMarket.Platform.Outbox.OutboxDispatcher>().RunAsync(Ct);
        await using var db = await market.OpenAsync();
        var hash = Secrets.Hash(order);
        var purchases = db.Purchases;
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => p.ProducerId == product.Producer && purchases.Any(u => u.Id == p.PurchaseId && u.TokenHash == hash)).ToListAsync(Ct);
        Assert.All(parcels, p => Assert.Equal(new Money(100_000), p.Lines[0].Price));
        var refund = await db.Refunds.AsNoTracking().SingleAsync(r => r.ParcelId == new ParcelId(returned), Ct);
        Assert.Equal(parcels.Single(p => p.Id.Value == returned).Total, refund.Amount);
        Assert.Equal(ParcelState.Refunded, parcels.Single(p => p.Id.Value == returned).State);

        var desk = await OpenAsAsync(await market.AsStaffOfAsync(product.Producer), "/kenh-chu-the/doanh-thu", width: Phone);
        await LookAsync(desk, script: true);
        var left = parcels.Where(p => p.Id.Value != returned).Sum(p => 100_000 + p.ShippingFee.Dong); // paid straight to the producer: no fee, nothing still to get
        await Expect(desk.Locator(".counts-money .count").First).ToContainTextAsync($"{left.ToString("N0", new System.Globalization.CultureInfo("vi-VN"))}\u00a0đ");
        await Expect(desk.Locator(".counts-money .count").Last).ToContainTextAsync("0\u00a0đ");
    }

    private static Task NextAsync(IPage page) => page.Locator("main form.form button.btn-primary").First.ClickAsync();

    // axe is script itself.
    private static async Task LookAsync(IPage page, bool script)
    {
        if (script)
        {
            Assert.Equal([], await Axe.FindAsync(page));
            Assert.Equal([], await Axe.TooWideAsync(page));
        }
    }
}
