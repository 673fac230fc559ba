using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>An application on the office's board.</summary>
/// <param name="Eligible">So many of its products may go.</param>
/// <param name="NoPlace">Why it could not be offered a place now; null when it could.</param>
public sealed record BoardRow(
    FairApplicationId Id, int Number, ProducerId Producer, string ProducerName, string ProducerSlug, string CommuneCode, string ProvinceCode, string Group, int Booths, int Eligible, int Products,
    ParticipationState State, DateTimeOffset AppliedAt, DateTimeOffset? OfferEndsAt, string? Reason, string? Wishes, FairContact Contact, Money? Support, string? SupportDocument, DateTimeOffset? CameAt,
    IReadOnlyList<string> BoothNames, NoPlace? NoPlace);

/// <summary>All who want to take part in a fair.</summary>
/// <param name="Rows">In the order of applying.</param>
public sealed record FairBoard(FairHead Fair, IReadOnlyList<BoardRow> Rows, int Taken, int Free, IReadOnlyList<QuotaUse> Quotas)
{
    public IEnumerable<BoardRow> In(BoardColumn column) => column is BoardColumn.Applied ? Rows : Rows.Where(r => ColumnOf(r.State) == column);

    public static BoardColumn ColumnOf(ParticipationState state) => state switch
    {
        ParticipationState.Eligible => BoardColumn.Eligible,
        ParticipationState.Offered => BoardColumn.Offered,
        ParticipationState.Accepted or ParticipationState.CheckedIn => BoardColumn.Accepted,
        ParticipationState.Waiting => BoardColumn.Waiting,
        ParticipationState.NotEligible or ParticipationState.Declined or ParticipationState.Lapsed or ParticipationState.TurnedDown or ParticipationState.Withdrawn => BoardColumn.Declined,
    };
}

public enum BoardColumn
{
    /// <summary>Everybody.</summary>
    Applied,
    Eligible,
    Offered,
    Accepted,
    Waiting,

    /// <summary>Not eligible, said no, too late, turned down or taken back.</summary>
    Declined,
}

/// <summary>Reads participants for the officers who run a fair.</summary>
public sealed class FairBoardQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal FairBoardQueries(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, TimeProvider clock) => (_contexts, _producers, _clock) = (contexts, producers, clock);

    /// <summary>Null for a fair that is unknown or another office's.</summary>
    public async Task<FairBoard?> FindAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return null;
        }

        var applications = await db.FairApplications.AsNoTracking().Where(a => a.FairId == id).OrderBy(a => a.Number).ToListAsync(ct);
        var booths = (await db.Booths.AsNoTracking().Where(b => b.FairId == id && b.ApplicationId != null).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct)).ToLookup(b => b.ApplicationId!.Value, b => b.Name);
        var producers = await _producers.FindAsync([.. applications.Select(a => a.ProducerId)], ct);
        var places = new Places(fair, applications);
        return new(FairHead.Of(fair, _clock.Today()), [.. applications.Select(Row)], places.Taken, places.Free, places.Quotas);

        BoardRow Row(FairApplication a) => new(
            a.Id, a.Number, a.ProducerId, producers.GetValueOrDefault(a.ProducerId)?.Name ?? "", producers.GetValueOrDefault(a.ProducerId)?.Slug ?? "", a.CommuneCode, a.ProvinceCode, a.Group, a.Booths, a.EligibleProducts, a.Products.Count,
            a.State, a.AppliedAt, a.OfferEndsAt, a.Reason, a.Wishes, a.Contact, a.Support, a.SupportDocument, a.CameAt, [.. booths[a.Id]],
            a.State is ParticipationState.Eligible or ParticipationState.Waiting ? places.WhyNot(a) : null);
    }
}
