using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Which fairs somebody looks for.</summary>
/// <param name="Online">Those that need no journey.</param>
/// <param name="OpenForApplications">Producers can apply today.</param>
/// <param name="Past">Those that are over, latest first; else what is on or to come.</param>
/// <param name="Month">By any day of it; the first of the month.</param>
public sealed record FairFilter(string? ProvinceCode = null, FairType? Type = null, bool Online = false, bool OpenForApplications = false, bool Past = false, DateOnly? Month = null);

/// <summary>A fair as lists and calendars show it.</summary>
/// <param name="Was">Days and place before it moved.</param>
public sealed record FairCard(
    string Slug, FairType Type, string NameVi, string? NameEn, string? Edition, DateOnly From, DateOnly Through, TimeOnly Opens, TimeOnly Closes, FairVenue Venue, FairStage Stage, DateOnly? ApplyThrough, FairTerm? Was, FairPhoto? Photo);

/// <summary>Fairs page by page.</summary>
/// <param name="Months">Months on which those of the filter are, whatever month it names, with how many.</param>
/// <param name="Provinces">How many are in each province, by code.</param>
public sealed record FairShelf(int Total, int Page, int PageSize, IReadOnlyList<FairCard> Items, IReadOnlyList<(DateOnly Month, int Count)> Months, IReadOnlyDictionary<string, int> Provinces)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>What befell a fair.</summary>
public sealed record FairNews(FairChangeKind Kind, string? ReasonVi, string? ReasonEn, FairTerm? Before, FairTerm? After, DateTimeOffset At);

/// <summary>Everything that anyone may know of a fair.</summary>
/// <param name="Days">On which it is open, with their hours.</param>
/// <param name="News">The last first.</param>
/// <param name="Editions">Others of its series, the last first.</param>
public sealed record FairView(
    FairId Id, string Slug, FairType Type, string NameVi, string? NameEn, string? ThemeVi, string? ThemeEn, string? TextVi, string? TextEn, string? Edition, string Organiser, string? CoOrganisers, string? Website, string? Source,
    DateOnly From, DateOnly Through, IReadOnlyList<FairHours> Days, IReadOnlyList<DateOnly> ClosedDays, FairVenue Venue, FairTerm? Was, IReadOnlyList<FairZone> Zones, IReadOnlyList<FairProgrammeItem> Programme,
    int? PlannedBooths, Money? BoothFee, int SupportPercent, DateOnly? ApplyFrom, DateOnly? ApplyThrough, IReadOnlyList<FairPhoto> Pictures, string? AfterVi, string? AfterEn, IReadOnlyList<FairPhoto> AfterPictures,
    OfficeArea Office, FairStage Stage, int Sequence, DateTimeOffset AnnouncedAt, DateTimeOffset ChangedAt, IReadOnlyList<FairNews> News, IReadOnlyList<FairCard> Editions);

