using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Onboarding;

public sealed record PaperView(PictureView Picture, string Note);

/// <summary>An application as its applicant and its officers see it.</summary>
/// <param name="MayFill">Whether the reader may still fill it in.</param>
/// <param name="MayDecide">Whether the reader may confirm or return it now.</param>
public sealed record ApplicationView(
    ProducerApplicationId Id, ApplicationState State, ProducerType? Type, string Name, string? TaxCode, string? RegistrationNumber, string Representative,
    string Address, string? CommuneCode, string? ProvinceCode, string? FormerPlace, string Phone, string Email, BankDetails? Bank, IReadOnlyList<PaperView> Papers,
    ProducerId? Claimed, bool ClaimAnswered, Consent? Consent, DateTimeOffset BegunAt, DateTimeOffset? SubmittedAt, DateTimeOffset? DecidedAt, string? DecidedBy, string? ReturnReason,
    ProducerId? Producer, IReadOnlyList<ApplicationStep> Missing, bool MayFill, bool MayDecide);

/// <summary>A producer of the registry that an applicant may be.</summary>
/// <param name="HasOwner">Somebody with an account answers for it already.</param>
public sealed record ProducerMatch(ProducerId Id, string Slug, string Name, ProducerType Type, string CommuneCode, string ProvinceCode, bool SameTaxCode, bool SameCommune, bool HasOwner);

public sealed record ApplicationRow(ProducerApplicationId Id, ApplicationState State, string Name, ProducerType? Type, string? CommuneCode, string? ProvinceCode, bool Assisted, bool Claimed, DateTimeOffset SubmittedAt, Holder? Holder = null);

/// <param name="Oldest">When the longest waiting was submitted.</param>
public sealed record ApplicationList(IReadOnlyList<ApplicationRow> Rows, int Total, int Page, int Pages, IReadOnlyDictionary<ApplicationState, int> Counts, DateTimeOffset? Oldest);

/// <summary>Reads applications for those they concern.</summary>
public sealed class ApplicationQueries(IDbContextFactory<MarketDbContext> contexts, PictureQueries pictures, IStaff staff, ICaseFilters filters, AreaDirectory areas)
{
    private const int PageSize = 20;

    /// <summary>The actor's own newest application.</summary>
    public async Task<ApplicationView?> OwnAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor is not { Account: { } account, Kind: ActorKind.Member })
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProducerApplications.AsNoTracking().Where(a => a.EnteredBy == account).OrderByDescending(a => a.Id).FirstOrDefaultAsync(ct) is { } own ? await ViewAsync(own, actor, ct) : null;
    }

    /// <summary>What an officer is entering for producers and has not sent yet.</summary>
    public async Task<IReadOnlyList<ApplicationRow>> EnteredAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.ProducerApplications.AsNoTracking().Where(a => a.EnteredBy == actor.Account && a.ConsentBy != null && (a.State == ApplicationState.Draft || a.State == ApplicationState.Returned))
            .OrderByDescending(a => a.Id).Take(PageSize).ToListAsync(ct);
        return [.. open.Select(Row)];
    }

    /// <summary>An application that the actor entered or may decide on; null for everybody else.</summary>
    public async Task<ApplicationView?> FindAsync(Actor actor, ProducerApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProducerApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && actor.MaySee(application) ? await ViewAsync(application, actor, ct) : null;
    }

    /// <summary>Those of the registry that the applicant may be; for whoever may see the application.</summary>
    public async Task<IReadOnlyList<ProducerMatch>> MatchesAsync(Actor actor, ProducerApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ProducerApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application || !actor.MaySee(application))
        {
            return [];
        }

        var matches = new List<ProducerMatch>();
        foreach (var p in await db.MatchesOf(application).AsNoTracking().ToListAsync(ct))
        {
            var owned = (await staff.OfProducerAsync(p.Id, ct)).Any(s => s.Rights.HasFlag(ProducerRights.Owner));
            matches.Add(new(p.Id, p.Slug, p.Name, p.Type, p.CommuneCode, p.ProvinceCode, application.TaxCode is not null && p.TaxCode == application.TaxCode, p.CommuneCode == application.CommuneCode, owned));
        }

        return matches;
    }

    /// <summary>What waits for the officer, oldest first, or what was decided, newest first; only of what is asked for of the officer's area; the period is that of handing in.</summary>
    public async Task<Result<ApplicationList>> QueueAsync(Actor actor, DeskScope asked, ApplicationState state, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var scope = DeskScope.For(actor, asked, areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!actor.HoldsTheMachine && !actor.Tasks.HasFlag(OfficeTasks.Registry))
        {
            return RegistryRefusals.OfficersOnly();
        }

        var (province, commune, (from, until)) = (scope.Value.ProvinceCode, scope.Value.CommuneCode, scope.Value.Moments);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var here = db.ProducerApplications.AsNoTracking().Where(a => a.State != ApplicationState.Draft && (province == null || a.ProvinceCode == province) && (commune == null || a.CommuneCode == commune)
            && (from == null || a.SubmittedAt >= from) && (until == null || a.SubmittedAt < until));
        var filter = await filters.OfAsync(actor, CaseKind.Application, asked.Whose, ct);
        var (wanted, held) = (filter.Wanted.Select(ProducerApplicationId.From).ToArray(), filter.Held.Select(ProducerApplicationId.From).ToArray());
        here = here.Where(a => filter.All || wanted.Contains(a.Id) || (!held.Contains(a.Id) && (filter.Everywhere || filter.Provinces.Contains(a.ProvinceCode) || filter.Communes.Contains(a.CommuneCode))));
        var counts = await here.GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var oldest = await here.Where(a => a.State == ApplicationState.Submitted).MinAsync(a => a.SubmittedAt, ct);
        var total = counts.GetValueOrDefault(state);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var asking = here.Where(a => a.State == state);
        var ordered = state is ApplicationState.Submitted ? asking.OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id) : asking.OrderByDescending(a => a.DecidedAt).ThenBy(a => a.Id);
        var rows = await ordered.Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new ApplicationList(
            [.. rows.Select(r => Row(r) with { Holder = filter.Holders.GetValueOrDefault(r.Id.Value) })],
            total, shown, pages, counts, oldest);
    }

    private static ApplicationRow Row(ProducerApplication a)
        => new(a.Id, a.State, a.Name, a.Type, a.CommuneCode, a.ProvinceCode, a.Assisted, a.Claimed is not null, a.SubmittedAt ?? a.BegunAt);

    private async Task<ApplicationView> ViewAsync(ProducerApplication a, Actor actor, CancellationToken ct)
    {
        var photos = await pictures.FindAsync([.. a.Papers.Select(p => p.Picture)], null, ct);
        return new(
            a.Id, a.State, a.Type, a.Name, a.TaxCode, a.RegistrationNumber, a.Representative, a.Address, a.CommuneCode, a.ProvinceCode, a.FormerPlace, a.Phone, a.Email, a.Bank,
            [.. a.Papers.OrderBy(p => p.Position).Where(p => photos.ContainsKey(p.Picture)).Select(p => new PaperView(photos[p.Picture], p.Note))],
            a.Claimed, a.ClaimAnswered, a.ConsentBy is null ? null : new Consent(a.ConsentBy, a.ConsentOn!.Value, a.ConsentWay!.Value), a.BegunAt, a.SubmittedAt, a.DecidedAt, a.DecidedBy, a.ReturnReason,
            a.Producer, a.Missing(), actor.MayFill(a) && a.Open, a.State is ApplicationState.Submitted && actor.MayDecide(a));
    }
}
