using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

/// <summary>A session as somebody types it.</summary>
/// <param name="Day">Of the fair, in Vietnam as the hours are.</param>
/// <param name="Products">Of the exhibitor; what it may not show is refused.</param>
/// <param name="Zone">For sessions of the office.</param>
public sealed record SessionDraft(string? TitleVi, string? TitleEn, DateOnly? Day, TimeOnly? From, TimeOnly? To, string? Link, IReadOnlyCollection<ProductId> Products, string? Zone = null)
{
    public const int LongestTitle = FairSession.LongestTitle, MostProducts = FairSession.MostProducts;
}

/// <summary>A session's words and times as they are kept.</summary>
/// <param name="FirstDay">Of the fair as it was when they were read: they count from it.</param>
internal sealed record ReadSession(string TitleVi, string? TitleEn, string? Zone, int Starts, int Ends, string Link, IReadOnlyList<ProductId> Products, DateOnly FirstDay);

/// <summary>Reads what somebody wants a session to be, before any lock is taken: the goods are asked of other modules.</summary>
internal sealed class SessionReader(IDbContextFactory<MarketDbContext> contexts, HallGoods goods, IWordsDesk words, TimeProvider clock)
{
    /// <summary>For staff of the exhibitor.</summary>
    public async Task<Result<ReadSession>> OfExhibitorAsync(Actor actor, FairApplicationId id, SessionDraft draft, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && actor.MayTakePartFor(application.ProducerId)
            ? await ReadAsync(draft, await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct), application, ct) : ParticipationRefusals.ApplicationUnknown();
    }

    /// <summary>For officers who run the fair.</summary>
    /// <param name="exhibitor">Null for a session of the office's own.</param>
    public async Task<Result<ReadSession>> OfOfficeAsync(Actor actor, FairId id, FairApplicationId? exhibitor, SessionDraft draft, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return PromotionRefusals.FairUnknown();
        }

        var application = exhibitor is null ? null : await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == exhibitor && a.FairId == id, ct);
        return exhibitor is not null && application is null ? HallRefusals.NoPlace() : await ReadAsync(draft, fair, application, ct);
    }

    private async Task<Result<ReadSession>> ReadAsync(SessionDraft draft, Fair fair, FairApplication? application, CancellationToken ct)
    {
        var (vi, en, zone) = (FairDraft.Line(draft.TitleVi), FairDraft.Line(draft.TitleEn), application is null ? FairDraft.Line(draft.Zone) : null);
        if ((HeldStall.WhyOver(fair, clock) ?? (application?.HasPlace() is false ? HallRefusals.NoPlace() : null) ?? WhyNotWords(vi, en)) is { } refusal)
        {
            return refusal;
        }

        if ((draft.Day, draft.From, draft.To) is not ({ } day, { } from, { } to))
        {
            return HallRefusals.SessionTimesMissing();
        }

        if (WhyNotTimes(fair, day, from, to) is { } wrong)
        {
            return wrong;
        }

        if (VideoLink.Read(draft.Link) is not { } link)
        {
            return HallRefusals.VideoLinkWrong();
        }

        if (zone is not null && !fair.Zones.Any(z => z.Code == zone))
        {
            return ParticipationRefusals.ZoneWrong();
        }

        var products = draft.Products.Distinct().ToList();
        var onShow = application is null || products.Count == 0 ? null : (await goods.OfAsync(fair, application.Products, ct)).OnShow;
        return products.Count > FairSession.MostProducts || products.Exists(p => onShow?.ContainsKey(p) is not true) ? HallRefusals.SessionProductsWrong()
            : new ReadSession(vi!, en, zone, FairSession.MinuteOf(fair, day, from), FairSession.MinuteOf(fair, day, to), link.Address, products, fair.From);
    }

    private Refusal? WhyNotWords(string? vi, string? en)
        => vi is not { Length: <= FairSession.LongestTitle } || en?.Length > FairSession.LongestTitle ? HallRefusals.SessionTitleMissing(FairSession.LongestTitle)
            : (words.FirstWatched(vi) ?? words.FirstWatched(en)) is { } watched ? ParticipationRefusals.WordsWatched(watched)
            : null;

    private Refusal? WhyNotTimes(Fair fair, DateOnly day, TimeOnly from, TimeOnly to)
        => !fair.Days().Any(d => d.Day == day) ? HallRefusals.NotDayOfFair(day)
            : to <= from ? HallRefusals.SessionEndsBeforeStart()
            : to - from > TimeSpan.FromHours(FairSession.MostHours) ? HallRefusals.SessionTooLong(FairSession.MostHours)
            : VietnamTime.StartOf(day) + from.ToTimeSpan() <= clock.GetUtcNow() ? HallRefusals.SessionPast()
            : null;
}
