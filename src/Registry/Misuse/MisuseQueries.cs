using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Misuse;

/// <summary>A report as its sender follows it; without what offices wrote among themselves.</summary>
public sealed record MisuseFollow(string Number, MisuseKind Kind, string Subject, string Text, DateTimeOffset At, MisuseState State, string? Answer, DateTimeOffset? AnsweredAt, IReadOnlyList<PictureView> Pictures);

/// <summary>A report in an office's queue.</summary>
public sealed record MisuseRow(Guid Id, string Number, MisuseKind Kind, string Subject, string ProvinceCode, string? CommuneCode, DateTimeOffset At, MisuseState State, Holder? Holder);

/// <summary>A report with all that its office needs.</summary>
public sealed record MisuseFile(MisuseRow Row, string Text, string? Contact, string? Answer, DateTimeOffset? AnsweredAt, IReadOnlyList<PictureView> Pictures);

/// <summary>How many wait, and since when the oldest does.</summary>
public sealed record QueueCount(int Count, DateTimeOffset? Oldest);

/// <summary>Reads misuse reports: by the secret address, and for officers of the area.</summary>
public sealed class MisuseQueries(IDbContextFactory<MarketDbContext> contexts, ICaseFilters filters, PictureQueries pictures, AreaDirectory areas)
{
    private const int QueueSize = 100;

    public async Task<MisuseFollow?> FollowAsync(string token, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(token))
        {
            return null;
        }

        var hash = Secrets.Hash(token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var handOvers = db.HandOvers;
        var found = await db.MisuseReports.AsNoTracking().Where(r => r.TokenHash == hash)
            .Select(r => new { Report = r, Held = handOvers.Any(h => h.Kind == CaseKind.MisuseReport && h.CaseId == r.Id && h.EndedAt == null) }).SingleOrDefaultAsync(ct);
        return found is not { Report: var r, Held: var held } ? null
            : new(r.Number, r.Kind, r.Subject, r.Text, r.At, r.State is MisuseState.New && held ? MisuseState.Working : r.State, r.Answer, r.AnsweredAt, await PicturesAsync(r, ct));
    }

    /// <summary>A photo of a report for its sender, by the secret address; null when there is none.</summary>
    /// <param name="number">From 1.</param>
    public async Task<Stream?> OpenPictureAsync(string token, int number, int step, string form, CancellationToken ct)
        => await FollowAsync(token, ct) is { } report && number >= 1 && number <= report.Pictures.Count ? await pictures.OpenPrivateAsync(report.Pictures[number - 1].Id, step, form, ct) : null;

    /// <summary>Open ones first, the oldest first among them; then those answered last.</summary>
    public async Task<Result<IReadOnlyList<MisuseRow>>> QueueAsync(Actor actor, DeskScope asked, bool answered, CancellationToken ct)
    {
        if (Scope(actor, asked) is { Refusal: { } refusal })
        {
            return refusal;
        }

        var filter = await filters.OfAsync(actor, CaseKind.MisuseReport, asked.Whose, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = In(db, Scope(actor, asked).Value).Where(r => (r.State == MisuseState.Answered) == answered)
            .Where(r => filter.All || filter.Wanted.Contains(r.Id) || (!filter.Held.Contains(r.Id) && (filter.Everywhere || filter.Provinces.Contains(r.ProvinceCode) || filter.Communes.Contains(r.CommuneCode))));
        return (await (answered ? rows.OrderByDescending(r => r.AnsweredAt) : rows.OrderBy(r => r.At)).Take(QueueSize).ToListAsync(ct)).ConvertAll(r => Row(r, filter));
    }

    public async Task<QueueCount> CountAsync(Actor actor, DeskScope asked, CancellationToken ct)
    {
        if (Scope(actor, asked) is not { Refusal: null, Value: var scope })
        {
            return new(0, null);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = In(db, scope).Where(r => r.State != MisuseState.Answered);
        return new(await open.CountAsync(ct), await open.MinAsync(r => (DateTimeOffset?)r.At, ct));
    }

    /// <returns>Null when there is none, or it is not this officer's to handle.</returns>
    public async Task<MisuseFile?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.MisuseReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } r || !MisuseRights.MayHandle(actor, r.ProvinceCode, r.CommuneCode))
        {
            return null;
        }

        return new(Row(r, await filters.OfAsync(actor, CaseKind.MisuseReport, Whose.All, ct)), r.Text, r.Contact, r.Answer, r.AnsweredAt, await PicturesAsync(r, ct));
    }

    private async Task<IReadOnlyList<PictureView>> PicturesAsync(MisuseReport report, CancellationToken ct)
    {
        var ids = report.Pictures.Select(p => new PictureId(p)).ToList();
        var found = await pictures.FindAsync(ids, null, ct);
        return [.. ids.Where(found.ContainsKey).Select(p => found[p])];
    }

    private static MisuseRow Row(MisuseReport r, CaseFilter filter)
    {
        var holder = filter.Holders.GetValueOrDefault(r.Id);
        return new(r.Id, r.Number, r.Kind, r.Subject, r.ProvinceCode, r.CommuneCode, r.At, r.State is MisuseState.New && holder is not null ? MisuseState.Working : r.State, holder);
    }

    private Result<DeskScope> Scope(Actor actor, DeskScope asked)
        => actor is { Kind: ActorKind.Officer } && actor.Tasks.HasFlag(OfficeTasks.Moderation) ? DeskScope.For(actor, asked, areas) : RegistryRefusals.OfficersOnly();

    private static IQueryable<MisuseReport> In(MarketDbContext db, DeskScope scope)
    {
        var (from, until) = scope.Moments;
        return db.MisuseReports.AsNoTracking().Where(r => (scope.ProvinceCode == null || r.ProvinceCode == scope.ProvinceCode) && (scope.CommuneCode == null || r.CommuneCode == scope.CommuneCode)
            && (from == null || r.At >= from) && (until == null || r.At < until));
    }
}
