using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

/// <summary>Puts the open revision before the officers. What the law wants said must be said by then.</summary>
public sealed class SubmitListing(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ListingId Listing);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var listing = found.Value;
            if (await db.OpenRevisionAsync(listing.Id, ct) is not { } revision || (listing.PublishedAt is not null && revision.Content.SameAs(listing.Content)))
            {
                return CatalogRefusals.NothingToSubmit();
            }

            if (!(await db.InForceAsync([listing.ProductId], clock.Today(), ct)).TryGetValue(listing.ProductId, out var row))
            {
                return CatalogRefusals.ProductNotInForce(listing.Slug);
            }

            if (WhyNot(listing, revision.Content, row) is { } incomplete)
            {
                return incomplete;
            }

            var submitted = revision.Submit(command.Actor, clock.GetUtcNow());
            if (submitted.Succeeded)
            {
                listing.Submitted();
                db.Audit(clock, command.Actor, "catalog.revision_submitted", listing.Subject(), after: revision.Content);
            }

            return submitted;
        }, ct);

    private static Refusal? WhyNot(Listing listing, ListingContent content, InForceRow row)
        => !LabelRules.KindsOf(row.Set).Contains(content.Kind) ? CatalogRefusals.KindNotAllowed(content.Kind)
        : content.Kind is not ListingKind.Information && !listing.Variants.Any(v => !v.Withdrawn && row.Covers(v.PackingKey)) ? CatalogRefusals.NoVariants()
        : LabelRules.MissingOf(row.Set, content.Kind, content.Label) is { Count: > 0 } missing ? CatalogRefusals.LabelMissing(missing[0].Field, missing.Count - 1)
        : null;
}

/// <summary>Calls a revision back from the officers, to change it.</summary>
public sealed class CallBackListing(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ListingId Listing);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            if (await db.OpenRevisionAsync(command.Listing, ct) is not { } revision)
            {
                return CatalogRefusals.RevisionUnknown();
            }

            var called = revision.CallBack();
            if (called.Succeeded)
            {
                found.Value.SentBack();
                db.Audit(clock, command.Actor, "catalog.revision_called_back", found.Value.Subject());
            }

            return called;
        }, ct);
}
