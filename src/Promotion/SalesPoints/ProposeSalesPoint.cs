using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>
/// Puts a place forward as a sales point: its operator, who then keeps it, or an officer. A place that is on record under another spelling, or
/// stands at the same spot, is asked about first. An office that recognises may write down what it recognised on paper before.
/// </summary>
public sealed class ProposeSalesPoint(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    private const int MostOpen = 10;

    /// <param name="Others">Similar points that the page showed and the proposer said are others.</param>
    /// <param name="Recognised">What an office recognised before, with the day of its next review; null for a proposal.</param>
    /// <param name="Illustrative">Invented, for demonstration: only whoever holds the machine makes such.</param>
    public sealed record Command(Actor Actor, SalesPointDraft Draft, IReadOnlyCollection<SalesPointId> Others, PointRecognition? Recognised = null, DateOnly? NextReviewOn = null, bool Illustrative = false);

    public async Task<Result<SalesPointId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await contexts.InTransactionAsync<SalesPointId>(async db =>
        {
            var (actor, now) = (command.Actor, clock.GetUtcNow());
            var commune = areas.FindCommune(command.Draft.CommuneCode);
            if (WhyNot(actor, commune, command.Recognised is not null) is { } refusal)
            {
                return refusal;
            }

            var slugs = await db.FreeSlugsAsync("promotion.sales-points", db.SalesPoints.Select(p => p.Slug), "diem-ban", [command.Draft.Name ?? ""], ct, Reserved);
            var point = new SalesPoint(slugs(command.Draft.Name ?? ""), now);
            if (command.Draft.WriteTo(point, areas).Refusal is { } wrong)
            {
                return wrong;
            }

            if ((await SimilarPoints.FindAsync(db, point, ct)).FirstOrDefault(s => !command.Others.Contains(s.Id)) is { } known)
            {
                return PromotionRefusals.PointLooksKnown(known.Name);
            }

            if (actor is { Kind: ActorKind.Member, Account: { } keeper })
            {
                var all = db.SalesPoints;
                if (await db.SalesPointKeepers.CountAsync(k => k.AccountId == keeper && all.Any(p => p.Id == k.PointId && p.State == SalesPointState.Proposed), ct) >= MostOpen)
                {
                    return PromotionRefusals.TooManyProposals(MostOpen);
                }

                db.SalesPointKeepers.Add(new(point.Id, keeper, now));
            }

            if (command.Recognised is { } recognised)
            {
                if (Recognise(point, recognised, command.NextReviewOn, clock.Today(), now) is { } incomplete)
                {
                    return incomplete;
                }
            }

            point.Illustrative = command.Illustrative && actor.HoldsTheMachine;
            db.SalesPoints.Add(point);
            if ((await db.PutPhotosAsync(actor, point, command.Draft.Photos, ct)).Refusal is { } photos)
            {
                return photos;
            }

            db.Audit(clock, actor, "promotion.point_proposed", point.Subject(), after: point.Said());
            return point.Id;
        }, ct);
    }

    internal static Refusal? Recognise(SalesPoint point, PointRecognition recognition, DateOnly? nextReview, DateOnly today, DateTimeOffset now)
    {
        var read = recognition with { Number = VietnameseText.Clean(recognition.Number) };
        if (read.Number.Length is 0 or > 60 || read.On > today || PointCriteria.Find(read.Criteria) is null || nextReview <= today)
        {
            return PromotionRefusals.RecognitionIncomplete();
        }

        return (point.State is SalesPointState.Proposed ? point.Survey(now).Refusal : null) ?? point.Recognise(read, nextReview, now).Refusal;
    }

    private static Refusal? WhyNot(Actor actor, Commune? commune, bool recognised)
        => actor.Kind is ActorKind.Member && !recognised ? null
        : commune is null ? actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.SalesPoints) ? PromotionRefusals.PointPlaceUnknown("") : PromotionRefusals.PointsNotYours()
        : !actor.MayRunPoints(commune.ProvinceCode, commune.Code) ? PromotionRefusals.PointsNotYours()
        : recognised && !actor.MayRecognisePoints(commune.ProvinceCode, commune.Code) ? PromotionRefusals.PointNotYourLevel()
        : null;

    /// <summary>Last parts of addresses beside those of points.</summary>
    private static readonly string[] Reserved = ["xac-nhan", "bao-sai", "loi-moi"];
}

/// <summary>Changes what is written of a point: its office at any time, its operator while it is a proposal.</summary>
public sealed class ChangeSalesPoint(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="Version">Of the point as the page showed it.</param>
    public sealed record Command(Actor Actor, SalesPointId Point, uint Version, SalesPointDraft Draft);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, command.Version, orKeeper: true, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var point = found.Value;
            var runs = command.Actor.MayRunPoints(point.ProvinceCode, point.CommuneCode);
            if (point.State is SalesPointState.Closed || (!runs && point.State is not SalesPointState.Proposed))
            {
                return PromotionRefusals.PointWrongState(point.State);
            }

            var before = point.Said();
            if ((command.Draft.WriteTo(point, areas).Refusal ?? (await db.PutPhotosAsync(command.Actor, point, command.Draft.Photos, ct)).Refusal) is { } wrong)
            {
                return wrong;
            }

            if (runs && !command.Actor.MayRunPoints(point.ProvinceCode, point.CommuneCode))
            {
                return PromotionRefusals.PointsNotYours(); // moved out of the office's own area
            }

            point.ChangedAt = clock.GetUtcNow();
            db.Audit(clock, command.Actor, "promotion.point_changed", point.Subject(), before: before, after: point.Said());
            return Result.Success;
        }, ct);
    }
}
