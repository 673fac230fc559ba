using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

internal static class HeldFair
{
    /// <summary>The fair, locked, for somebody who may run it.</summary>
    /// <param name="version">As the page showed it; after another's change it is shown anew first.</param>
    public static async Task<Result<Fair>> HoldFairAsync(this MarketDbContext db, Actor actor, FairId id, uint version, CancellationToken ct)
    {
        var found = await db.Fairs.FromSql($"select *, xmin from promotion.fairs where id = {id.Value} for update").ToListAsync(ct);
        return found is not [var fair] || !actor.MayRunFairs(fair.Office) ? PromotionRefusals.FairUnknown()
            : db.Entry(fair).Property<uint>("xmin").CurrentValue != version ? PromotionRefusals.FairMoved()
            : fair;
    }

    public static string Subject(this Fair fair) => $"fair:{fair.Id}";

    public static FairTerm Term(this Fair fair) => new(fair.From, fair.Through, fair.Venue);

    /// <summary>For the audit trail.</summary>
    public static object Said(this Fair fair) => new { fair.Slug, fair.State, Content = FairDraft.Of(fair), fair.AfterVi, fair.AfterEn };

    /// <summary>Writes down what befell it, and tells those who count on it.</summary>
    public static void Tell(this MarketDbContext db, EventOutbox outbox, Fair fair, FairChangeKind kind, (string? Vi, string? En) reason, FairTerm? before, DateTimeOffset now)
    {
        db.FairChanges.Add(new FairChange { FairId = fair.Id, Kind = kind, Sequence = fair.Sequence, ReasonVi = reason.Vi, ReasonEn = reason.En, Before = before, After = before is null ? null : fair.Term(), At = now });
        if (kind is FairChangeKind.Moved or FairChangeKind.Postponed or FairChangeKind.Cancelled or FairChangeKind.Resumed)
        {
            outbox.Add(db, new FairChanged(fair.Id, kind, fair.Sequence));
        }
    }

    /// <summary>The photos as they are kept, once they are known to be the actor's own or the fair's.</summary>
    public static async Task<Result<IReadOnlyList<FairPhoto>>> AttachAsync(this MarketDbContext db, Actor actor, IReadOnlyList<FairPhoto> photos, IReadOnlyList<FairPhoto> already, CancellationToken ct)
    {
        var attached = await db.AttachPicturesAsync(actor, [.. photos.Take(Fair.MostPictures).Select(p => p.Picture)], [.. already.Select(p => p.Picture)], isPrivate: false, ct);
        return attached.Refusal is { } refusal ? refusal
            : attached.Value.Select(view => new FairPhoto(view.Id, view.Key.ToString(), photos.First(p => p.Picture == view.Id).Alt)).ToList();
    }

    /// <summary>Why somebody's reason cannot stand; everybody reads it.</summary>
    public static Refusal? WhyNot((string? Vi, string? En) reason)
        => reason.Vi is not { Length: <= FairChangeConfiguration.LongestReason } || reason.En?.Length > FairChangeConfiguration.LongestReason
            ? PromotionRefusals.FairReasonMissing(FairChangeConfiguration.LongestReason) : null;

    public static (string? Vi, string? En) Reason(string? vi, string? en) => (FairDraft.Text(vi), FairDraft.Text(en));
}

/// <summary>Photos of fairs, those of what happened afterwards too.</summary>
internal sealed class FairPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"""
            select (p -> 'picture' ->> 'value')::uuid as "Value" from promotion.fairs f cross join jsonb_array_elements(f.pictures || f.after_pictures) p where p -> 'picture' ->> 'value' = any ({ids})
            """).ToListAsync(ct)).Select(PictureId.From)];
    }
}
