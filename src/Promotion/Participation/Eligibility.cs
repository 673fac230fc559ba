using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>Why a product may not go to a fair.</summary>
public enum FairBar
{
    NeverCertified,
    NotYet,

    /// <summary>Its certificate ends before the fair does.</summary>
    Ends,
    Revoked,
    Suspended,
    LicenceMissing,

    /// <summary>An officer took its listing off the shelf.</summary>
    TakenDown,
}

/// <summary>A product of a producer, as a fair sees it.</summary>
/// <param name="Bar">Null when it may go.</param>
/// <param name="Day">What the bar names: the last day in force, the first day of what begins or is revoked.</param>
public sealed record FairProduct(ProductId Product, string Name, int Set, string? Number, int? Stars, DateOnly? Through, FairBar? Bar, DateOnly? Day)
{
    public bool IsEligible => Bar is null;
}

/// <summary>THE rule of who may go: a product that the registry covers on every day of the fair that is still to come, and that no officer took off the shelf.</summary>
internal sealed class Eligibility(IProductForce force, ITakenDown takenDown, TimeProvider clock)
{
    /// <summary>Everything the producer ever had certified.</summary>
    public async Task<IReadOnlyList<FairProduct>> OfProducerAsync(ProducerId producer, Fair fair, CancellationToken ct)
    {
        var (from, through) = DaysOf(fair);
        return await JudgeAsync(await force.OfProducerAsync(producer, from, through, ct), ct);
    }

    public async Task<IReadOnlyDictionary<ProductId, FairProduct>> OfAsync(IReadOnlyCollection<ProductId> products, Fair fair, CancellationToken ct)
    {
        var (from, through) = DaysOf(fair);
        return (await JudgeAsync([.. (await force.OfAsync(products, from, through, ct)).Values], ct)).ToDictionary(p => p.Product);
    }

    /// <summary>Products of several fairs, asked together.</summary>
    public async Task<IReadOnlyDictionary<FairId, IReadOnlyDictionary<ProductId, FairProduct>>> OfEachAsync(IReadOnlyCollection<(Fair Fair, IReadOnlyCollection<ProductId> Products)> fairs, CancellationToken ct)
    {
        var asked = fairs.Select(f => (f.Fair.Id, Days: DaysOf(f.Fair), f.Products)).ToList();
        var found = await force.OfEachAsync([.. asked.SelectMany(f => f.Products, (f, p) => new ForceDays(p, f.Days.From, f.Days.Through)).Distinct()], ct);
        var down = await takenDown.AmongAsync([.. found.Keys.Select(k => k.Product).Distinct()], ct);
        return asked.ToDictionary(f => f.Id, IReadOnlyDictionary<ProductId, FairProduct> (f) => f.Products.Select(p => new ForceDays(p, f.Days.From, f.Days.Through)).Where(found.ContainsKey)
            .ToDictionary(k => k.Product, k => Judge(found[k], down)));
    }

    // Of a fair that is over its own days count, since reports ask about them later.
    private (DateOnly From, DateOnly Through) DaysOf(Fair fair) => (clock.Today() is var today && today > fair.From && today <= fair.Through ? today : fair.From, fair.Through);

    private async Task<IReadOnlyList<FairProduct>> JudgeAsync(IReadOnlyList<ProductForce> products, CancellationToken ct)
    {
        var down = await takenDown.AmongAsync([.. products.Select(p => p.Product)], ct);
        return [.. products.Select(p => Judge(p, down))];
    }

    private static FairProduct Judge(ProductForce p, IReadOnlySet<ProductId> down)
        => new(p.Product, p.Name, p.Set, p.Number, p.Stars, p.Through, p.Gap is { } gap ? BarOf(gap) : down.Contains(p.Product) ? FairBar.TakenDown : null, p.GapDay);

    private static FairBar BarOf(ForceGap gap) => gap switch
    {
        ForceGap.NeverCertified => FairBar.NeverCertified,
        ForceGap.NotYet => FairBar.NotYet,
        ForceGap.Ends => FairBar.Ends,
        ForceGap.Revoked => FairBar.Revoked,
        ForceGap.Suspended => FairBar.Suspended,
        ForceGap.LicenceMissing => FairBar.LicenceMissing,
    };

    /// <summary>The slug of the group that most of the products belong to, the first of several.</summary>
    public static string GroupOf(IEnumerable<int> sets)
        => ProductSets.GetGroup(sets.Select(s => ProductSets.Get(s).Group).GroupBy(g => g).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key).Slug;
}
