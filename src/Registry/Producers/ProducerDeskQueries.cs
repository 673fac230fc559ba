using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Producers;

/// <summary>A suspension as offices and the producer see it.</summary>
public sealed record SuspensionView(
    Guid Id, DateOnly NoticedOn, DateOnly From, UrgentGround? Urgent, string Reason, string Actor, DateTimeOffset At, DateTimeOffset? LiftedAt, string? LiftReason,
    string? Appeal, DateTimeOffset? AppealedAt, string? Answer, bool? Upheld, DateTimeOffset? AnsweredAt);

/// <summary>A line of the officers' list of producers.</summary>
public sealed record ProducerDeskRow(string Slug, string Name, ProducerType Type, string CommuneCode, string ProvinceCode, string? TaxCode, DateOnly? SuspendedFrom, bool AppealWaits);

/// <summary>What an officer asks of the list of producers.</summary>
/// <param name="Holding">Only those that hold a product in force on <paramref name="OnDay"/>, or today.</param>
public sealed record ProducerDeskFilter(DeskScope Scope, string Text = "", bool Suspended = false, ProducerType? Form = null, bool Holding = false, DateOnly? OnDay = null);

/// <summary>Producers for the offices of their area, with what the public does not see; and suspensions for the producer's own people.</summary>
public sealed class ProducerDeskQueries(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    private const int PageSize = 50, MostWords = 8;

    public async Task<Result<ListPage<ProducerDeskRow>>> PageAsync(Actor actor, ProducerDeskFilter filter, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var scope = DeskScope.For(actor, filter.Scope, areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        var (province, commune) = (scope.Value.ProvinceCode, scope.Value.CommuneCode);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Producers.AsNoTracking().Where(p => (province == null || p.ProvinceCode == province) && (commune == null || p.CommuneCode == commune) && (!filter.Suspended || p.SuspendedFrom != null));
        if (filter.Form is { } form)
        {
            rows = rows.Where(p => p.Type == form);
        }

        if (filter.Holding)
        {
            var holders = db.CertificateRows().Where(CertificateReading.Covers(filter.OnDay ?? clock.Today())).Select(r => r.Producer.Id);
            rows = rows.Where(p => holders.Contains(p.Id));
        }

        foreach (var word in VietnameseText.Fold(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var part = " " + word;
            rows = rows.Where(p => (" " + p.NameFolded).Contains(part) || p.TaxCode == word);
        }

        var open = db.Suspensions;
        var total = await rows.CountAsync(ct);
        page = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var items = await rows.OrderBy(p => p.NameFolded).ThenBy(p => p.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(p => new ProducerDeskRow(p.Slug, p.Name, p.Type, p.CommuneCode, p.ProvinceCode, p.TaxCode, p.SuspendedFrom, open.Any(s => s.ProducerId == p.Id && s.LiftedAt == null && s.Appeal != null && s.Answer == null))).ToListAsync(ct);
        return new ListPage<ProducerDeskRow>(items, total, page, PageSize);
    }

    /// <summary>All suspensions of a producer, newest first; refused to offices of other areas and to strangers.</summary>
    public async Task<Result<IReadOnlyList<SuspensionView>>> SuspensionsAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Producers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == producer, ct) is not { } known)
        {
            return RegistryRefusals.ProducerUnknown(producer.ToString());
        }

        var scope = DeskScope.For(actor, new DeskScope(), areas);
        if (!actor.Memberships.Any(m => m.Producer == producer) && (scope.Refusal is not null || !scope.Value.Holds(known.ProvinceCode, known.CommuneCode)))
        {
            return scope.Refusal ?? RegistryRefusals.OutsideYourArea(known.Name);
        }

        return await db.Suspensions.AsNoTracking().Where(s => s.ProducerId == producer).OrderByDescending(s => s.At)
            .Select(s => new SuspensionView(s.Id, s.NoticedOn, s.From, s.Urgent, s.Reason, s.Actor, s.At, s.LiftedAt, s.LiftReason, s.Appeal, s.AppealedAt, s.Answer, s.Upheld, s.AnsweredAt)).ToListAsync(ct);
    }

    /// <summary>The producer's slug for whoever officiates there; refused otherwise.</summary>
    public async Task<Result<ProducerId>> FindAsync(Actor actor, string slug, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Producers.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug, ct) is not { } known)
        {
            return RegistryRefusals.ProducerUnknown(slug);
        }

        var scope = DeskScope.For(actor, new DeskScope(), areas);
        return scope.Refusal is { } refusal ? refusal : scope.Value.Holds(known.ProvinceCode, known.CommuneCode) ? known.Id : RegistryRefusals.OutsideYourArea(known.Name);
    }
}
