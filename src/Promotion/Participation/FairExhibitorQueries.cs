using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>A producer that has a place at a fair.</summary>
/// <param name="Products">What it may show there as things stand.</param>
public sealed record FairExhibitor(string Name, string Slug, string CommuneCode, string ProvinceCode, IReadOnlyList<string> Booths, IReadOnlyList<FairProduct> Products);

/// <summary>Exhibitors of a fair and the plan they stand on.</summary>
/// <param name="Exhibitors">By booth, then by name.</param>
public sealed record FairExhibition(IReadOnlyList<FairExhibitor> Exhibitors, BoothPlan? Plan);

/// <summary>Who exhibits, for everyone: those that have taken their place, with what is in force through the last day, asked of the registry at this moment.</summary>
public sealed class FairExhibitorQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly Eligibility _eligibility;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal FairExhibitorQueries(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, IProducerBook producers, TimeProvider clock)
        => (_contexts, _eligibility, _producers, _clock) = (contexts, eligibility, producers, clock);

    /// <summary>Null while there is nobody to show: a draft, a fair that will not be as announced, or one that nobody has a place at.</summary>
    public async Task<FairExhibition?> OfAsync(FairId id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { State: FairState.Announced or FairState.Reported } fair)
        {
            return null;
        }

        var taken = await db.FairApplications.AsNoTracking().Where(a => a.FairId == id && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn)).ToListAsync(ct);
        if (taken.Count == 0)
        {
            return null;
        }

        var products = await _eligibility.OfAsync([.. taken.SelectMany(a => a.Products).Distinct()], fair, ct);
        var producers = await _producers.FindAsync([.. taken.Select(a => a.ProducerId)], ct);
        var booths = await db.Booths.AsNoTracking().Where(b => b.FairId == id).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct);
        var shown = taken.Where(a => producers.ContainsKey(a.ProducerId)).Select(a => (a.Id, Exhibitor: Show(a))).Where(a => a.Exhibitor.Products.Count > 0).ToList();
        return shown.Count == 0 ? null : new(
            [.. shown.Select(s => s.Exhibitor).OrderBy(e => e.Booths.Count == 0).ThenBy(e => e.Booths.Count == 0 ? null : e.Booths[0], StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)],
            booths.Count == 0 ? null : BoothPlan.Of(FairHead.Of(fair, _clock.Today()), booths, shown.ToDictionary(s => s.Id, s => s.Exhibitor.Name)));

        FairExhibitor Show(FairApplication a) => new(
            producers[a.ProducerId].Name, producers[a.ProducerId].Slug, a.CommuneCode, a.ProvinceCode, [.. booths.Where(b => b.ApplicationId == a.Id).Select(b => b.Name)],
            [.. a.Products.Where(products.ContainsKey).Select(p => products[p]).Where(p => p.IsEligible)]);
    }
}
