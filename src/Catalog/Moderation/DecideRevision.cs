using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Moderation;

/// <summary>An officer lets a revision before the public: it becomes what the listing says, and a new listing goes on the shelf.</summary>
public sealed class ApproveRevision(IDbContextFactory<MarketDbContext> contexts, SearchDocuments documents, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Read">The moment of submission that the page showed.</param>
    public sealed record Command(Actor Actor, RevisionId Revision, DateTimeOffset Read);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.RevisionForDecisionAsync(command.Actor, command.Revision, command.Read, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (listing, revision) = found.Value;
            var before = listing.Content;
            if (revision.Approve(command.Actor, clock.GetUtcNow()).Refusal is { } decided)
            {
                return decided;
            }

            listing.Take(revision.Content);
            if (listing.State is ListingState.InReview && listing.Publish(clock.GetUtcNow()).Refusal is { } unpublished)
            {
                return unpublished;
            }

            await db.CloseCaseAsync(clock, CaseKind.Revision, revision.Id.Value, ct);
            db.Audit(clock, command.Actor, "catalog.revision_approved", listing.Subject(), before: before, after: revision.Content);
            outbox.Add(db, new ListingNews(listing.Id, ListingNewsKind.Approved, []));
            await db.SaveChangesAsync(ct);
            await documents.WriteAsync(db, [listing.No], ct);
            return Result.Success;
        }, ct);
}

/// <summary>An officer sends a revision back with what is to be changed; the live version stays.</summary>
public sealed class ReturnRevision(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Note">In the officer's own words; needed where the only reason is "other".</param>
    public sealed record Command(Actor Actor, RevisionId Revision, DateTimeOffset Read, IReadOnlyList<ReturnReason> Reasons, string? Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.RevisionForDecisionAsync(command.Actor, command.Revision, command.Read, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var ((listing, revision), note, reasons) = (found.Value, Prose.Clean(command.Note), command.Reasons.Distinct().Order().ToList());
            var wrong = reasons.Count == 0 ? CatalogRefusals.ReasonMissing()
                : note is null && reasons is [ReturnReason.Other] ? CatalogRefusals.NoteMissing()
                : note?.Length > ListingRevision.LongestNote ? CatalogRefusals.TextTooLong(ListingRevision.LongestNote, note.Length)
                : revision.Return(reasons, note, command.Actor, clock.GetUtcNow()).Refusal;
            if (wrong is not null)
            {
                return wrong;
            }

            listing.SentBack();
            db.Audit(clock, command.Actor, "catalog.revision_returned", listing.Subject(), note, after: new { reasons });
            outbox.Add(db, new ListingNews(listing.Id, ListingNewsKind.Returned, [string.Join('|', reasons.Select(r => $"{nameof(ReturnReason)}.{r}")), note ?? ""]));
            return Result.Success;
        }, ct);
}
