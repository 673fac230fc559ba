using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Figures;

/// <param name="Parcels">To be handed over by this day at the latest.</param>
/// <param name="Pieces">Of goods in them.</param>
/// <param name="Over">Producers that cannot have made by this day all that is due by then.</param>
public sealed record LoadDay(DateOnly Day, bool Holiday, int Parcels, int Pieces, int Producers, int Over);

/// <param name="Capacity">Pieces a day of those goods that are due and whose producer has said so; null where it has said nothing.</param>
/// <param name="OverOn">The first day by which it cannot have made everything; null where it can.</param>
/// <param name="Lacking">Pieces that it would lack at the worst.</param>
public sealed record ProducerLoad(ProducerId Producer, string Name, string CommuneCode, string ProvinceCode, int Parcels, int Pieces, int? Capacity, DateOnly? OverOn, int Lacking);

/// <summary>What producers of an area have to hand over in the coming days against what they can make.</summary>
/// <param name="Late">Parcels whose last day is over; they count for today.</param>
/// <param name="Undated">Parcels for which no day was promised.</param>
/// <param name="Producers">The most parcels first.</param>
public sealed record HandOverLoad(DeskScope Scope, int Late, int Undated, IReadOnlyList<LoadDay> Days, IReadOnlyList<ProducerLoad> Producers);

/// <summary>
/// Sets what is sold and not yet handed over against making. Days to send come from the calendar that promised, so a day's number is the last
/// moment; goods can be made before it. A producer is over its capacity on a day by which more is due than it can have made from today on, on its open days.
/// </summary>
public sealed class HandOverLoadQueries
{
    public const int DaysAhead = 60;

    private const int MostProducers = 30;

    // Written out, so that the index of waiting parcels serves.
    private static readonly Expression<Func<Parcel, bool>> Waiting = p => p.State == ParcelState.Placed || p.State == ParcelState.Confirmed || p.State == ParcelState.Packed;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerBook _producers;
    private readonly IOfferDesk _offers;
    private readonly SendDays _days;
    private readonly ShippingBooks _books;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    internal HandOverLoadQueries(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, IOfferDesk offers, SendDays days, ShippingBooks books, AreaDirectory areas, TimeProvider clock)
        => (_contexts, _producers, _offers, _days, _books, _areas, _clock) = (contexts, producers, offers, days, books, areas, clock);

    /// <param name="asked">Its area; the days are always the coming ones.</param>
    public async Task<Result<HandOverLoad>> ReadAsync(Actor actor, DeskScope asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        var allowed = OrderScope.For(actor, asked with { From = null, Through = null }, _areas);
        if (allowed.Refusal is { } refusal)
        {
            return refusal;
        }

        var today = _clock.Today();
        var scope = allowed.Value with { From = today, Through = today.AddDays(DaysAhead - 1) };
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var senders = await db.Parcels.Where(Waiting).Select(p => p.ProducerId).Distinct().ToListAsync(ct);
        var cards = (await _producers.FindAsync(senders, ct)).Values.Where(p => scope.Holds(p.ProvinceCode, p.CommuneCode)).ToDictionary(p => p.Id);
        var own = cards.Keys.ToList();
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(Waiting).Where(p => own.Contains(p.ProducerId)).OrderBy(p => p.Id).ToListAsync(ct);
        var last = await _days.OfAsync(parcels, ct);
        var dated = parcels.Select((p, i) => new DueParcel(p, last[i] ?? today)).Where(d => d.Parcel.ExpectedThrough is not null && d.Day <= scope.Through).ToList();
        var capacity = (await _offers.FindAsync([.. parcels.SelectMany(p => p.Lines).Select(l => l.VariantId).Distinct()], ct)).Values
            .Where(s => s.Offer?.DailyCapacity is not null).GroupBy(s => s.Offer!.Listing).ToDictionary(g => g.Key, g => g.First().Offer!.DailyCapacity!.Value);
        var holidays = (await _books.TodayAsync(ct)).Holidays;
        var closed = await _offers.ClosedDaysAsync(own, ct);
        var stops = await db.ProducerShipping.Where(s => own.Contains(s.ProducerId)).ToDictionaryAsync(s => s.ProducerId, s => s.StopDays, ct);
        var loads = dated.GroupBy(d => d.Parcel.ProducerId).Select(g => ProducersDays.Of(
            cards[g.Key], [.. g], capacity, new DeliveryCalendar(holidays, [.. closed[g.Key]], stops.GetValueOrDefault(g.Key)), today)).ToList();
        return new HandOverLoad(
            scope, parcels.Where((p, i) => last[i] is null && p.ExpectedThrough is not null).Count(), parcels.Count(p => p.ExpectedThrough is null),
            [.. Enumerable.Range(0, DaysAhead).Select(today.AddDays).Select(day => DayOf(day, dated.Where(d => d.Day == day), holidays.Contains(day), loads.Count(l => l.Over.Contains(day))))],
            [.. loads.Select(l => l.Load).OrderByDescending(l => l.Parcels).ThenBy(l => l.Name, StringComparer.CurrentCulture).Take(MostProducers)]);
    }

    private static LoadDay DayOf(DateOnly day, IEnumerable<DueParcel> due, bool holiday, int over)
    {
        var here = due.ToList();
        return new(day, holiday, here.Count, here.Sum(d => d.Pieces), here.Select(d => d.Parcel.ProducerId).Distinct().Count(), over);
    }
}

/// <param name="Day">The last one to hand it over.</param>
internal sealed record DueParcel(Parcel Parcel, DateOnly Day)
{
    public int Pieces => Parcel.Lines.Sum(l => l.Left);
}

/// <summary>One producer's coming days.</summary>
/// <param name="Over">Days by which it cannot have made what is due.</param>
internal sealed record ProducersDays(ProducerLoad Load, IReadOnlySet<DateOnly> Over)
{
    public static ProducersDays Of(ProducerCard producer, IReadOnlyList<DueParcel> due, IReadOnlyDictionary<ListingId, int> capacity, DeliveryCalendar calendar, DateOnly today)
    {
        var (over, lacking) = (new SortedSet<DateOnly>(), 0);
        var known = due.SelectMany(d => d.Parcel.Lines).Select(l => l.ListingId).Distinct().Where(capacity.ContainsKey).ToList();
        foreach (var listing in known)
        {
            var (asked, made, at, worst) = (0, 0, today, 0);

            // What is packed has been made already.
            foreach (var day in due.Where(d => d.Parcel.State is not ParcelState.Packed && d.Parcel.Lines.Any(l => l.ListingId == listing)).GroupBy(d => d.Day).OrderBy(g => g.Key))
            {
                asked += day.Sum(d => d.Parcel.Lines.Where(l => l.ListingId == listing).Sum(l => l.Left));
                for (; at <= day.Key; at = at.AddDays(1))
                {
                    made += calendar.IsOpen(at) ? capacity[listing] : 0;
                }

                if (asked > made)
                {
                    over.Add(day.Key);
                    worst = Math.Max(worst, asked - made);
                }
            }

            lacking += worst;
        }

        return new(
            new(producer.Id, producer.Name, producer.CommuneCode, producer.ProvinceCode, due.Count, due.Sum(d => d.Pieces), known.Count == 0 ? null : known.Sum(l => capacity[l]), over.Count == 0 ? null : over.Min, lacking), over);
    }
}
