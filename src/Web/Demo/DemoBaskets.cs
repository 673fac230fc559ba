using System.Globalization;
using CsvHelper;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Demo;

/// <summary>A few gift baskets of demonstration goods, each item in its smallest packing; they go when the goods go.</summary>
internal sealed class DemoBaskets(SaveGiftBasket save, PublishGiftBasket publish, GiftBasketQueries baskets, GiftBasketDeskQueries desk, ListingQueries listings, ILogger<DemoBaskets> log)
{
    private static readonly List<DemoBasket> All = DataFile.Read(typeof(DemoBaskets).Assembly, "OcopMarket.Web.Demo.demo-baskets.csv", Read);

    /// <summary>Makes those that are not there.</summary>
    /// <param name="known">Products by the number of their demonstration certificate.</param>
    public async Task EnsureAsync(Actor actor, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        foreach (var basket in All)
        {
            if (await baskets.FindAsync(VietnameseText.Slug(basket.NameVi), adult: true, ct) is null)
            {
                await MakeAsync(actor, basket, known, ct);
            }
        }
    }

    private async Task MakeAsync(Actor actor, DemoBasket basket, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        var lines = new List<StockLine>();
        foreach (var (product, pieces) in basket.Products)
        {
            if (known.TryGetValue(DemoCertificates.Number(product), out var id) && (await listings.SlugsOfAsync([id], ct)).GetValueOrDefault(id) is { } slug
                && await listings.FindAsync(slug, ct) is { Variants: [var smallest, ..] })
            {
                lines.Add(new(smallest.Id, pieces));
            }
        }

        var saved = await save.RunAsync(new(actor, null, 0, new(basket.NameVi, basket.NameEn, basket.TextVi, basket.TextEn, basket.Occasions, lines, null, null)), ct);
        var refusal = saved.Refusal ?? (await desk.FindAsync(actor, saved.Value, ct) is { } file ? (await publish.RunAsync(new(actor, saved.Value, file.Version), ct)).Refusal : null);
        if (refusal is not null)
        {
            log.LogWarning("Demo basket {Basket} is not shown: {Refusal}", basket.NameVi, refusal);
        }
    }

    private static DemoBasket Read(CsvReader row) => new(
        row.GetString("name_vi"), row.GetString("name_en"), row.GetString("text_vi"), row.GetString("text_en"), row.GetString("occasions").Split(';'),
        [.. row.GetString("products").Split(';').Select(p => p.Split(':')).Select(p => (DemoProduct.Real.Single(r => r.Id == p[0]), int.Parse(p[1], CultureInfo.InvariantCulture)))]);

    private sealed record DemoBasket(string NameVi, string NameEn, string TextVi, string TextEn, IReadOnlyList<string> Occasions, IReadOnlyList<(DemoProduct Product, int Pieces)> Products);
}
