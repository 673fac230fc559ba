using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Moderation;

/// <summary>An officer takes a live listing off the shelf at once; in the time set for it an officer confirms that or brings it back.</summary>
public sealed class TakeDownListing(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ListingId Listing, TakeDownReason Reason, string? Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForModerationAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (listing, note, now) = (found.Value, Prose.Clean(command.Note), clock.GetUtcNow());
            if ((note.WhyNoNote() ?? listing.TakeDown().Refusal) is { } wrong)
            {
                return wrong;
            }

            var taken = new TakeDown
            {
                ListingId = listing.Id, Reason = command.Reason, Note = note!, By = command.Actor.ToString(), At = now, DecideBy = now.AddHours(await settings.OfAsync(CatalogSettings.TakeDownHours, ct)),
            };
            db.TakeDowns.Add(taken);
            db.Audit(clock, command.Actor, "catalog.listing_taken_down", listing.Subject(), note, after: new { command.Reason });
            outbox.Add(db, new ListingNews(listing.Id, ListingNewsKind.TakenDown,
                [$"{nameof(TakeDownReason)}.{command.Reason}", taken.Note, taken.DecideBy.InVietnam().ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)]));
            return Result.Success;
        }, ct);
}

/// <summary>An officer confirms that a listing stays down.</summary>
public sealed class ConfirmTakeDown(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ListingId Listing, string? Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForModerationAsync(command.Actor, command.Listing, ct);
            if ((found.Refusal ?? Prose.Clean(command.Note).WhyNoNote()) is { } refusal)
            {
                return refusal;
            }

            var (listing, note) = (found.Value, Prose.Clean(command.Note)!);
            if (await db.TakeDowns.Where(t => t.ListingId == listing.Id).OrderByDescending(t => t.At).FirstOrDefaultAsync(ct) is not { } taken || listing.DelistedBecause is not DelistReason.TakenDown)
            {
                return CatalogRefusals.NotTakenDown();
            }

            if (taken.Outcome is not null)
            {
                return CatalogRefusals.AlreadyDecided(taken.DecidedBy ?? "");
            }

            (taken.Outcome, taken.OutcomeNote, taken.DecidedBy, taken.DecidedAt) = (TakeDownOutcome.Confirmed, note, command.Actor.ToString(), clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.TakeDown, taken.Id, ct);
            db.Audit(clock, command.Actor, "catalog.take_down_confirmed", listing.Subject(), note);
            outbox.Add(db, new ListingNews(listing.Id, ListingNewsKind.TakeDownConfirmed, [note]));
            return Result.Success;
        }, ct);
}

/// <summary>An officer brings back what was taken down, confirmed or not; whether it may be sold today is still the registry's word.</summary>
public sealed class RestoreListing(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ListingId Listing, string? Note);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForModerationAsync(command.Actor, command.Listing, ct);
            if ((found.Refusal ?? Prose.Clean(command.Note).WhyNoNote()) is { } refusal)
            {
                return refusal;
            }

            var (listing, note) = (found.Value, Prose.Clean(command.Note)!);
            if (listing.Restore().Refusal is not null || await db.TakeDowns.Where(t => t.ListingId == listing.Id).OrderByDescending(t => t.At).FirstOrDefaultAsync(ct) is not { } taken)
            {
                return CatalogRefusals.NotTakenDown();
            }

            (taken.Outcome, taken.OutcomeNote, taken.DecidedBy, taken.DecidedAt) = (TakeDownOutcome.Restored, note, command.Actor.ToString(), clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.TakeDown, taken.Id, ct);
            db.Audit(clock, command.Actor, "catalog.listing_restored", listing.Subject(), note);
            outbox.Add(db, new ListingNews(listing.Id, ListingNewsKind.Restored, [note]));
            return Result.Success;
        }, ct);
}

internal static class TakeDownNotes
{
    public static Refusal? WhyNoNote(this string? note)
        => note is null ? CatalogRefusals.NoteMissing() : note.Length > TakeDown.LongestNote ? CatalogRefusals.TextTooLong(TakeDown.LongestNote, note.Length) : null;
}
