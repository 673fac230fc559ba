using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Licences;

/// <summary>A producer's paper beside its OCOP certificates.</summary>
public sealed record LicenceView(Guid Id, LicenceKind Kind, string Number, string? Issuer, DateOnly ValidFrom, DateOnly? ValidThrough, DateOnly? RevokedFrom)
{
    public bool InForceOn(DateOnly day) => ValidFrom <= day && !(ValidThrough < day) && !(RevokedFrom <= day);

    /// <summary>Days left on a day, that day counted out; null for a paper without a term.</summary>
    public int? DaysLeft(DateOnly day) => ValidThrough?.DayNumber - day.DayNumber;
}

/// <summary>A paper that waits for an office to confirm it, or what became of it.</summary>
public sealed record LicenceProposalView(
    Guid Id, ProducerId ProducerId, string Producer, string ProducerSlug, LicenceKind Kind, string Number, string? Issuer, DateOnly ValidFrom, DateOnly? ValidThrough, string Actor, DateTimeOffset At,
    ProposalState State, string? Reason, DateTimeOffset? AnsweredAt);

/// <summary>Reads papers: those in force for everyone, all of them and proposals for whom they concern.</summary>
public sealed class LicenceQueries(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, DatedSettings settings, TimeProvider clock)
{
    private const int QueueSize = 100;

    /// <summary>All papers of a producer, for its staff and the offices of its area; nothing for others.</summary>
    public async Task<IReadOnlyList<LicenceView>> OfProducerAsync(Actor actor, ProducerId producer, CancellationToken ct)
        => await MaySeeAsync(actor, producer, ct) ? await ReadAsync(producer, ct) : [];

    /// <summary>Papers in force that end within <see cref="RegistrySettings.LicenceSoonDays"/>, the first end first; for the producer's desk.</summary>
    public async Task<IReadOnlyList<LicenceView>> EndingAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        var (today, soon) = (clock.Today(), await settings.OfAsync(RegistrySettings.LicenceSoonDays, ct));
        return [.. (await OfProducerAsync(actor, producer, ct)).Where(l => l.InForceOn(today) && l.DaysLeft(today) <= soon).OrderBy(l => l.ValidThrough)];
    }

    /// <summary>What the producer's staff proposed, newest first.</summary>
    public async Task<IReadOnlyList<LicenceProposalView>> ProposalsOfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        if (!await MaySeeAsync(actor, producer, ct))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Views(db, producer).Take(QueueSize).ToListAsync(ct);
    }

    /// <summary>What waits for this office, oldest first.</summary>
    public async Task<Result<IReadOnlyList<LicenceProposalView>>> QueueAsync(Actor actor, DeskScope asked, CancellationToken ct)
    {
        var scope = DeskScope.For(actor, asked, areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        var (province, commune, (since, until)) = (scope.Value.ProvinceCode, scope.Value.CommuneCode, scope.Value.Moments);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (from proposal in db.LicenceProposals.AsNoTracking()
                      join producer in db.Producers on proposal.ProducerId equals producer.Id
                      where proposal.State == ProposalState.Open && (province == null || producer.ProvinceCode == province) && (commune == null || producer.CommuneCode == commune)
                          && (since == null || proposal.At >= since) && (until == null || proposal.At < until)
                      orderby proposal.At
                      select new LicenceProposalView(
                          proposal.Id, producer.Id, producer.Name, producer.Slug, proposal.Kind, proposal.Number, proposal.Issuer, proposal.ValidFrom, proposal.ValidThrough, proposal.Actor, proposal.At,
                          proposal.State, proposal.Reason, proposal.AnsweredAt)).Take(QueueSize).ToListAsync(ct);
    }

    private static IQueryable<LicenceProposalView> Views(MarketDbContext db, ProducerId of)
        => from proposal in db.LicenceProposals.AsNoTracking()
           join producer in db.Producers on proposal.ProducerId equals producer.Id
           where proposal.ProducerId == of
           orderby proposal.At descending
           select new LicenceProposalView(
               proposal.Id, producer.Id, producer.Name, producer.Slug, proposal.Kind, proposal.Number, proposal.Issuer, proposal.ValidFrom, proposal.ValidThrough, proposal.Actor, proposal.At,
               proposal.State, proposal.Reason, proposal.AnsweredAt);

    private async Task<bool> MaySeeAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        if (actor.HoldsTheMachine || actor.Memberships.Any(m => m.Producer == producer))
        {
            return true;
        }

        if (DeskScope.For(actor, new DeskScope(), areas) is not { Refusal: null, Value: var scope })
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Producers.Where(p => p.Id == producer).Select(p => new { p.ProvinceCode, p.CommuneCode }).SingleOrDefaultAsync(ct) is { } place && scope.Holds(place.ProvinceCode, place.CommuneCode);
    }

    private async Task<List<LicenceView>> ReadAsync(ProducerId producer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Licences.AsNoTracking().Where(l => l.ProducerId == producer).OrderBy(l => l.Kind).ThenByDescending(l => l.ValidFrom).ThenBy(l => l.Id)
            .Select(l => new LicenceView(l.Id, l.Kind, l.Number, l.Issuer, l.ValidFrom, l.ValidThrough, l.RevokedFrom)).ToListAsync(ct);
    }
}
