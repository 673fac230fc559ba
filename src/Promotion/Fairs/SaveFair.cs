using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Begins a fair or changes one; what is announced changes at once, but for its days and place (<see cref="MoveFair"/>).</summary>
public sealed class SaveFair(FairIndex fairs, IWordsDesk words, EventOutbox outbox, AreaDirectory areas, TimeProvider clock)
{
    /// <summary>Last parts of addresses beside those of fairs.</summary>
    private static readonly string[] Reserved = ["moi", "nhac"];

    /// <param name="Id">Null begins one, of the actor's office.</param>
    /// <param name="Version">Of the fair as the page showed it.</param>
    /// <param name="OpenAtTet">Somebody has been asked and says that it is open on days of Tết.</param>
    public sealed record Command(Actor Actor, FairId? Id, uint Version, FairDraft Draft, bool OpenAtTet = false);

    public async Task<Result<FairId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.MayRunFairs())
        {
            return PromotionRefusals.FairsOfficersOnly();
        }

        var draft = command.Draft.Cleaned();
        if (draft.WhyNot(words) is { } wrong)
        {
            return wrong;
        }

        var venue = draft.Place.Read(draft.Type, areas);
        if (venue.Refusal is { } elsewhere)
        {
            return elsewhere;
        }

        return await fairs.ChangeAsync<FairId>(async db =>
        {
            var found = command.Id is { } id ? await db.HoldFairAsync(command.Actor, id, command.Version, ct) : await BeginAsync(db, command.Actor, draft.NameVi!, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (fair, today, now) = (found.Value, clock.Today(), clock.GetUtcNow());
            if (fair.State is FairState.Cancelled)
            {
                return PromotionRefusals.FairWrongState(fair.StageOn(today));
            }

            if (fair.IsPublic && (fair.From, fair.Through, fair.Venue with { Access = null }) != (draft.From!.Value, draft.Through!.Value, venue.Value with { Access = null }))
            {
                return PromotionRefusals.FairMovesApart();
            }

            var attached = await db.AttachAsync(command.Actor, draft.Pictures, fair.Pictures, ct);
            if (attached.Refusal is { } unknown)
            {
                return unknown;
            }

            var before = command.Id is null ? null : FairDraft.Of(fair);
            Write(fair, draft, venue.Value, attached.Value);
            if (!command.OpenAtTet && TetDays.Among(fair.Days().Select(d => d.Day)) is { Count: > 0 } tet)
            {
                return PromotionRefusals.FairOpenAtTet(tet[0], tet[^1], tet.Count);
            }

            if (fair.IsPublic)
            {
                if (fair.WhyNotPublic() is { } lacking)
                {
                    return lacking;
                }

                if (!db.Entry(fair).Properties.Any(p => p.IsModified))
                {
                    return fair.Id;
                }

                fair.Touch(now);
                db.Tell(outbox, fair, FairChangeKind.Edited, default, null, now);
            }

            db.Audit(clock, command.Actor, "promotion.fair_saved", fair.Subject(), before: before, after: FairDraft.Of(fair));
            return fair.Id;
        }, ct);
    }

    private async Task<Result<Fair>> BeginAsync(MarketDbContext db, Actor actor, string name, CancellationToken ct)
    {
        var slugs = await db.FreeSlugsAsync("promotion.fairs", db.Fairs.Select(f => f.Slug), "hoi-cho", [name], ct, Reserved);
        var fair = new Fair(slugs(name), actor.Area ?? new(OfficeLevel.Ministry), clock.GetUtcNow());
        db.Fairs.Add(fair);
        return fair;
    }

    private static void Write(Fair fair, FairDraft draft, FairVenue venue, IReadOnlyList<FairPhoto> photos)
    {
        (fair.Type, fair.NameVi, fair.NameEn, fair.ThemeVi, fair.ThemeEn, fair.TextVi, fair.TextEn) = (draft.Type, draft.NameVi!, draft.NameEn, draft.ThemeVi, draft.ThemeEn, draft.TextVi, draft.TextEn);
        (fair.Series, fair.Edition, fair.Organiser, fair.CoOrganisers, fair.Website, fair.Source, fair.Registration) = (draft.Series, draft.Edition, draft.Organiser ?? "", draft.CoOrganisers, draft.Website, draft.Source, draft.Registration);
        (fair.From, fair.Through, fair.Opens, fair.Closes, fair.ClosedDays, fair.OtherHours) = (draft.From!.Value, draft.Through!.Value, draft.Opens!.Value, draft.Closes!.Value, draft.ClosedDays, draft.OtherHours);
        (fair.Zones, fair.Programme, fair.PlannedBooths, fair.BoothFee, fair.SupportPercent) = (draft.Zones, draft.Programme, draft.PlannedBooths, draft.BoothFee, draft.SupportPercent);
        (fair.ApplyFrom, fair.ApplyThrough, fair.OfferHours, fair.Quotas, fair.Pictures) = (draft.ApplyFrom, draft.ApplyThrough, draft.OfferHours, draft.Quotas, photos);
        fair.Place(venue);
    }
}

/// <summary>Deletes a draft that nobody but its office has seen.</summary>
public sealed class DropFair(FairIndex fairs, TimeProvider clock)
{
    /// <inheritdoc cref="AnnounceFair.Command"/>
    public sealed record Command(Actor Actor, FairId Fair, uint Version);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
        {
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            if ((found.Refusal ?? (found.Value.IsPublic ? PromotionRefusals.FairNotDraft() : null)) is { } refusal)
            {
                return refusal;
            }

            db.Fairs.Remove(found.Value);
            db.Audit(clock, command.Actor, "promotion.fair_dropped", found.Value.Subject(), before: FairDraft.Of(found.Value));
            return Result.Success;
        }, ct);
}

/// <summary>Begins the next fair of a series with all that the last one said; a year later, on the same days of the week.</summary>
public sealed class BeginNextEdition(FairIndex fairs, TimeProvider clock)
{
    /// <summary>52 weeks.</summary>
    private const int DaysLater = 364;

    /// <inheritdoc cref="AnnounceFair.Command"/>
    public sealed record Command(Actor Actor, FairId Fair, uint Version);

    public Task<Result<FairId>> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync<FairId>(async db =>
        {
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (last, now) = (found.Value, clock.GetUtcNow());
            last.Series ??= last.Slug;
            var slugs = await db.FreeSlugsAsync("promotion.fairs", db.Fairs.Select(f => f.Slug), "hoi-cho", [last.NameVi], ct);
            var years = Math.Max(1, ((clock.Today().DayNumber - last.From.DayNumber) / DaysLater) + 1);
            var days = years * DaysLater;
            var next = new Fair(slugs(last.NameVi), last.Office, now)
            {
                Type = last.Type, NameVi = last.NameVi, NameEn = last.NameEn, ThemeVi = last.ThemeVi, ThemeEn = last.ThemeEn, TextVi = last.TextVi, TextEn = last.TextEn, Series = last.Series,
                Organiser = last.Organiser, CoOrganisers = last.CoOrganisers, Website = last.Website, From = last.From.AddDays(days), Through = last.Through.AddDays(days), Opens = last.Opens, Closes = last.Closes,
                Zones = last.Zones, PlannedBooths = last.PlannedBooths, BoothFee = last.BoothFee, SupportPercent = last.SupportPercent, OfferHours = last.OfferHours, Quotas = last.Quotas,
            };
            next.Place(last.Venue);
            db.Fairs.Add(next);
            db.Audit(clock, command.Actor, "promotion.fair_saved", next.Subject(), $"edition after {last.Slug}", after: FairDraft.Of(next));
            return next.Id;
        }, ct);
}
