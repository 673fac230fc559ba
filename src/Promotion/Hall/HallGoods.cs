using OcopMarket.Catalog.Contracts;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

/// <summary>Goods that exhibitors named, as they stand at this moment.</summary>
/// <param name="OnShow">In force through the last day of the fair and on offer today.</param>
/// <param name="Judged">All of them, with the reason of those that may not go.</param>
internal sealed record GoodsOfFair(IReadOnlyDictionary<ProductId, OfferedProduct> OnShow, IReadOnlyDictionary<ProductId, FairProduct> Judged)
{
    /// <summary>Those of one exhibitor that are shown, in its own order.</summary>
    public IReadOnlyList<OfferedProduct> Of(IEnumerable<ProductId> products) => [.. products.Where(OnShow.ContainsKey).Select(p => OnShow[p])];

    /// <summary>Whether the exhibitor is in the hall: one of its goods at least may go to the fair.</summary>
    public bool Exhibits(IEnumerable<ProductId> products) => products.Any(p => Judged.TryGetValue(p, out var judged) && judged.IsEligible);

    /// <summary>What a visitor sees of the goods of one exhibitor; null where it is not told of: who has nothing but drinks is told of to grown people only.</summary>
    /// <param name="adult">Whether the visitor said to be 18.</param>
    public IReadOnlyList<OfferedProduct>? SeenBy(bool adult, IReadOnlyList<ProductId> products)
    {
        var seen = Of(products).Where(p => adult || !ProductSets.Get(p.Set).Adult).ToList();
        return adult || seen.Count > 0 || !IsAdult(products) ? seen : null;
    }

    /// <summary>Whether any of them is for grown people only, shown or not: words and photos may speak of it.</summary>
    public bool IsAdult(IEnumerable<ProductId> products) => products.Any(p => Judged.TryGetValue(p, out var judged) && ProductSets.Get(judged.Set).Adult);
}

/// <summary>THE rule of what stalls, live sessions and labels show: what may go to the fair and can be had today. Nobody keeps its answer.</summary>
internal sealed class HallGoods(Eligibility eligibility, IOfferedProducts offered)
{
    public async Task<GoodsOfFair> OfAsync(Fair fair, IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var judged = await eligibility.OfAsync(products, fair, ct);
        return new(await offered.OfAsync([.. judged.Values.Where(p => p.IsEligible).Select(p => p.Product)], ct), judged);
    }

    /// <summary>Of several fairs, asked together.</summary>
    public async Task<IReadOnlyDictionary<FairId, GoodsOfFair>> OfEachAsync(IReadOnlyCollection<(Fair Fair, IReadOnlyCollection<ProductId> Products)> fairs, CancellationToken ct)
    {
        var judged = await eligibility.OfEachAsync(fairs, ct);
        var onOffer = await offered.OfAsync([.. judged.Values.SelectMany(f => f.Values).Where(p => p.IsEligible).Select(p => p.Product).Distinct()], ct);
        return judged.ToDictionary(f => f.Key, f => new GoodsOfFair(
            f.Value.Values.Where(p => p.IsEligible && onOffer.ContainsKey(p.Product)).ToDictionary(p => p.Product, p => onOffer[p.Product]), f.Value));
    }
}
