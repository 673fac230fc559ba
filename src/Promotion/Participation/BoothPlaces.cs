using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

internal sealed class BoothPlaces(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IBoothPlaces
{
    public async Task<IReadOnlyList<BoothPlace>> ToComeAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var coming = db.Fairs.Where(f => f.State == FairState.Announced && f.Through >= today);
        var taken = await db.FairApplications
            .Where(a => producers.Contains(a.ProducerId) && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn) && coming.Any(f => f.Id == a.FairId))
            .Select(a => new TakenPlace(a.Id, a.FairId, a.ProducerId)).ToListAsync(ct);
        return taken.Count == 0 ? [] : [.. (await ReadAsync(db, [.. taken.Select(a => (a.Fair, a.Producer))], taken, ct)).Values.OrderBy(p => p.Days[0].Day).ThenBy(p => p.Slug, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyDictionary<(FairId Fair, ProducerId Producer), BoothPlace>> OfAsync(IReadOnlyCollection<(FairId Fair, ProducerId Producer)> places, CancellationToken ct)
    {
        if (places.Count == 0)
        {
            return new Dictionary<(FairId, ProducerId), BoothPlace>();
        }

        var (fairs, producers) = (places.Select(p => p.Fair).Distinct().ToList(), places.Select(p => p.Producer).Distinct().ToList());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var applications = await db.FairApplications.AsNoTracking().Where(a => fairs.Contains(a.FairId) && producers.Contains(a.ProducerId)).ToListAsync(ct);
        return await ReadAsync(db, places, [.. applications.Where(a => a.HoldsPlace).Select(a => new TakenPlace(a.Id, a.FairId, a.ProducerId))], ct);
    }

    public async Task<bool> RunsAsync(Actor actor, FairId fair, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fair, ct) is { } found && actor.MayRunFairs(found.Office);
    }

    private static async Task<Dictionary<(FairId Fair, ProducerId Producer), BoothPlace>> ReadAsync(
        MarketDbContext db, IReadOnlyCollection<(FairId Fair, ProducerId Producer)> places, List<TakenPlace> taken, CancellationToken ct)
    {
        var (ids, applications) = (places.Select(p => p.Fair).Distinct().ToList(), taken.Select(a => (FairApplicationId?)a.Id).ToList());
        var fairs = await db.Fairs.AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        var booths = (await db.Booths.AsNoTracking().Where(b => applications.Contains(b.ApplicationId)).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct)).ToLookup(b => b.ApplicationId);
        return places.Distinct().Where(p => fairs.ContainsKey(p.Fair)).ToDictionary(p => p, p =>
        {
            var (fair, own) = (fairs[p.Fair], taken.Find(a => a.Fair == p.Fair && a.Producer == p.Producer));
            return new BoothPlace(
                fair.Id, p.Producer, fair.Slug, fair.NameVi, fair.NameEn, fair.Type is not (FairType.Online or FairType.Abroad) && fair.ProvinceCode is not null,
                fair.Venue.Name, fair.Venue.Address, fair.CommuneCode, fair.ProvinceCode,
                fair.State is FairState.Announced or FairState.Reported ? [.. fair.Days().Select(d => new BoothDay(d.Day, d.Opens, d.Closes))] : [],
                own is null ? [] : [.. booths[own.Id].Select(b => b.Name)]);
        });
    }

    private sealed record TakenPlace(FairApplicationId Id, FairId Fair, ProducerId Producer);
}
