using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Booths;

/// <summary>Asks about the booths that lines and parcels name.</summary>
internal static class NamedBooths
{
    /// <summary>The booths at which lines of a basket were put in, by line, as far as their fairs are on today.</summary>
    public static async Task<IReadOnlyDictionary<Guid, BoothPlace>> OfLinesAsync(this IBoothPlaces booths, IEnumerable<CartLine> lines, DateOnly today, CancellationToken ct)
    {
        var marked = lines.Where(l => l.FairId is not null).ToList();
        if (marked.Count == 0)
        {
            return new Dictionary<Guid, BoothPlace>();
        }

        var places = (await booths.ToComeAsync([.. marked.Select(l => l.ProducerId).Distinct()], ct)).Where(b => b.RunsOn(today)).ToDictionary(b => (b.Fair, b.Producer));
        return marked.Where(l => places.ContainsKey((l.FairId!.Value, l.ProducerId))).ToDictionary(l => l.Id, l => places[(l.FairId!.Value, l.ProducerId)]);
    }

    /// <summary>Booths that have to do with parcels: where they are collected, and at which fairs their goods were sold.</summary>
    public static Task<IReadOnlyDictionary<(FairId Fair, ProducerId Producer), BoothPlace>> OfParcelsAsync(this IBoothPlaces booths, IEnumerable<Parcel> parcels, CancellationToken ct)
        => booths.OfAsync([.. parcels.SelectMany(p => p.Lines.Select(l => l.FairId).Append(p.CollectedAt).OfType<FairId>(), (p, fair) => (fair, p.ProducerId)).Distinct()], ct);

    public static BoothPlace? CollectionOf(this IReadOnlyDictionary<(FairId Fair, ProducerId Producer), BoothPlace> places, Parcel parcel)
        => parcel.CollectedAt is { } fair ? places.GetValueOrDefault((fair, parcel.ProducerId)) : null;
}
