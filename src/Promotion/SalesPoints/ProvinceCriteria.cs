using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>What a province asks for beside the decision.</summary>
public sealed record ProvinceCriterionView(Guid Id, CriterionKind Kind, string TextVi, string? TextEn, string Source, PointMeasure Measure, int? Least, DateOnly From, DateOnly? Through);

/// <summary>Adds to the checklist of a province from a day on: surveys that begin then go through it, and what it counts is counted at recognition.</summary>
public sealed class AddProvinceCriterion(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private const int Most = 30;

    public sealed record Command(Actor Actor, string ProvinceCode, CriterionKind Kind, string? TextVi, string? TextEn, string? Source, PointMeasure Measure, int? Least, DateOnly? From);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var (textVi, textEn, source, today) = (VietnameseText.Clean(command.TextVi), VietnameseText.Clean(command.TextEn), VietnameseText.Clean(command.Source), clock.Today());
            if ((!command.Actor.MayRecognisePoints(command.ProvinceCode, "") ? PromotionRefusals.PointNotYourLevel()
                : textVi.Length == 0 || source.Length == 0 || !Enum.IsDefined(command.Kind) || !Enum.IsDefined(command.Measure) || command.From is null || command.From < today
                    || (command.Measure is PointMeasure.None) != (command.Least is null) || command.Least <= 0 ? PromotionRefusals.CriterionWrong()
                : textVi.Length > ProvinceCriterion.LongestText || textEn.Length > ProvinceCriterion.LongestText ? PromotionRefusals.PointTextTooLong(ProvinceCriterion.LongestText)
                : source.Length > ProvinceCriterion.LongestSource ? PromotionRefusals.PointTextTooLong(ProvinceCriterion.LongestSource)
                : await db.ProvinceCriteria.CountAsync(c => c.ProvinceCode == command.ProvinceCode && (c.Through == null || c.Through >= today), ct) >= Most ? PromotionRefusals.ShelfFull(Most)
                : null) is { } refusal)
            {
                return refusal;
            }

            var criterion = new ProvinceCriterion
            {
                ProvinceCode = command.ProvinceCode, Kind = command.Kind, TextVi = textVi, TextEn = textEn.Length == 0 ? null : textEn, Source = source, Measure = command.Measure, Least = command.Least, From = command.From!.Value,
            };
            db.ProvinceCriteria.Add(criterion);
            db.Audit(clock, command.Actor, "promotion.criterion_added", $"province_criterion:{criterion.Id}", after: new { criterion.ProvinceCode, criterion.Kind, criterion.TextVi, criterion.Source, criterion.Measure, criterion.Least, criterion.From });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Ends an addition of a province with today; what was decided by it stays.</summary>
public sealed class EndProvinceCriterion(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, Guid Criterion);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.ProvinceCriteria.FromSql($"select * from promotion.province_criteria where id = {command.Criterion} for update").ToListAsync(ct) is not [var criterion] || !command.Actor.MayRecognisePoints(criterion.ProvinceCode, ""))
            {
                return PromotionRefusals.PointNotYourLevel();
            }

            var today = clock.Today();
            if (criterion.From > today)
            {
                db.ProvinceCriteria.Remove(criterion); // it never counted
            }
            else
            {
                criterion.Through = criterion.Through < today ? criterion.Through : today;
            }

            db.Audit(clock, command.Actor, "promotion.criterion_ended", $"province_criterion:{criterion.Id}", before: new { criterion.TextVi, criterion.From }, after: new { criterion.Through });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Reads what provinces ask for.</summary>
public sealed class ProvinceCriteriaQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>All there were, the newest first; null for who runs no points there.</summary>
    public async Task<IReadOnlyList<ProvinceCriterionView>?> OfAsync(Actor actor, string provinceCode, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayRecognisePoints(provinceCode, ""))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProvinceCriteria.Where(c => c.ProvinceCode == provinceCode).OrderByDescending(c => c.From).ThenBy(c => c.Id)
            .Select(c => new ProvinceCriterionView(c.Id, c.Kind, c.TextVi, c.TextEn, c.Source, c.Measure, c.Least, c.From, c.Through)).ToListAsync(ct);
    }
}
