using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>What one participant told.</summary>
public sealed record ResultRow(FairApplicationId Application, int Number, ProducerId Producing, string Producer, string CommuneCode, string ProvinceCode, bool Came, FairNumbers? Numbers, string? Wishes, IReadOnlyList<ResultPhoto> Photos);

/// <summary>What a fair brought, by all who have told.</summary>
/// <param name="Applied">How many applied, were given places, came.</param>
public sealed record FairResults(FairHead Fair, IReadOnlyList<ResultRow> Rows, int Applied)
{
    public int Came => Rows.Count(r => r.Came);

    public int Told => Rows.Count(r => r.Numbers is not null);

    public FairNumbers Total => FairNumbers.Sum(Rows.Select(r => r.Numbers));

    /// <summary>Those who came or told, by commune: how many came, and their total. Its sums are those of the whole.</summary>
    public IEnumerable<(string CommuneCode, string ProvinceCode, int Came, FairNumbers Total)> ByCommune
        => Rows.Where(r => r.Came || r.Numbers is not null).GroupBy(r => (r.CommuneCode, r.ProvinceCode)).OrderBy(g => g.Key.CommuneCode, StringComparer.Ordinal).Select(g => (g.Key.CommuneCode, g.Key.ProvinceCode, g.Count(r => r.Came), (this with { Rows = [.. g] }).Total));
}

/// <summary>What everybody may know of a fair that is over.</summary>
/// <param name="Came">Null before the office has reported.</param>
/// <param name="Revenue">Null, as the others, where too few would stand behind it.</param>
public sealed record FairAftermath(int? Came, long? Revenue, long? Ocop, long? Visitors, long? Contracts, long? ContractsWorth, IReadOnlyList<FairPhoto> Photos);

/// <summary>Reads results of fairs.</summary>
public sealed class FairResultQueries
{
    /// <summary>A sum of fewer numbers would say what a single participant told.</summary>
    public const int LeastTellers = 3;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal FairResultQueries(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, TimeProvider clock) => (_contexts, _producers, _clock) = (contexts, producers, clock);

    /// <summary>Of those who accepted or came; null for a fair that is unknown or another office's.</summary>
    public async Task<FairResults?> OfFairAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return null;
        }

        var all = await db.FairApplications.AsNoTracking().Where(a => a.FairId == id).OrderBy(a => a.Number).ToListAsync(ct);
        var taken = all.FindAll(a => a.State is ParticipationState.Accepted or ParticipationState.CheckedIn);
        var ids = taken.ConvertAll(a => a.Id);
        var results = await db.FairResults.AsNoTracking().Where(r => ids.Contains(r.ApplicationId)).ToDictionaryAsync(r => r.ApplicationId, ct);
        var producers = await _producers.FindAsync([.. taken.Select(a => a.ProducerId)], ct);
        return new(FairHead.Of(fair, _clock.Today()), [.. taken.Select(Row)], all.Count);

        ResultRow Row(FairApplication a)
        {
            var told = results.GetValueOrDefault(a.Id);
            return new(a.Id, a.Number, a.ProducerId, producers.GetValueOrDefault(a.ProducerId)?.Name ?? "", a.CommuneCode, a.ProvinceCode, a.State is ParticipationState.CheckedIn, told?.Numbers, told?.Wishes, told?.Photos ?? []);
        }
    }

    /// <summary>For the fair's own page: photos that its office lets everybody see and, once reported, sums over several participants.</summary>
    public async Task<FairAftermath> AfterAsync(FairId id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || fair.StageOn(_clock.Today()) is not (FairStage.Ended or FairStage.Reported))
        {
            return new(null, null, null, null, null, null, []);
        }

        var applications = db.FairApplications; // an expression takes no extension property
        var results = await db.FairResults.AsNoTracking().Where(r => applications.Any(a => a.Id == r.ApplicationId && a.FairId == id)).OrderBy(r => r.SentAt).ThenBy(r => r.ApplicationId).ToListAsync(ct);
        IReadOnlyList<FairPhoto> photos = [.. results.SelectMany(r => r.Photos).Where(p => p.Shown).Select(p => p.Photo)];
        return fair.State is not FairState.Reported ? new(null, null, null, null, null, null, photos)
            : new(await applications.CountAsync(a => a.FairId == id && a.State == ParticipationState.CheckedIn, ct), Sum(n => n.Revenue), Sum(n => n.Ocop), Sum(n => n.Visitors), Sum(n => n.Contracts), Sum(n => n.ContractsWorth), photos);

        long? Sum(Func<FairNumbers, long> of) => results.Count(r => of(r.Numbers) > 0) >= LeastTellers ? results.Sum(r => of(r.Numbers)) : null;
    }

    /// <summary>What a producer itself told; null where it has told nothing, and for who has no right to fairs there.</summary>
    public async Task<(FairNumbers Numbers, string? Wishes, IReadOnlyList<FairPhoto> Photos)?> OwnAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && actor.MayTakePartFor(application.ProducerId)
            && await db.FairResults.AsNoTracking().SingleOrDefaultAsync(r => r.ApplicationId == id, ct) is { } result ? (result.Numbers, result.Wishes, [.. result.Photos.Select(p => p.Photo)]) : null;
    }
}
