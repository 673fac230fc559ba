using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>
/// An officer of the producer's area, or an administrator, looks at reported words and takes them down for one of the reasons of the law,
/// leaves them, or shows them again. In place of what is down stands a note with the reason.
/// </summary>
public sealed class JudgeContribution(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Reason">Null leaves or makes it public.</param>
    /// <param name="Note">Why, for the trail; wanted whatever is decided.</param>
    public sealed record Command(Actor Actor, ContributionKind Kind, Guid Id, HideReason? Reason, string? Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.ContributionForChangeAsync(command.Kind, command.Id, ct) is not { } found || !await MayJudgeAsync(db, command.Actor, found.ProducerId, ct))
            {
                return CatalogRefusals.ContributionUnknown();
            }

            var (note, before, now) = (Prose.Clean(command.Note), found.HiddenBecause, clock.GetUtcNow());
            if ((note is null ? CatalogRefusals.NoteMissing() : note.Length > AbuseReport.LongestNote ? CatalogRefusals.TextTooLong(AbuseReport.LongestNote, note.Length) : null) is { } wrong)
            {
                return wrong;
            }

            var open = await db.AbuseReports.Where(r => r.Subject == command.Id && r.JudgedAt == null).ToListAsync(ct);
            if (before == command.Reason && open.Count == 0)
            {
                return CatalogRefusals.NothingReported();
            }

            open.ForEach(r => r.JudgedAt = now);
            await db.CloseCaseAsync(clock, CaseKind.Contribution, command.Id, ct);
            if (before != command.Reason)
            {
                found.Hide(command.Reason, now);
            }

            db.Audit(clock, command.Actor, command.Reason is null ? "catalog.contribution_kept" : "catalog.contribution_hidden", Contributions.Subject(command.Kind, command.Id), note, before, command.Reason);
            await db.CountContributionsAsync(found.ProductId, ct);
            return Result.Success;
        }, ct);
    }

    private static async Task<bool> MayJudgeAsync(MarketDbContext db, Actor actor, ProducerId producer, CancellationToken ct)
    {
        var place = await db.Database.SqlQuery<Place>(
            $"""select province_code as "Province", commune_code as "Commune" from registry.producer_facts where producer_id = {producer.Value}""").SingleAsync(ct);
        return actor.Kind is ActorKind.Administrator || actor.MayModerate(place.Province, place.Commune);
    }

    private sealed class Place
    {
        public required string Province { get; init; }
        public required string Commune { get; init; }
    }
}
