using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>Public words that somebody reported, or that an office took down.</summary>
/// <param name="Reports">Those on which nobody has decided, the oldest first.</param>
public sealed record ReportedContribution(
    ContributionKind Kind, Guid Id, DiscussedProduct Product, string? Text, string? Name, string? Answer, IReadOnlyList<string> Photos, HideReason? Hidden, DateTimeOffset? HiddenAt,
    IReadOnlyList<(HideReason Reason, string? Note, DateTimeOffset At)> Reports);

/// <summary>What waits for an office, the longest waiting first, and what was taken down last.</summary>
public sealed record ReportedDesk(IReadOnlyList<ReportedContribution> Waiting, IReadOnlyList<ReportedContribution> Hidden);

/// <summary>Reads reported words for officers of the producer's area and for administrators.</summary>
public sealed class ReportedQueries(IDbContextFactory<MarketDbContext> contexts, ICaseFilters filters)
{
    private const int Most = 50;

    /// <summary>Null for whoever may not judge anything.</summary>
    /// <param name="whose">Of what waits; administrators see all.</param>
    public async Task<ReportedDesk?> OfAsync(Actor actor, Whose whose, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!(actor.Kind is ActorKind.Administrator || (actor is { Kind: ActorKind.Officer, Area: not null } && actor.Tasks.HasFlag(OfficeTasks.Moderation))))
        {
            return null;
        }

        var (province, commune) = actor.Kind is ActorKind.Administrator ? (null, null) : actor.Area!.Level switch
        {
            OfficeLevel.Ministry => (null, null),
            OfficeLevel.Province => (actor.Area.ProvinceCode, null),
            OfficeLevel.Commune => (actor.Area.ProvinceCode, actor.Area.CommuneCode),
        };
        var filter = await filters.OfAsync(actor, CaseKind.Contribution, actor.Kind is ActorKind.Administrator ? Whose.All : whose, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var here = (await db.Database.SqlQuery<Guid>(
            $"""
            select subject as "Value" from (
              (select r.subject, min(r.at) as at, 0 as part from catalog.abuse_reports r join registry.producer_facts p on p.producer_id = r.producer_id
               where r.judged_at is null and ({province}::text is null or p.province_code = {province}) and ({commune}::text is null or p.commune_code = {commune})
                 and ({filter.All} or r.subject = any ({filter.Wanted}) or (not r.subject = any ({filter.Held}) and ({filter.Everywhere} or p.province_code = any ({filter.Provinces}) or p.commune_code = any ({filter.Communes}))))
               group by r.subject order by min(r.at) limit {Most})
              union all
              (select h.id, h.hidden_at, 1 from (select id, producer_id, hidden_at from catalog.reviews where hidden_at is not null union all select id, producer_id, hidden_at from catalog.questions where hidden_at is not null) h
               join registry.producer_facts p on p.producer_id = h.producer_id
               where ({province}::text is null or p.province_code = {province}) and ({commune}::text is null or p.commune_code = {commune})
               order by h.hidden_at desc limit {Most})) found
            """).ToListAsync(ct)).Distinct().ToList();
        var reports = (await db.AbuseReports.AsNoTracking().Where(r => here.Contains(r.Subject) && r.JudgedAt == null).OrderBy(r => r.At).ToListAsync(ct)).ToLookup(r => r.Subject);
        var (reviewIds, questionIds) = (here.ConvertAll(ReviewId.From), here.ConvertAll(QuestionId.From));
        var reviews = await db.Reviews.AsNoTracking().Where(r => reviewIds.Contains(r.Id) && r.TakenBackAt == null).ToListAsync(ct);
        var questions = await db.Questions.AsNoTracking().Where(q => questionIds.Contains(q.Id)).ToListAsync(ct);
        var products = (await ReviewQueries.ProductsAsync(db, [.. reviews.Select(r => r.ProductId), .. questions.Select(q => q.ProductId)], ct)).ToDictionary(p => p.Id);
        var all = reviews.Where(r => products.ContainsKey(r.ProductId)).Select(r => new ReportedContribution(ContributionKind.Review, r.Id.Value, products[r.ProductId], r.Text, r.Name, r.Answer, [.. r.Photos.Select(p => p.Key)], r.HiddenBecause, r.HiddenAt, Of(r.Id.Value)))
            .Concat(questions.Where(q => products.ContainsKey(q.ProductId)).Select(q => new ReportedContribution(ContributionKind.Question, q.Id.Value, products[q.ProductId], q.Text, q.Name, q.Answer, [], q.HiddenBecause, q.HiddenAt, Of(q.Id.Value)))).ToList();
        return new([.. all.Where(c => c.Reports.Count > 0).OrderBy(c => c.Reports[0].At)], [.. all.Where(c => c.Reports.Count == 0 && c.Hidden is not null).OrderByDescending(c => c.HiddenAt)]);

        IReadOnlyList<(HideReason, string?, DateTimeOffset)> Of(Guid id) => [.. reports[id].Select(r => (r.Reason, r.Note, r.At))];
    }
}
