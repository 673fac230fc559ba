using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Begins a survey of a place by the criteria of today, or goes on with the one that is open.</summary>
public sealed class BeginSurvey(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, SalesPointId Point);

    /// <returns>The survey's id.</returns>
    public Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<Guid>(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: false, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            if (await db.PointSurveys.SingleOrDefaultAsync(s => s.PointId == command.Point && s.FinishedAt == null, ct) is { } open)
            {
                return open.Id;
            }

            var point = found.Value;
            if (point.State is SalesPointState.Closed)
            {
                return PromotionRefusals.PointWrongState(point.State);
            }

            var today = clock.Today();
            var added = await db.ProvinceCriteria.AsNoTracking().Where(c => c.ProvinceCode == point.ProvinceCode && c.From <= today && (c.Through == null || c.Through >= today)).OrderBy(c => c.From).ThenBy(c => c.Id).ToListAsync(ct);
            var survey = new PointSurvey(
                point.Id, PointCriteria.Current, [.. added.Select(c => new PointCriterion($"tinh-{c.Id:N}", CriterionGroup.Province, c.Kind, c.TextVi, c.TextEn ?? c.TextVi, c.Source, false))], command.Actor.Account, clock.GetUtcNow());
            db.PointSurveys.Add(survey);
            db.Audit(clock, command.Actor, "promotion.survey_begun", point.Subject(), after: new { survey.Id, survey.Criteria });
            return survey.Id;
        }, ct);
    }
}

/// <summary>Keeps the answer to one item of an open survey.</summary>
public sealed class AnswerSurveyItem(IDbContextFactory<MarketDbContext> contexts)
{
    /// <param name="Photos">Private ones of the actor, or on the item already.</param>
    public sealed record Command(Actor Actor, Guid Survey, string Code, SurveyVerdict? Verdict, string? Note, IReadOnlyList<PictureId> Photos);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldSurveyAsync(command.Actor, command.Survey, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (survey, note) = (found.Value.Survey, ContactText.Message(command.Note));
            if ((command.Verdict is not { } verdict || !Enum.IsDefined(verdict) || survey.Items.All(i => i.Code != command.Code) ? PromotionRefusals.SurveyAnswerMissing()
                : verdict is SurveyVerdict.NotMet && note.Length == 0 ? PromotionRefusals.PointReasonMissing()
                : note.Length > PointSurvey.LongestNote ? PromotionRefusals.PointTextTooLong(PointSurvey.LongestNote)
                : command.Photos.Count > PointSurvey.MostPhotos ? PromotionRefusals.ShelfFull(PointSurvey.MostPhotos)
                : null) is { } wrong)
            {
                return wrong;
            }

            var already = survey.Answers.FirstOrDefault(a => a.Code == command.Code);
            var photos = await db.AttachPicturesAsync(command.Actor, command.Photos, [.. already?.Photos ?? []], isPrivate: true, ct);
            if (photos.Refusal is { } unknown)
            {
                return unknown;
            }

            survey.Answers = [.. survey.Answers.Where(a => a.Code != command.Code), new(command.Code, command.Verdict!.Value, note.Length == 0 ? null : note, [.. photos.Value.Select(p => p.Id)])];
            return Result.Success;
        }, ct);
    }
}

/// <summary>Ends a survey once every item has an answer; what was proposed is surveyed by it.</summary>
public sealed class FinishSurvey(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, Guid Survey);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldSurveyAsync(command.Actor, command.Survey, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var ((point, survey), now) = (found.Value, clock.GetUtcNow());
            var missing = survey.Items.Count(i => survey.Answers.All(a => a.Code != i.Code));
            if ((missing > 0 ? PromotionRefusals.SurveyIncomplete(missing) : point.Survey(now).Refusal) is { } wrong)
            {
                return wrong;
            }

            survey.FinishedAt = now;
            db.Audit(clock, command.Actor, "promotion.survey_finished", point.Subject(), after: new { survey.Id, Unmet = survey.Unmet.Select(i => i.Code).ToList(), point.State });
            return Result.Success;
        }, ct);
    }
}

public enum PointDecision
{
    Recognise,

    /// <summary>Not met: it may be bettered and surveyed again.</summary>
    Decline,

    /// <summary>A recognised point was looked at again and goes on.</summary>
    Review,
}

