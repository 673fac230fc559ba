using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Parts of an office's list.</summary>
public enum FairFolder
{
    Current,
    Drafts,
    Over,
}

/// <summary>A fair in an office's list.</summary>
public sealed record FairRow(FairId Id, string Slug, FairType Type, string Name, string? Edition, DateOnly From, DateOnly Through, FairVenue Venue, FairStage Stage, DateOnly? ApplyThrough, OfficeArea Office, FairRegistrationState Registration);

public sealed record FairRows(int Total, int Page, int PageSize, IReadOnlyList<FairRow> Items, IReadOnlyDictionary<FairFolder, int> Counts)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

public enum FairRegistrationState
{
    /// <summary>There is still time.</summary>
    Open,

    /// <summary>Not filed, and the last day has passed.</summary>
    Missed,
    TooEarly,
    TooLate,
    InTime,

    /// <summary>Markets, festivals, conferences and fairs online are no trade fairs by NĐ 81/2018/NĐ-CP.</summary>
    NotNeeded,
}

/// <summary>When a fair's registration has to be filed, and how it stands.</summary>
/// <param name="Earliest">Null for fairs abroad, for which no earliest day is known.</param>
public sealed record FairRegistrationTerm(DateOnly? Earliest, DateOnly Latest, FairRegistrationState State)
{
    internal static FairRegistrationTerm Of(FairType type, DateOnly opening, DateOnly? filed, DateOnly today, (int Least, int Most, int Abroad) days)
    {
        var (earliest, latest) = type is FairType.Abroad ? ((DateOnly?)null, opening.AddDays(-days.Abroad)) : (opening.AddDays(-days.Most), opening.AddDays(-days.Least));
        return type is FairType.Festival or FairType.MarketDay or FairType.SupplyDemandConference or FairType.Online ? new(null, latest, FairRegistrationState.NotNeeded) : new(earliest, latest, filed switch
        {
            null => today > latest ? FairRegistrationState.Missed : FairRegistrationState.Open,
            { } day when day > latest => FairRegistrationState.TooLate,
            { } day when day < earliest => FairRegistrationState.TooEarly,
            _ => FairRegistrationState.InTime,
        });
    }
}

/// <summary>A fair for changing.</summary>
/// <param name="Id">Null of one that has not begun.</param>
/// <param name="Version">Goes into forms: what somebody else changed meanwhile is not written over.</param>
/// <param name="Registration">Null before it has days.</param>
public sealed record FairFile(
    FairId? Id, uint Version, string Slug, FairState State, FairStage Stage, OfficeArea Office, FairDraft Draft, FairRegistrationTerm? Registration, IReadOnlyList<DateOnly> OpenAtTet, string? AfterVi, string? AfterEn, IReadOnlyList<FairPhoto> AfterPictures,
    IReadOnlyList<FairNews> News, int Reminders);

/// <summary>Reads fairs for the offices that run them.</summary>
public sealed class FairDeskQueries(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    private const int PageSize = 20;

    /// <summary>Those that the actor may run, by their first day; null for who may run none.</summary>
    /// <param name="within">A part of the actor's own area; null is all of it.</param>
    public async Task<FairRows?> ListAsync(Actor actor, FairFolder folder, OfficeArea? within, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayRunFairs() || (within is not null && actor.Area?.Holds(within) is false))
        {
            return null;
        }

        var (today, days) = (clock.Today(), await DaysAsync(ct));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = (within ?? actor.Area) switch
        {
            { Level: OfficeLevel.Commune, CommuneCode: var commune } => db.Fairs.AsNoTracking().Where(f => f.OfficeCommuneCode == commune),
            { Level: OfficeLevel.Province, ProvinceCode: var province } => db.Fairs.AsNoTracking().Where(f => f.OfficeProvinceCode == province),
            _ => db.Fairs.AsNoTracking(),
        };
        var counts = (await own.GroupBy(f => f.State == FairState.Draft ? FairFolder.Drafts : f.Through >= today || f.State == FairState.Postponed ? FairFolder.Current : FairFolder.Over)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        var fairs = folder switch
        {
            FairFolder.Drafts => own.Where(f => f.State == FairState.Draft).OrderByDescending(f => f.ChangedAt).ThenBy(f => f.Id),
            FairFolder.Current => own.Where(f => f.State != FairState.Draft && (f.Through >= today || f.State == FairState.Postponed)).OrderBy(f => f.From).ThenBy(f => f.Id),
            FairFolder.Over => own.Where(f => f.State != FairState.Draft && f.State != FairState.Postponed && f.Through < today).OrderByDescending(f => f.From).ThenBy(f => f.Id),
        };
        var total = counts.GetValueOrDefault(folder);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var found = await fairs.Skip((at - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new(total, at, PageSize, [.. found.Select(f => new FairRow(
            f.Id, f.Slug, f.Type, f.NameVi, f.Edition, f.From, f.Through, f.Venue, f.StageOn(today), f.ApplyThrough, f.Office, FairRegistrationTerm.Of(f.Type, f.From, f.Registration.FiledOn, today, days).State))], counts);
    }

    /// <summary>Null for what is unknown or another office's, and for who may run none.</summary>
    /// <param name="id">Null for a new one.</param>
    public async Task<FairFile?> FindAsync(Actor actor, FairId? id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (id is null)
        {
            return actor.MayRunFairs() ? new(null, 0, "", FairState.Draft, FairStage.Draft, actor.Area ?? new(OfficeLevel.Ministry), FairDraft.Empty, null, [], null, null, [], [], 0) : null;
        }

        var (today, days) = (clock.Today(), await DaysAsync(ct));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Fairs.AsNoTracking().Where(f => f.Id == id).Select(f => new { Fair = f, Version = EF.Property<uint>(f, "xmin") }).SingleOrDefaultAsync(ct);
        if (found is not { Fair: var fair } || !actor.MayRunFairs(fair.Office))
        {
            return null;
        }

        var news = await db.FairChanges.AsNoTracking().Where(c => c.FairId == fair.Id).OrderByDescending(c => c.Id)
            .Select(c => new FairNews(c.Kind, c.ReasonVi, c.ReasonEn, c.Before, c.After, c.At)).ToListAsync(ct);
        var reminders = await db.FairReminders.CountAsync(r => r.FairId == fair.Id && r.SessionId == null && r.ConfirmedAt != null, ct);
        return new(
            fair.Id, found.Version, fair.Slug, fair.State, fair.StageOn(today), fair.Office, FairDraft.Of(fair), FairRegistrationTerm.Of(fair.Type, fair.From, fair.Registration.FiledOn, today, days),
            TetDays.Among(fair.Days().Select(d => d.Day)), fair.AfterVi, fair.AfterEn, fair.AfterPictures, news, reminders);
    }

    private async Task<(int Least, int Most, int Abroad)> DaysAsync(CancellationToken ct)
        => (await settings.OfAsync(PromotionSettings.RegisterLeastDays, ct), await settings.OfAsync(PromotionSettings.RegisterMostDays, ct), await settings.OfAsync(PromotionSettings.RegisterAbroadDays, ct));
}
