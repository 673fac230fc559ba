using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>A participant tells what a fair brought: five numbers and wishes; sent again they take the place of the first ones until the organiser has reported.</summary>
public sealed class SendFairResults(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int LongestText = FairResult.LongestText;

    public sealed record Command(Actor Actor, FairApplicationId Application, FairNumbers Numbers, string? Wishes);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldOwnAsync(command.Actor, command.Application, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (places, application) = found.Value;
            var (wishes, now, numbers) = (ContactText.Message(command.Wishes), clock.GetUtcNow(), command.Numbers);
            if (WhyNot(places.Fair, application, numbers, wishes) is { } wrong)
            {
                return wrong;
            }

            var result = await db.FairResults.SingleOrDefaultAsync(r => r.ApplicationId == application.Id, ct);
            var before = result?.Numbers;
            if (result is null)
            {
                db.FairResults.Add(result = new() { ApplicationId = application.Id, Numbers = numbers, SentAt = now });
            }

            (result.Numbers, result.Wishes, result.ChangedAt) = (numbers, wishes.Length == 0 ? null : wishes, now);
            db.Audit(clock, command.Actor, "promotion.results_sent", application.Subject(), before: before, after: numbers);
            return Result.Success;
        }, ct);

    private Refusal? WhyNot(Fair fair, FairApplication application, FairNumbers numbers, string wishes)
        => fair.StageOn(clock.Today()) is not FairStage.Ended ? fair.Through >= clock.Today() ? ParticipationRefusals.ResultsNotDue(fair.Through.AddDays(1)) : PromotionRefusals.FairWrongState(fair.StageOn(clock.Today()))
            : application.State is not (ParticipationState.CheckedIn or ParticipationState.Accepted) ? ParticipationRefusals.ApplicationWrongState(application.State)
            : numbers.Revenue is < 0 or > FairResult.Most || numbers.Ocop < 0 || numbers.Ocop > numbers.Revenue || numbers.ContractsWorth is < 0 or > FairResult.Most
                || numbers.Visitors is < 0 or > FairResult.MostPeople || numbers.Contacts is < 0 or > FairResult.MostPeople || numbers.Contracts is < 0 or > FairResult.MostPeople ? ParticipationRefusals.ResultsWrong()
            : wishes.Length > FairResult.LongestText ? ParticipationRefusals.TextTooLong(FairResult.LongestText)
            : null;
}

/// <summary>Asks participants for their results 3, 7 and 14 days after the end, until they are in.</summary>
internal sealed class FairResultsJob(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) : IMarketJob
{
    public const string Name = "fair-results";

    private static readonly int[] Steps = [3, 7, 14];

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (today, told) = (clock.Today(), 0);
        var (first, last) = (today.AddDays(-Steps[0]), today.AddDays(-60));
        await contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync(Name, ct);
            var ended = await db.Fairs.AsNoTracking().Where(f => f.State == FairState.Announced && f.Through <= first && f.Through >= last).Select(f => new { f.Id, f.Through }).ToListAsync(ct);
            var (ids, results) = (ended.Select(f => f.Id).ToList(), db.FairResults);
            var silent = await db.FairApplications.Where(a => ids.Contains(a.FairId) && a.State == ParticipationState.CheckedIn && a.Reminders < Steps.Length && !results.Any(r => r.ApplicationId == a.Id)).OrderBy(a => a.Id).ToListAsync(ct);
            foreach (var application in silent)
            {
                var due = Steps.Count(days => ended.Find(f => f.Id == application.FairId)!.Through.AddDays(days) <= today);
                if (due > application.Reminders)
                {
                    application.Reminders = due; // one letter, however many were missed
                    keeper.Tell(db, application, ParticipationNewsKind.ResultsDue);
                    told++;
                }
            }

            return Result.Success;
        }, ct);
        return $"{told} participants asked for their results";
    }
}

/// <summary>The office hands in what a fair brought: from now on its participants' numbers stay.</summary>
public sealed class ReportFair(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, FairId Fair);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync($"fair-places:{command.Fair}", ct); // nobody sends numbers meanwhile
            if (await db.Fairs.SingleOrDefaultAsync(f => f.Id == command.Fair, ct) is not { } fair || !command.Actor.MayRunFairs(fair.Office))
            {
                return PromotionRefusals.FairUnknown();
            }

            var reported = fair.Report(clock.Today(), clock.GetUtcNow());
            if (reported.Succeeded)
            {
                db.Audit(clock, command.Actor, "promotion.fair_reported", $"fair:{fair.Id}");
            }

            return reported;
        }, ct);
}

/// <summary>What one participant told.</summary>
public sealed record ResultRow(FairApplicationId Application, int Number, ProducerId Producing, string Producer, string CommuneCode, string ProvinceCode, bool Came, FairNumbers? Numbers, string? Wishes);

/// <summary>What a fair brought, by all who have told.</summary>
/// <param name="Applied">How many applied, were given places, came.</param>
public sealed record FairResults(FairHead Fair, IReadOnlyList<ResultRow> Rows, int Applied)
{
    public int Came => Rows.Count(r => r.Came);

    public int Told => Rows.Count(r => r.Numbers is not null);

    public FairNumbers Total => Rows.Select(r => r.Numbers).OfType<FairNumbers>().Aggregate(new FairNumbers(0, 0, 0, 0, 0, 0), (a, b) => new(
        a.Revenue + b.Revenue, a.Ocop + b.Ocop, a.Visitors + b.Visitors, a.Contacts + b.Contacts, a.Contracts + b.Contracts, a.ContractsWorth + b.ContractsWorth));

    /// <summary>Of those who came, by commune: how many, and their total.</summary>
    public IEnumerable<(string CommuneCode, string ProvinceCode, int Came, FairNumbers Total)> ByCommune
        => Rows.Where(r => r.Came).GroupBy(r => (r.CommuneCode, r.ProvinceCode)).OrderBy(g => g.Key.CommuneCode, StringComparer.Ordinal).Select(g => (g.Key.CommuneCode, g.Key.ProvinceCode, g.Count(), (this with { Rows = [.. g] }).Total));
}

/// <summary>Reads results of fairs.</summary>
public sealed class FairResultQueries
{
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
        var ids = taken.Select(a => a.Id).ToList();
        var results = await db.FairResults.AsNoTracking().Where(r => ids.Contains(r.ApplicationId)).ToDictionaryAsync(r => r.ApplicationId, ct);
        var producers = await _producers.FindAsync([.. taken.Select(a => a.ProducerId)], ct);
        return new(FairHead.Of(fair, _clock.Today()), [.. taken.Select(a => new ResultRow(
            a.Id, a.Number, a.ProducerId, producers.GetValueOrDefault(a.ProducerId)?.Name ?? "", a.CommuneCode, a.ProvinceCode, a.State is ParticipationState.CheckedIn, results.GetValueOrDefault(a.Id)?.Numbers, results.GetValueOrDefault(a.Id)?.Wishes))], all.Count);
    }

    /// <summary>What a producer itself told; null where it has told nothing, and for who has no right to fairs there.</summary>
    public async Task<(FairNumbers Numbers, string? Wishes)?> OwnAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && actor.MayTakePartFor(application.ProducerId)
            && await db.FairResults.AsNoTracking().SingleOrDefaultAsync(r => r.ApplicationId == id, ct) is { } result ? (result.Numbers, result.Wishes) : null;
    }
}