/// <summary>Decides by the last finished survey: recognises a place with its number, declines it with reasons, or lets a point go on after a review.</summary>
public sealed class DecidePoint(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, TimeProvider clock)
{
    /// <param name="Version">Of the point as the page showed it.</param>
    /// <param name="Number">Of the recognition.</param>
    /// <param name="Reason">Why it was not met.</param>
    public sealed record Command(Actor Actor, SalesPointId Point, uint Version, PointDecision Decision, string? Number, DateOnly? On, DateOnly? NextReviewOn, string? Reason);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var shelf = await ShelfAsync(command.Point, ct);
        return await contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, command.Version, orKeeper: false, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (point, now, today) = (found.Value, clock.GetUtcNow(), clock.Today());
            if (!command.Actor.MayRecognisePoints(point.ProvinceCode, point.CommuneCode))
            {
                return PromotionRefusals.PointNotYourLevel();
            }

            var survey = await db.PointSurveys.AsNoTracking().Where(s => s.PointId == point.Id && s.FinishedAt != null).OrderByDescending(s => s.FinishedAt).FirstOrDefaultAsync(ct);
            var reason = ContactText.Message(command.Reason);
            var before = new { point.State, point.Recognition, point.NextReviewOn };
            var decided = survey is null ? PromotionRefusals.SurveyMissing() : command.Decision switch
            {
                PointDecision.Recognise => await WhyUnmetAsync(db, point, survey, shelf, today, ct)
                    ?? ProposeSalesPoint.Recognise(point, new(command.Number ?? "", command.On ?? DateOnly.MaxValue, survey.Criteria), command.NextReviewOn, today, now),
                PointDecision.Decline => reason.Length == 0 ? PromotionRefusals.PointReasonMissing() : reason.Length > SalesPoint.LongestText ? PromotionRefusals.PointTextTooLong(SalesPoint.LongestText) : point.Decline(reason, now).Refusal,
                PointDecision.Review => await WhyUnmetAsync(db, point, survey, shelf, today, ct) ?? Review(point, survey, command.NextReviewOn, today, now),
            };
            if (decided is { } no)
            {
                return no;
            }

            await db.CloseCaseAsync(clock, CaseKind.SalesPoint, point.Id.Value, ct);
            db.Audit(clock, command.Actor, $"promotion.point_{(command.Decision is PointDecision.Recognise ? "recognised" : command.Decision is PointDecision.Decline ? "declined" : "reviewed")}", point.Subject(),
                reason.Length == 0 ? null : reason, before: before, after: new { point.State, point.Recognition, point.NextReviewOn, Survey = survey!.Id });
            return Result.Success;
        }, ct);
    }

    private static Refusal? Review(SalesPoint point, PointSurvey survey, DateOnly? next, DateOnly today, DateTimeOffset now)
    {
        if (point.State is not (SalesPointState.Recognised or SalesPointState.Operating or SalesPointState.Suspended))
        {
            return PromotionRefusals.PointWrongState(point.State);
        }

        if (next is null || next <= today || survey.FinishedAt < VietnamTime.StartOf(point.Recognition!.On))
        {
            return PromotionRefusals.ReviewWrong();
        }

        (point.NextReviewOn, point.ChangedAt) = (next, now);
        return null;
    }

    /// <summary>Required items that were not met, and what the province counts.</summary>
    private static async Task<Refusal?> WhyUnmetAsync(MarketDbContext db, SalesPoint point, PointSurvey survey, int shelf, DateOnly today, CancellationToken ct)
    {
        if (survey.Unmet.FirstOrDefault() is { } unmet)
        {
            return PromotionRefusals.CriteriaUnmet(unmet.TextVi, unmet.TextEn);
        }

        var counted = await db.ProvinceCriteria.AsNoTracking()
            .Where(c => c.ProvinceCode == point.ProvinceCode && c.From <= today && (c.Through == null || c.Through >= today) && c.Measure != PointMeasure.None && (c.Kind == CriterionKind.Required || c.Kind == CriterionKind.Law))
            .OrderBy(c => c.From).ThenBy(c => c.Id).ToListAsync(ct);
        return counted.Find(c => (c.Measure is PointMeasure.Products ? shelf : point.AreaSquareMetres ?? 0) < c.Least) is { } short_ ? PromotionRefusals.CriteriaUnmet(short_.TextVi, short_.TextEn) : null;
    }

    private async Task<int> ShelfAsync(SalesPointId point, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await goods.FindAsync(await db.ShelfItems.Where(i => i.PointId == point).Select(i => i.ProductId).ToListAsync(ct), ct)).Count;
    }
}

