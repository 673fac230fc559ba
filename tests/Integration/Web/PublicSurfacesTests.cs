using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;
using OcopMarket.Web.Hosting.Caching;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>The one rule (DESIGN, section 2) on everything the public can ask, with the output cache on and no job running.</summary>
public sealed partial class PublicSurfacesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    /// <summary>Routes that say nothing of products to anyone; the one with a path is for static files without a fingerprint.</summary>
    private static readonly string[] Elsewhere =
    [
        "/health/live", "/health/ready", "/xac-nhan-tuoi", "/loi", "/khong-tim-thay", "/{**path:file}", "/css/ocop.{hash}.css",
        "/tai-anh/", "/tai-anh/{id:guid}", "/anh-rieng/{id:guid}-{step:int}.{form:alpha}", // for who is signed in, see PictureAddressTests
        "/webhooks/stripe", // POST only: CardPaymentTests
        "/webhooks/bank", // POST only: BankNoticeTests
    ];

    private const string Story = "Làm từ năm 1958, bà truyền cho cháu.";

    /// <summary>A season of which every month is part, so that the product is on the page of each.</summary>
    private static readonly (int, int) AllYear = (1, 12);

    [Fact]
    public void The_list_of_surfaces_knows_every_route_and_no_other()
    {
        var routes = Market.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(r => !r.StartsWith("/_", StringComparison.Ordinal) && !DeskSurfaces.IsPrivate(r) && !Elsewhere.Contains(r)).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(PublicSurfaces.All.Select(s => s.Route).Order(StringComparer.Ordinal), routes);
    }

    [Fact]
    public async Task At_midnight_what_ended_is_gone_from_every_surface_and_its_own_pages_say_why()
    {
        var today = Clock.Today();
        var ending = await Market.PutOnSaleAsync("Tương Bần ông Hảo", set: 9, validThrough: today, story: Story, season: AllYear);
        var staying = await Market.PutOnSaleAsync("Tương nếp Khúc Lộng", set: 9, story: Story, season: AllYear);
        Clock.SetVietnam(today, new TimeOnly(23, 59));
        using var shopper = await ShopperAsync(Market.CreatePlainClient(), false, ending, staying);
        foreach (var product in new[] { ending, staying }) // what is new may come a moment late; what ended may not
        {
            Assert.Equal([], await Eventually.GetAsync(() => shopper.WrongAboutAsync(product), wrong => wrong.Count == 0));
        }

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([], await shopper.WrongAboutAsync(ending, CertificateState.Expired));
        Assert.Equal([], await shopper.WrongAboutAsync(staying));
    }

    [Fact]
    public async Task A_revocation_on_one_node_is_gone_from_every_surface_of_the_other()
    {
        await using var other = new MarketFactory(Market.ConnectionString);
        other.Clock.SetVietnam(Clock.Today(), new TimeOnly(12, 0));
        var revoked = await Market.PutOnSaleAsync("Giò lụa Ước Lễ", set: 8, story: Story, season: AllYear);
        var staying = await Market.PutOnSaleAsync("Giò bò Ước Lễ", set: 8, story: Story, season: AllYear);
        using var here = await ShopperAsync(Market.CreatePlainClient(), false, revoked, staying);
        using var there = await ShopperAsync(other.CreatePlainClient(), false, revoked, staying);
        foreach (var shopper in new[] { here, there })
        {
            await shopper.UntilKeptAsync($"/san-pham/{revoked.Slug}");
            Assert.Equal([], await shopper.WrongAboutAsync(revoked));
        }

        await Market.RevokeAsync(revoked);

        foreach (var shopper in new[] { here, there })
        {
            Assert.Equal([], await Eventually.GetAsync(() => shopper.WrongAboutAsync(revoked, CertificateState.Revoked), wrong => wrong.Count == 0));
            Assert.Equal([], await shopper.WrongAboutAsync(staying));
        }
    }

    [Fact]
    public async Task A_take_down_is_gone_from_every_surface_and_nothing_reads_out_what_it_said()
    {
        var taken = await Market.PutOnSaleAsync("Cao lá vằng Sông Trung", set: 12, story: Story, season: AllYear);
        using var shopper = await ShopperAsync(Market.CreatePlainClient(), false, taken);
        await shopper.UntilKeptAsync($"/san-pham/{taken.Slug}");
        Assert.Equal([], await shopper.WrongAboutAsync(taken));

        Desks.Must(await Get<TakeDownListing>().RunAsync(new(Desks.OfficerOf(taken), taken.Listing, TakeDownReason.HealthClaim, "Ghi chữa bệnh."), Ct));

        Assert.Equal([], await Eventually.GetAsync(() => shopper.StillOfferingAsync(taken), offering => offering.Count == 0));
    }

    [Fact]
    public async Task Alcohol_is_named_on_no_surface_before_the_visitor_has_said_to_be_18()
    {
        var spirit = await Market.PutOnSaleAsync("Rượu Kim Sơn", set: 14, producer: "Cơ sở Đoàn Gia", story: Story, season: AllYear);
        using var child = await ShopperAsync(Market.CreatePlainClient(), false, spirit);
        using var grownUp = await ShopperAsync(Market.CreatePlainClient(), true, spirit);

        Assert.Equal([], await child.NamingAsync(spirit));
        Assert.Equal([], await grownUp.WrongAboutAsync(spirit));
    }

    [Fact]
    public async Task Every_choice_that_a_public_page_offers_is_part_of_its_cache_key()
    {
        var product = await Market.PutOnSaleAsync("Chè Thái Nguyên", set: 11, story: Story, season: AllYear);
        using var shopper = await ShopperAsync(Market.CreatePlainClient(), false, product);

        var offered = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in PublicSurfaces.Pages(product))
        {
            offered.UnionWith(Choices(await shopper.PageAsync(address)));
        }

        Assert.Superset(offered, PublicPagePolicy.QueryKeys.ToHashSet()!);
        Assert.Contains("loc", offered);
    }

    /// <summary>Names in the queries of links and in the fields of forms that lead to pages of the market.</summary>
    private static IEnumerable<string> Choices(IHtmlDocument page)
        => page.QuerySelectorAll("form[method=get] [name], form:not([method]) [name]").Select(field => field.GetAttribute("name")!)
            .Concat(page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!).Where(href => href.Contains('?', StringComparison.Ordinal) && !DeskSurfaces.IsPrivate(href.Split('?')[0]))
                .SelectMany(href => href[(href.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0].Split('&')).Select(pair => pair.Split('=')[0]));

    /// <summary>With the products in a basket, and each in a gift basket called after its producer.</summary>
    private async Task<Shopper> ShopperAsync(HttpClient client, bool adult, params ProductOnSale[] products)
    {
        var secret = Secrets.New();
        foreach (var product in products)
        {
            if (await Get<GiftBasketQueries>().FindAsync(OcopMarket.Platform.Text.VietnameseText.Slug("gio cua " + product.ProducerSlug), adult: true, Ct) is null)
            {
                await Market.ShowBasketAsync("Giỏ của " + product.ProducerSlug, (product, 1), (await Market.PutOnSaleAsync("Bánh bên " + product.ProducerSlug, set: 6), 1));
            }

            Desks.Must(await Get<AddToCart>().RunAsync(new(CartOwner.Guest(secret), await Market.VariantOfAsync(product), 2, Adult: true), Ct));
        }

        return new Shopper(client, secret, adult);
    }

    /// <summary>Asks as a browser or a program would, and judges what it reads about a product.</summary>
    private sealed class Shopper(HttpClient client, string basket = "", bool adult = false) : IDisposable
    {
        private static readonly HtmlParser Parser = new();

        private readonly Dictionary<string, (EntityTagHeaderValue Tag, string Text)> _had = [];

        /// <summary>Every surface that shows the product although it may not, does not although it should, or is silent about its certificate.</summary>
        public async Task<List<string>> WrongAboutAsync(ProductOnSale product, CertificateState state = CertificateState.InForce)
        {
            var wrong = new List<string>();
            foreach (var surface in PublicSurfaces.All)
            {
                foreach (var address in surface.Addresses.Select(a => a(product)))
                {
                    var text = await TextAsync(address);
                    if (Wrong(surface, product, state, text, surface.IsPage ? Parser.ParseDocument(text) : null) is { } problem)
                    {
                        wrong.Add($"{address}: {problem}");
                    }
                }
            }

            return wrong;
        }

        /// <summary>Every surface that offers the product, leads to its offer or tells its story.</summary>
        public async Task<List<string>> StillOfferingAsync(ProductOnSale product)
        {
            var offering = new List<string>();
            foreach (var surface in PublicSurfaces.All.Where(s => s.Kind is SurfaceKind.Offers or SurfaceKind.Feed or SurfaceKind.Product or SurfaceKind.Story or SurfaceKind.Basket or SurfaceKind.GiftBasket))
            {
                foreach (var address in surface.Addresses.Select(a => a(product)))
                {
                    var text = await TextAsync(address);
                    var isOwn = surface.Kind is SurfaceKind.Product or SurfaceKind.Story; // lists hold the same words of other products
                    if ((isOwn && text.Contains(Story, StringComparison.Ordinal)) || (surface.IsPage ? IsOffered(Parser.ParseDocument(text), product) : !isOwn && IsListed(text, product)))
                    {
                        offering.Add(address);
                    }
                }
            }

            return offering;
        }

        /// <summary>Every surface that names the product or leads to it.</summary>
        public async Task<List<string>> NamingAsync(ProductOnSale product)
        {
            var naming = new List<string>();
            foreach (var surface in PublicSurfaces.All)
            {
                foreach (var address in surface.Addresses.Select(a => a(product)))
                {
                    var text = await TextAsync(address);
                    var isEcho = address.Contains(Uri.EscapeDataString(product.Name), StringComparison.Ordinal);
                    if ((!isEcho && text.Contains(product.Name, StringComparison.OrdinalIgnoreCase)) || (surface.Kind is not (SurfaceKind.Product or SurfaceKind.Story) && IsListed(text, product)))
                    {
                        naming.Add(address);
                    }
                }
            }

            return naming;
        }

        /// <summary>Asks until the answer comes from memory.</summary>
        public async Task UntilKeptAsync(string address)
            => Assert.NotNull(await Eventually.GetAsync(
                async () =>
                {
                    using var answer = await client.GetAsync(address, Ct);
                    return answer.Headers.Age;
                },
                age => age is not null));

        public async Task<IHtmlDocument> PageAsync(string address) => Parser.ParseDocument(await TextAsync(address));

        public void Dispose() => client.Dispose();

        /// <summary>Like every program that has a file already, it asks only for a newer one.</summary>
        private async Task<string> TextAsync(string address)
        {
            var isData = address.StartsWith("/api/", StringComparison.Ordinal) || address.StartsWith("/du-lieu-mo/", StringComparison.Ordinal);
            var asked = adult && isData ? address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "adult=true" : address;
            using var request = new HttpRequestMessage(HttpMethod.Get, asked);
            request.Headers.Add("Cookie", $"gio={basket}{(adult ? "; tuoi=18" : "")}");

            if (_had.TryGetValue(address, out var had))
            {
                request.Headers.IfNoneMatch.Add(had.Tag);
            }

            using var answer = await client.SendAsync(request, Ct);
            if (answer.StatusCode is HttpStatusCode.NotModified)
            {
                return had.Text;
            }

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Gone or HttpStatusCode.NotFound, $"{address} answered {answer.StatusCode}.");
            var text = await answer.Content.ReadAsStringAsync(Ct);
            if (answer.Headers.ETag is { } tag)
            {
                _had[address] = (tag, text);
            }

            return text;
        }

        private static string? Wrong(Surface surface, ProductOnSale product, CertificateState state, string text, IHtmlDocument? page)
        {
            var onOffer = state is CertificateState.InForce;
            var (mark, why) = state is CertificateState.Revoked ? ("Đã thu hồi", "đã bị thu hồi") : ("Đã hết hạn", "đã hết hạn");
            return surface.Kind switch
            {
                SurfaceKind.Offers => Unless(onOffer == (page is null ? IsListed(text, product) : IsOffered(page, product)), "the offer"),
                SurfaceKind.Feed => Unless((onOffer && !ProductSets.Get(product.Set).Adult) == IsListed(text, product), "the offer"),
                SurfaceKind.Product when page is null => Unless(onOffer == text.Contains("\"priceVnd\":", StringComparison.Ordinal), "the price"),
                SurfaceKind.Product => OwnPage(page, product, onOffer, why),
                SurfaceKind.Story => Unless(
                    (page!.QuerySelector($"a.seal[href$='/xac-thuc/{product.Number}']") is not null, page.QuerySelector(".seal-line .price") is not null, page.QuerySelector(".cannot-buy")?.TextContent.Contains(why, StringComparison.Ordinal) is true, page.QuerySelector(".story")?.TextContent.Contains(Story, StringComparison.Ordinal))
                        == (onOffer, onOffer, !onOffer, true),
                    "the story"),
                SurfaceKind.Certificate when page is not null => Unless(page.QuerySelector(".verdict-word") is { } word && onOffer != word.TextContent.Contains(mark, StringComparison.Ordinal), "the verdict"),
                SurfaceKind.Ended => Unless(onOffer != text.Contains($"/xac-thuc/{product.Number}\"", StringComparison.Ordinal), "the row"),
                SurfaceKind.Register when page is not null
                    => Unless(page.QuerySelectorAll("tr").Where(row => row.TextContent.Contains(product.Number, StringComparison.Ordinal)).All(row => onOffer != row.TextContent.Contains(mark, StringComparison.Ordinal)), "the state"),
                SurfaceKind.Certificate or SurfaceKind.Register => Unless(State(product, state).IsMatch(text), "the state"),
                SurfaceKind.Basket => Line(page!, product, onOffer),
                SurfaceKind.GiftBasket => Item(page!, product, onOffer),
                SurfaceKind.Plain => null,
            };
        }

        private static string? Line(IHtmlDocument page, ProductOnSale product, bool onOffer)
        {
            var line = page.QuerySelectorAll($".basket-line a[href$='/san-pham/{product.Slug}']").SingleOrDefault()?.Closest(".basket-line");
            return Unless(line is not null, "the line")
                ?? Unless(onOffer == line!.QuerySelector($"a.seal[href$='/xac-thuc/{product.Number}']") is not null, "the badge")
                ?? Unless(onOffer == line.QuerySelector(".price") is not null && onOffer == line.QuerySelector("input[type=number]") is not null, "the price")
                ?? Unless(onOffer != page.QuerySelector(".basket-changes")?.TextContent.Contains(product.Name, StringComparison.Ordinal) is true, "the reason")
                ?? Unless(page.QuerySelectorAll(".basket-line .price").Length * 200_000 == Dong(page.QuerySelector(".basket-figures dd")), "the sum");
        }

        private static string? Item(IHtmlDocument page, ProductOnSale product, bool onOffer)
        {
            var item = page.QuerySelectorAll($".gift-item a[href$='/san-pham/{product.Slug}']").SingleOrDefault()?.Closest(".gift-item");
            return Unless(item is not null, "the item")
                ?? Unless(onOffer == item!.QuerySelector($"a.seal[href$='/xac-thuc/{product.Number}']") is not null, "the badge")
                ?? Unless(onOffer != page.QuerySelector(".gift-buy .notice")?.TextContent.Contains(product.Name, StringComparison.Ordinal) is true, "the reason")
                ?? Unless(Dong(page.QuerySelector(".gift-buy .price")) == (onOffer ? 200_000 : 100_000), "the price");
        }

        private static int Dong(IElement? amount) => int.Parse(amount?.TextContent is { } text ? string.Concat(text.Where(char.IsAsciiDigit)) : "0", CultureInfo.InvariantCulture);

        private static string? Unless(bool right, string what) => right ? null : $"{what} is wrong";

        /// <summary>As JSON, or as a line of a file.</summary>
        private static Regex State(ProductOnSale product, CertificateState state)
            => new($"(\"number\":\"{Regex.Escape(product.Number)}\",\"state\":\"{state}\"|^{Regex.Escape(product.Number)},{state},)", RegexOptions.IgnoreCase | RegexOptions.Multiline);

        private static bool IsListed(string text, ProductOnSale product) => Regex.IsMatch(text, $"/(san-pham|cau-chuyen)/{product.Slug}[\"<]");

        /// <summary>A card with its name and price, or a badge that leads to its certificate.</summary>
        private static bool IsOffered(IHtmlDocument page, ProductOnSale product)
            => page.QuerySelectorAll($"a[href$='/san-pham/{product.Slug}']").Any(link => link.Closest(".card")?.QuerySelector(".price") is not null)
                || page.QuerySelector($"a.seal[href$='/xac-thuc/{product.Number}']") is not null;

        private static string? OwnPage(IHtmlDocument page, ProductOnSale product, bool onOffer, string why)
        {
            var script = page.QuerySelector("script[type='application/ld+json']")?.TextContent ?? "";
            return Unless(onOffer == page.QuerySelector($"a.seal[href$='/xac-thuc/{product.Number}']") is not null, "the badge")
                ?? Unless(onOffer == page.QuerySelector(".variants .price") is not null, "the price")
                ?? Unless(onOffer == Offer().IsMatch(script), "what search engines are told")
                ?? Unless(page.QuerySelector("h1")?.TextContent.Contains(product.Name, StringComparison.Ordinal) is true, "the name")
                ?? Unless(onOffer != page.QuerySelector(".cannot-buy")?.TextContent.Contains(why, StringComparison.Ordinal) is true, "the reason");
        }
    }

    [GeneratedRegex("\"(offers|hasCertification)\"")]
    private static partial Regex Offer();
}
