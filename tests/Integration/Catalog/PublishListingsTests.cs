using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

public sealed class PublishListingsTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Seller = Actor.Operator("chủ thể");

    [Fact]
    public async Task A_published_product_has_its_packings_its_document_and_its_audit()
    {
        var cake = await Market.CertifyAsync("Bánh đa nem Làng Chều", packings: ["Gói 200 g", "Gói 500 g"]);

        var listing = (await PublishAsync(Item(cake.Product, "Gói 200 g", "gói 500 G")))[0].Value;

        await using var db = await OpenAsync();
        var saved = await db.Listings.Include(l => l.Variants).SingleAsync(l => l.Id == listing, Ct);
        Assert.Equal(("banh-da-nem-lang-cheu", ListingState.Published, Clock.GetUtcNow()), (saved.Slug, saved.State, saved.PublishedAt!.Value));
        Assert.Equal(["Gói 200 g", "gói 500 G"], saved.Variants.OrderBy(v => v.Position).Select(v => v.Packing));
        Assert.Equal("banh da nem lang cheu", (await db.Set<SearchDocument>().SingleAsync(d => d.No == saved.No, Ct)).Name);
        var subject = $"listing:{listing}";
        var audit = await db.Set<AuditEntry>().SingleAsync(e => e.Subject == subject, Ct);
        Assert.Equal(("Operator:chủ thể", "catalog.listing_published"), (audit.Actor, audit.Action));
        Assert.Contains("banh-da-nem-lang-cheu", audit.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_rule_refuses_is_left_out_and_the_others_are_published()
    {
        var good = await Market.CertifyAsync("Kẹo lạc");
        var named = await Market.CertifyAsync("Kẹo dừa", packings: ["Hộp 250 g"]);
        var ended = await Market.CertifyAsync("Kẹo cu đơ", validThrough: Clock.Today().AddDays(-1));
        var free = await Market.CertifyAsync("Kẹo gương");
        var bare = await Market.CertifyAsync("Kẹo mè xửng");
        var twice = await Market.CertifyAsync("Kẹo sìu châu");
        var unknown = ProductId.New();

        var answers = await PublishAsync(
            Item(unknown, "Gói"), Item(named.Product, "Hộp 250 g", "Hộp 300 g"), Item(ended.Product, "Gói"), Item(free.Product, "Gói") with { Packings = [Packing("Gói", 0)] },
            Item(bare.Product), Item(twice.Product, "Gói 1 kg", "gói  1 KG"), Item(good.Product, "Gói"), Item(good.Product, "Gói"));

        Assert.Equal(
            [
                CatalogRefusals.ProductNotInForce(unknown.ToString()), CatalogRefusals.PackingNotCertified("Hộp 300 g", "Hộp 250 g"),
                CatalogRefusals.ProductNotInForce(ended.Product.ToString()), CatalogRefusals.PriceNotPositive("Gói"), CatalogRefusals.NoVariants(),
                CatalogRefusals.PackingNamedTwice("gói  1 KG"), null, CatalogRefusals.AlreadyListed(good.Product.ToString()),
            ],
            answers.Select(a => a.Refusal));
        await using var db = await OpenAsync();
        Assert.Equal([good.Product], await db.Listings.Where(l => l.Slug.StartsWith("keo-")).Select(l => l.ProductId).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_product_has_one_listing()
    {
        var cake = await Market.PutOnSaleAsync("Bánh cuốn");

        Assert.Equal(CatalogRefusals.AlreadyListed(cake.Product.ToString()), (await PublishAsync(Item(cake.Product, "500 g")))[0].Refusal);

        await using var db = await OpenAsync();
        Assert.Equal(1, await db.Listings.CountAsync(l => l.ProductId == cake.Product, Ct));
    }

    [Fact]
    public async Task Products_of_one_name_get_addresses_of_their_own()
    {
        var one = await Market.PutOnSaleAsync("Miến dong");
        var certified = new List<ProductOnSale>();
        for (var i = 0; i < 3; i++)
        {
            certified.Add(await Market.CertifyAsync(i == 2 ? "MIẾN  DÓNG" : "Miến dong"));
        }

        await PublishAsync([.. certified.Select(c => Item(c.Product, "500 g"))]);

        await using var db = await OpenAsync();
        var slugs = await db.Listings.Where(l => l.Slug.StartsWith("mien-dong")).Select(l => l.Slug).Order().ToListAsync(Ct);
        Assert.Equal(["mien-dong", "mien-dong-2", "mien-dong-3", "mien-dong-4"], slugs);
        Assert.Equal("mien-dong", one.Slug);
    }

    [Fact]
    public async Task Two_who_publish_at_once_get_different_addresses_and_one_product_one_listing()
    {
        var (one, other) = (await Market.CertifyAsync("Bún ngũ sắc"), await Market.CertifyAsync("Bún ngũ sắc"));

        var answers = await Task.WhenAll(new[] { one, other, one, other }.Select(p => Task.Run(() => PublishAsync(Item(p.Product, "Gói")))));

        Assert.Equal(2, answers.Count(a => a[0].Succeeded));
        Assert.Equal(2, answers.Count(a => a[0].Refusal?.Code == "catalog.already_listed"));
        await using var db = await OpenAsync();
        Assert.Equal(["bun-ngu-sac", "bun-ngu-sac-2"], await db.Listings.Where(l => l.Slug.StartsWith("bun-ngu-sac")).Select(l => l.Slug).Order().ToListAsync(Ct));
    }

    [Fact]
    public async Task A_name_without_letters_of_ours_still_gets_an_address()
        => Assert.Equal("san-pham", (await Market.PutOnSaleAsync("越南茶")).Slug);

    [Fact]
    public async Task A_catalogue_of_an_earlier_day_shows_what_has_ended_as_ended()
    {
        var cake = await Market.CertifyAsync("Bánh phu thê", validThrough: Clock.Today().AddDays(-3));

        var listed = await Get<PublishListings>().RunAsync(Seller, [Item(cake.Product, "500 g")], Ct, on: Clock.Today().AddDays(-3));

        Assert.True(listed[0].Succeeded);
        Assert.Null((await Get<ListingQueries>().FindAsync("banh-phu-the", Ct))!.Offer);
    }

    [Fact]
    public async Task Documents_can_be_written_anew_and_missing_ones_are_counted()
    {
        await Market.PutOnSaleAsync("Bánh tẻ Phú Nhi");
        await using var db = await OpenAsync();
        var all = await db.Listings.CountAsync(Ct);
        await db.Set<SearchDocument>().ExecuteDeleteAsync(Ct);
        Assert.Equal(all, await Get<SearchDocuments>().MissingAsync(Ct));

        Assert.Equal(all, await Get<SearchDocuments>().RebuildAsync(null, Ct));

        Assert.Equal(0, await Get<SearchDocuments>().MissingAsync(Ct));
    }

    private Task<IReadOnlyList<Result<ListingId>>> PublishAsync(params PublishListings.Item[] items) => Get<PublishListings>().RunAsync(Seller, items, Ct);

    private static PublishListings.Item Item(ProductId product, params string[] packings) => new(product, [.. packings.Select(p => Packing(p, 50_000))]);

    private static PublishListings.Packing Packing(string name, long price) => new(name, new Money(price), new Measure(500, MeasureUnit.Gram), 3);
}
