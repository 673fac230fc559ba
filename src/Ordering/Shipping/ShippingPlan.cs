using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Shipping;

/// <summary>A way that is open to a shipment, before it is known when it is ordered.</summary>
/// <param name="Until">What is ordered later on a day counts as the next day's.</param>
/// <param name="Pace">Null where the buyer comes for it.</param>
/// <param name="Booth">Where, when that is at a fair.</param>
internal sealed record ShippingWay(string Service, Money Fee, int ChargeableGrams, TimeOnly Until, Pace? Pace, BoothPlace? Booth = null);

/// <summary>What is open to one shipment: who may carry it, for how much, and when it would arrive.</summary>
internal sealed class ShippingPlan(Shipment shipment, ProducerShipping producer, ShippingBook book, IReadOnlyCollection<(DateOnly From, DateOnly Through)> closed, IReadOnlyCollection<BoothPlace> booths)
{
    /// <summary>Days to make and pack goods whose producer has said nothing.</summary>
    private const int UsualMakingDays = 1;

    private const int OwnDivisor = 6000;

    /// <summary>The hour for what no carrier collects.</summary>
    private static readonly TimeOnly UsualHour = new(15, 0);

    private readonly DeliveryCalendar _calendar = new(book.Holidays, closed, producer.StopDays);
    private readonly int _makingDays = shipment.Goods.Max(g => g.MakingDays ?? UsualMakingDays);
    private readonly bool _cold = shipment.Goods.Any(g => g.Cold);
    private readonly bool _fragile = shipment.Goods.Any(g => g.Fragile);

    /// <summary>The cheapest first, then picking up, booths last.</summary>
    public IReadOnlyList<ShippingOption> OptionsAt(DateTime now)
        => [.. Ways().Select(way => (Way: way, Days: Days(way, FirstDay(now, way.Until)))).Where(o => o.Days is not null)
            .Select(o => new ShippingOption(o.Way.Service, o.Way.Fee, o.Way.ChargeableGrams, o.Days!.Value.From, o.Days.Value.Through) { Booth = o.Way.Booth })
            .OrderBy(o => o.IsFetched).ThenBy(o => o.Booth is not null).ThenBy(o => o.Fee).ThenBy(o => o.Through).ThenBy(o => o.From).ThenBy(o => o.Service, StringComparer.Ordinal)];

    /// <summary>The last day to order, before the hour, so that it has arrived by the wanted day; null when it is too late.</summary>
    /// <param name="service">Only this way; null is any: the one that lets one order latest, of several the cheapest.</param>
    public CutOff? LastOrderDay(DateOnly wanted, string? service, DateTime now)
    {
        CutOff? latest = null;
        foreach (var way in Ways().Where(w => service is null ? w.Pace is not null : w.Service == service).OrderBy(w => w.Fee))
        {
            var first = FirstDay(now, way.Until);
            for (var day = wanted; day >= first && (latest is null || day > latest.Day); day = day.AddDays(-1))
            {
                if (Days(way, day) is { } days && (way.Booth is null ? days.Through : days.From) <= wanted)
                {
                    latest = new CutOff(day, way.Until, way.Service);
                    break;
                }
            }
        }

        return latest;
    }

    private static DateOnly FirstDay(DateTime now, TimeOnly until) => DateOnly.FromDateTime(now).AddDays(TimeOnly.FromDateTime(now) < until ? 0 : 1);

    private (DateOnly From, DateOnly Through)? Days(ShippingWay way, DateOnly ordered)
        => way.Pace is { } pace ? _calendar.Arrival(ordered, _makingDays, pace) is { } arrival ? (arrival.From, arrival.Through) : null
            : way.Booth is { } booth ? AtFair(booth, ordered.AddDays(_makingDays))
            : _calendar.FetchedFrom(ordered, _makingDays, producer.PickupDays) is { } ready ? (ready, ready) : null;

    // Whoever stands at the booth has the goods there: neither closed days at home nor holidays stop them, only the fair's own days count.
    private static (DateOnly From, DateOnly Through)? AtFair(BoothPlace booth, DateOnly ready)
        => booth.Days.Where(d => d.Day >= ready).Select(d => (DateOnly?)d.Day).FirstOrDefault() is { } first ? (first, booth.Days[^1].Day) : null;

    private IEnumerable<ShippingWay> Ways()
    {
        if (IsSent())
        {
            foreach (var service in Carriers.Services.Where(s => producer.CarrierCodes.Contains(s.Carrier)))
            {
                if (ByCarrier(service) is { } way)
                {
                    yield return way;
                }
            }

            if (producer.OwnFee(shipment.ToProvince, shipment.ToCommune, shipment.Value) is { } fee && ChargeableWeight.Of(shipment.Goods, OwnDivisor) is { } grams)
            {
                yield return new ShippingWay(ShippingOption.Own, fee, grams, producer.Until ?? UsualHour, new Pace(producer.OwnDaysFrom, producer.OwnDaysThrough, Sundays: true, _cold));
            }
        }

        // What is sold for fetching can be fetched, whatever the producer's other goods are.
        if ((producer.Pickup || shipment.Goods.All(g => g.Kind is ListingKind.Pickup)) && ChargeableWeight.Of(shipment.Goods, OwnDivisor) is { } fetched)
        {
            yield return new ShippingWay(ShippingOption.Pickup, Money.Zero, fetched, producer.Until ?? UsualHour, null);
        }

        foreach (var booth in booths.Where(b => b.OnGround))
        {
            if (ChargeableWeight.Of(shipment.Goods, OwnDivisor) is { } carried)
            {
                yield return new ShippingWay(ShippingOption.AtBooth(booth.Fair), Money.Zero, carried, producer.Until ?? UsualHour, null, booth);
            }
        }
    }

    private bool IsSent()
        => shipment.Goods.All(g => g.Kind is ListingKind.Parcel && (g.DeliversTo is null || g.DeliversTo.Contains(shipment.ToProvince)));

    private ShippingWay? ByCarrier(CarrierService service)
    {
        var carrier = Carriers.Find(service.Carrier)!;
        var island = AreaDirectory.Instance.FindCommune(shipment.ToCommune)?.Kind is AreaKind.SpecialZone;
        if (Zones.Between(shipment.FromProvince, shipment.ToProvince) is not { } zone || book.Tariff.DaysOf(service.Code, zone) is not { } days
            || ChargeableWeight.Of(shipment.Goods, carrier.Divisor) is not { } grams || grams > service.MaxGrams
            || (island && carrier.IslandDays is null) || (_cold && !service.ColdZones.Contains(zone)) || (_fragile && !service.Fragile) || (shipment.Cod && !service.Cod))
        {
            return null;
        }

        var fee = Money.Zero;
        foreach (var item in Items(zone))
        {
            if (book.Tariff.PriceOf(service.Code, item, grams, shipment.Value) is not { } price)
            {
                return null; // a price list that forgets it does not make it free
            }

            fee += price;
        }

        var more = island ? carrier.IslandDays!.Value : 0;
        return new ShippingWay(service.Code, fee, grams, producer.Until is { } until && until < carrier.CollectsUntil ? until : carrier.CollectsUntil, new Pace(days.From + more, days.Through + more, carrier.WorksSundays, _cold));
    }

    private IEnumerable<TariffItem> Items(Zone zone)
    {
        yield return TariffItems.Of(zone);
        if (_cold)
        {
            yield return TariffItem.Cold;
        }

        if (_fragile)
        {
            yield return TariffItem.Fragile;
        }

        if (shipment.Cod)
        {
            yield return TariffItem.Cod;
        }
    }
}