/// <summary>An item of a survey with what was found.</summary>
public sealed record SurveyItem(PointCriterion Criterion, SurveyAnswer? Answer);

/// <summary>A survey as the officers of the place see it.</summary>
public sealed record SurveyView(Guid Id, SalesPointId Point, string PointName, string Criteria, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, IReadOnlyList<SurveyItem> Items)
{
    public int Answered => Items.Count(i => i.Answer is not null);

    public IEnumerable<SurveyItem> Unmet => Items.Where(i => i.Answer is { Verdict: SurveyVerdict.NotMet });
}

/// <summary>Reads surveys for the officers of the place.</summary>
public sealed class SurveyQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>Null when there is none, or it is not this officer's to see.</summary>
    public async Task<SurveyView?> FindAsync(Actor actor, Guid survey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PointSurveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == survey, ct) is { } found ? await ViewAsync(db, actor, found, ct) : null;
    }

    /// <summary>The last of a point, open or finished; null when there is none, or it is not this officer's to see.</summary>
    public async Task<SurveyView?> LastAsync(Actor actor, SalesPointId point, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PointSurveys.AsNoTracking().Where(s => s.PointId == point).OrderByDescending(s => s.StartedAt).FirstOrDefaultAsync(ct) is { } found ? await ViewAsync(db, actor, found, ct) : null;
    }

    private static async Task<SurveyView?> ViewAsync(MarketDbContext db, Actor actor, PointSurvey survey, CancellationToken ct)
    {
        var point = await db.SalesPoints.AsNoTracking().SingleAsync(p => p.Id == survey.PointId, ct);
        return actor.MayRunPoints(point.ProvinceCode, point.CommuneCode)
            ? new(survey.Id, point.Id, point.Name, survey.Criteria, survey.StartedAt, survey.FinishedAt, [.. survey.Items.Select(i => new SurveyItem(i, survey.Answers.FirstOrDefault(a => a.Code == i.Code)))])
            : null;
    }
}

internal static class HeldSurvey
{
    /// <summary>An open survey with its point, both locked, for an officer of the place.</summary>
    public static async Task<Result<(SalesPoint Point, PointSurvey Survey)>> HoldSurveyAsync(this MarketDbContext db, Actor actor, Guid id, CancellationToken ct)
    {
        if (await db.PointSurveys.AsNoTracking().Where(s => s.Id == id).Select(s => (SalesPointId?)s.PointId).SingleOrDefaultAsync(ct) is not { } point)
        {
            return PromotionRefusals.PointUnknown();
        }

        var held = await db.HoldPointAsync(actor, point, null, orKeeper: false, ct);
        if (held.Refusal is { } refusal)
        {
            return refusal;
        }

        var survey = (await db.PointSurveys.FromSql($"select *, xmin from promotion.point_surveys where id = {id} for update").ToListAsync(ct)).Single();
        return survey.FinishedAt is null ? (held.Value, survey) : PromotionRefusals.SurveyOver();
    }
}

/// <summary>Photos of surveys are seen by the officers of the place.</summary>
internal sealed class SurveyPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"""
            select (p ->> 'value')::uuid as "Value" from promotion.point_surveys s cross join jsonb_array_elements(s.answers) a cross join jsonb_array_elements(a -> 'photos') p where p ->> 'value' = any ({ids})
            """).ToListAsync(ct)).Select(PictureId.From)];
    }

    public async Task<bool> MaySeeAsync(MarketDbContext db, Actor actor, PictureId picture, CancellationToken ct)
    {
        var id = picture.ToString();
        var places = await db.Database.SqlQuery<SurveyPlace>(
            $"""
            select s.province_code as "ProvinceCode", s.commune_code as "CommuneCode" from promotion.point_surveys v join promotion.sales_points s on s.id = v.point_id
            cross join jsonb_array_elements(v.answers) a cross join jsonb_array_elements(a -> 'photos') p where p ->> 'value' = {id}
            """).ToListAsync(ct);
        return places.Exists(p => actor.MayRunPoints(p.ProvinceCode, p.CommuneCode));
    }

    private sealed class SurveyPlace
    {
        public required string ProvinceCode { get; init; }
        public required string CommuneCode { get; init; }
    }
}