/// <summary>Reads fairs for everybody.</summary>
public sealed class FairQueries(FairIndex index, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Of a series, beside the one that is looked at.</summary>
    private const int MostEditions = 12;

    /// <summary>Of one feed: more than the country holds in a year.</summary>
    private const int MostInFeed = 5_000;

    /// <summary>By their first day; those without days at the end.</summary>
    /// <param name="page">A page after the last is the last.</param>
    public async Task<FairShelf> ListAsync(FairFilter filter, int page, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (today, all) = await index.GetAsync(ct);
        var found = all.Where(f => Fits(f, filter) && (filter.Past ? f.Through < today && HasDays(f) : f.Through >= today || !HasDays(f))).ToList();
        var months = found.Where(HasDays).SelectMany(f => MonthsOf(f.From, f.Through)).CountBy(m => m).OrderBy(m => m.Key).Select(m => (m.Key, m.Value)).ToList();
        var shown = filter.Month is { } month ? found.FindAll(f => IsIn(f, month)) : found;
        var at = Math.Clamp(page, 1, Math.Max(1, (shown.Count + size - 1) / size));
        var ordered = filter.Past ? shown.OrderByDescending(f => f.From) : shown.OrderBy(f => !HasDays(f)); // the rest keeps the order of the index
        return new(
            shown.Count, at, size, [.. ordered.Skip((at - 1) * size).Take(size)], filter.Past ? [.. months.AsEnumerable().Reverse()] : months,
            shown.Where(f => f.Venue.ProvinceCode is not null).CountBy(f => f.Venue.ProvinceCode!).ToDictionary());
    }

    /// <summary>All of a month with a day on it, those that are over too.</summary>
    /// <param name="month">Its first day.</param>
    public async Task<IReadOnlyList<FairCard>> OfMonthAsync(FairFilter filter, DateOnly month, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return [.. (await index.GetAsync(ct)).All.Where(f => IsIn(f, month) && Fits(f, filter))];
    }

    /// <summary>The next few that are on or to come.</summary>
    public async Task<IReadOnlyList<FairCard>> UpcomingAsync(int most, CancellationToken ct)
    {
        var (_, all) = await index.GetAsync(ct);
        return [.. all.Where(f => f.Stage is FairStage.Announced or FairStage.OpenForApplications or FairStage.ApplicationsClosed or FairStage.Running).Take(most)];
    }

    /// <summary>Null for an unknown slug and a draft.</summary>
    public async Task<FairView?> FindAsync(string slug, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Slug == slug && f.State != FairState.Draft, ct) is not { } fair)
        {
            return null;
        }

        var news = await db.FairChanges.AsNoTracking().Where(c => c.FairId == fair.Id).OrderByDescending(c => c.Id)
            .Select(c => new FairNews(c.Kind, c.ReasonVi, c.ReasonEn, c.Before, c.After, c.At)).ToListAsync(ct);
        var editions = fair.Series is null ? [] : await FairCards.ReadAsync(
            db.Fairs.AsNoTracking().Where(f => f.Series == fair.Series && f.Id != fair.Id && f.State != FairState.Draft).OrderByDescending(f => f.From).ThenBy(f => f.Id).Take(MostEditions), today, ct);
        return View(fair, today, news, editions);
    }

    /// <summary>Everything public with a day between the two, for calendars and open data: what was postponed or called off too.</summary>
    public async Task<IReadOnlyList<FairView>> FeedAsync(string? provinceCode, DateOnly? from, DateOnly? through, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var fairs = await db.Fairs.AsNoTracking()
            .Where(f => f.State != FairState.Draft && (provinceCode == null || f.ProvinceCode == provinceCode) && (from == null || f.Through >= from || f.State == FairState.Postponed) && (through == null || f.From <= through))
            .OrderBy(f => f.From).ThenBy(f => f.Id).Take(MostInFeed).ToListAsync(ct);
        return [.. fairs.Select(f => View(f, today, [], []))];
    }

    /// <summary>Addresses of all that are public, for the sitemap.</summary>
    public async Task<IReadOnlyList<string>> SlugsAsync(CancellationToken ct) => [.. (await index.GetAsync(ct)).All.Select(f => f.Slug).Order(StringComparer.Ordinal)];

    private static bool Fits(FairCard fair, FairFilter filter)
        => (filter.ProvinceCode is null || fair.Venue.ProvinceCode == filter.ProvinceCode)
            && (filter.Type is null || fair.Type == filter.Type)
            && (!filter.Online || fair.Type is FairType.Online)
            && (!filter.OpenForApplications || fair.Stage is FairStage.OpenForApplications);

    /// <summary>What was postponed has none until it is moved.</summary>
    private static bool HasDays(FairCard fair) => fair.Stage is not FairStage.Postponed;

    private static bool IsIn(FairCard fair, DateOnly month) => HasDays(fair) && fair.From < month.AddMonths(1) && fair.Through >= month;

    private static IEnumerable<DateOnly> MonthsOf(DateOnly from, DateOnly through)
    {
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= through; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    private static FairView View(Fair f, DateOnly today, IReadOnlyList<FairNews> news, IReadOnlyList<FairCard> editions) => new(
        f.Id, f.Slug, f.Type, f.NameVi, f.NameEn, f.ThemeVi, f.ThemeEn, f.TextVi, f.TextEn, f.Edition, f.Organiser, f.CoOrganisers, f.Website, f.Source, f.From, f.Through, [.. f.Days()], f.ClosedDays, f.Venue, f.Was, f.Zones, f.Programme,
        f.PlannedBooths, f.BoothFee, f.SupportPercent, f.ApplyFrom, f.ApplyThrough, f.Pictures, f.AfterVi, f.AfterEn, f.AfterPictures, f.Office, f.StageOn(today), f.Sequence, f.AnnouncedAt!.Value, f.ChangedAt, news, editions);
}
