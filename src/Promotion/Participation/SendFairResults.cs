using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>A participant tells what a fair brought: five numbers, wishes and photos; sent again they take the place of the first ones until the organiser has reported.</summary>
public sealed class SendFairResults(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int LongestText = FairResult.LongestText, MostPhotos = FairResult.MostPhotos;

    /// <param name="Photos">In the order wished; null leaves those that are there.</param>
    public sealed record Command(Actor Actor, FairApplicationId Application, FairNumbers Numbers, string? Wishes, IReadOnlyList<FairPhoto>? Photos = null);

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
            if (WhyNot(places.Fair, application, numbers, wishes, command.Photos?.Count ?? 0) is { } wrong)
            {
                return wrong;
            }

            var result = await db.FairResults.SingleOrDefaultAsync(r => r.ApplicationId == application.Id, ct);
            var (before, already) = (result?.Numbers, result?.Photos ?? []);
            var attached = await db.AttachAsync(command.Actor, command.Photos ?? [.. already.Select(p => p.Photo)], [.. already.Select(p => p.Photo)], ct);
            if (attached.Refusal is { } unknown)
            {
                return unknown;
            }

            if (result is null)
            {
                db.FairResults.Add(result = new() { ApplicationId = application.Id, Numbers = numbers, SentAt = now });
            }

            (result.Numbers, result.Wishes, result.ChangedAt) = (numbers, wishes.Length == 0 ? null : wishes, now);
            result.Photos = [.. attached.Value.Select(p => new ResultPhoto(p.Picture, p.Key, p.Alt, already.Any(a => a.Shown && a.Photo == p)))]; // other words are looked at anew
            db.Audit(clock, command.Actor, "promotion.results_sent", application.Subject(), before: before, after: new { numbers, Photos = result.Photos.Count });
            return Result.Success;
        }, ct);

    private Refusal? WhyNot(Fair fair, FairApplication application, FairNumbers numbers, string wishes, int photos)
        => fair.StageOn(clock.Today()) is not FairStage.Ended ? fair.Through >= clock.Today() ? ParticipationRefusals.ResultsNotDue(fair.Through.AddDays(1)) : PromotionRefusals.FairWrongState(fair.StageOn(clock.Today()))
            : application.State is not (ParticipationState.CheckedIn or ParticipationState.Accepted) ? ParticipationRefusals.ApplicationWrongState(application.State)
            : numbers.Revenue is < 0 or > FairResult.Most || numbers.Ocop < 0 || numbers.Ocop > numbers.Revenue || numbers.ContractsWorth is < 0 or > FairResult.Most
                || numbers.Visitors is < 0 or > FairResult.MostPeople || numbers.Contacts is < 0 or > FairResult.MostPeople || numbers.Contracts is < 0 or > FairResult.MostPeople ? ParticipationRefusals.ResultsWrong()
            : wishes.Length > FairResult.LongestText ? ParticipationRefusals.TextTooLong(FairResult.LongestText)
            : photos > FairResult.MostPhotos ? ParticipationRefusals.TooManyPhotos(FairResult.MostPhotos)
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
public sealed class ReportFair(FairIndex fairs, TimeProvider clock)
{
    public sealed record Command(Actor Actor, FairId Fair);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
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
