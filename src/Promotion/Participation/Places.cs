using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>A quota and how much of it is taken.</summary>
public sealed record QuotaUse(FairQuota Quota, int Taken)
{
    public int Free => Math.Max(0, Quota.MostBooths - Taken);
}

/// <summary>Why there is no place for an application now.</summary>
public enum NoPlace
{
    /// <summary>Fewer booths are free than it wants.</summary>
    Booths,
    CommuneQuota,
    GroupQuota,
}

/// <summary>A fair with all its applications, locked: whoever holds it is the only one who gives places away.</summary>
internal sealed class Places(Fair fair, List<FairApplication> applications)
{
    public Fair Fair { get; } = fair;

    /// <summary>In the order of applying.</summary>
    public IReadOnlyList<FairApplication> Applications { get; } = applications;

    public int Taken => Applications.Where(a => a.HoldsPlace).Sum(a => a.Booths);

    public int Free => Math.Max(0, (Fair.PlannedBooths ?? 0) - Taken);

    public IReadOnlyList<QuotaUse> Quotas
        => [.. Fair.Quotas.Select(q => new QuotaUse(q, Applications.Where(a => a.HoldsPlace && Counts(q, a)).Sum(a => a.Booths)))];

    public NoPlace? WhyNot(FairApplication application)
        => application.Booths > Free ? NoPlace.Booths
            : Quotas.FirstOrDefault(q => Counts(q.Quota, application) && q.Free < application.Booths) is not { } full ? null
            : full.Quota.CommuneCode is not null ? NoPlace.CommuneQuota : NoPlace.GroupQuota;

    private static bool Counts(FairQuota quota, FairApplication application)
        => quota.CommuneCode is { } commune ? commune == application.CommuneCode : quota.Group == application.Group;
}

/// <summary>Gives places away: under one lock a fair, in the order of applying, each with the moment its offer ends.</summary>
internal sealed class PlaceKeeper(EventOutbox outbox, IDatedPriceDesk prices, TimeProvider clock)
{
    /// <summary>A place is left: its booths are free again, and its lower prices end.</summary>
    public async Task LeaveAsync(MarketDbContext db, FairApplication application, CancellationToken ct)
    {
        await db.Booths.Where(b => b.ApplicationId == application.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.ApplicationId, (FairApplicationId?)null), ct);
        await prices.EndAllAsync(db, Actor.System("fair-places"), application.FairId.Value, application.ProducerId, DatedPriceEnd.PlaceLost, ct);
        outbox.Add(db, new PlaceLeft(application.FairId, application.ProducerId));
    }

    /// <summary>When an offer made now ends; null when the fair takes nobody any more. Never later than the first day's beginning.</summary>
    public DateTimeOffset? OfferEnd(Fair fair)
    {
        var (now, opening) = (clock.GetUtcNow(), VietnamTime.StartOf(fair.From));
        return fair.State is not FairState.Announced || now >= opening ? null
            : now.AddHours(fair.OfferHours) is var end && end < opening ? end : opening;
    }

    /// <summary>Offers what has become free to those who wait, the first in the order of applying that fits.</summary>
    /// <returns>How many offers were made.</returns>
    public int MoveUp(MarketDbContext db, Places places)
    {
        if (OfferEnd(places.Fair) is not { } end)
        {
            return 0;
        }

        var made = 0;
        foreach (var next in places.Applications.Where(a => a.State is ParticipationState.Waiting && places.WhyNot(a) is null))
        {
            if (places.WhyNot(next) is null && next.Offer(clock.GetUtcNow(), end).Succeeded)
            {
                Tell(db, next, ParticipationNewsKind.Offered);
                made++;
            }
        }

        return made;
    }

    public void Tell(MarketDbContext db, FairApplication application, ParticipationNewsKind kind) => outbox.Add(db, new ParticipationNews(application.Id, kind, application.OfferEndsAt));
}
