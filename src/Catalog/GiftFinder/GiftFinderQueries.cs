using Npgsql;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.GiftFinder;

/// <summary>What somebody looks for. Codes that do not exist ask for nothing.</summary>
/// <param name="Budget">Đồng for one packing; null is open.</param>
/// <param name="ProvinceCode">Where it shall come from.</param>
public sealed record GiftWish(string? Occasion, string? Receiver, long? Budget, string? ProvinceCode, bool Adult);

/// <summary>Why something is suggested.</summary>
public enum GiftReason
{
    /// <summary>The words are a code of <see cref="GiftRules.Reasons"/>.</summary>
    Suits,

    /// <summary>Its producer packs it as a gift.</summary>
    Packed,
    FromThere,
    InSeason,

    /// <summary>The words are the number of stars.</summary>
    Stars,

    /// <summary>Close to what is to be spent.</summary>
    Budget,
}

public sealed record GiftSuggestion(OfferCard Offer, IReadOnlyList<(GiftReason Reason, string Words)> Why);

public sealed record GiftShelf(int Total, int Page, int PageSize, IReadOnlyList<GiftSuggestion> Items)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Suggests gifts among what can be sold and sent today: the same question gives the same answer, and each answer says why.</summary>
public sealed class GiftFinderQueries
{
    /// <summary>However many goods of one kind fit, others get their turn.</summary>
    private const int MostRepeats = 8;

    private readonly OfferIndex _index;
    private readonly NpgsqlDataSource _database;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    internal GiftFinderQueries(OfferIndex index, PageLines lines, AreaDirectory areas, TimeProvider clock) => (_index, _database, _areas, _clock) = (index, lines.Database, areas, clock);

    /// <param name="page">A page after the last is the last.</param>
    public async Task<GiftShelf> FindAsync(GiftWish wish, int page, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var (columns, month) = (await _index.GetAsync(ct), _clock.Today().Month);
        var (receiver, occasion) = (GiftRules.Of("receiver", wish.Receiver), GiftRules.Of("occasion", wish.Occasion));
        var province = wish.ProvinceCode is null ? -1 : _areas.Provinces.TakeWhile(p => p.Code != wish.ProvinceCode).Count();
        var found = new List<(int Row, int Points)>();
        foreach (var row in columns.Newest)
        {
            var set = columns.Set[row];
            if (!columns.InStock[row] || receiver[set].Points < 0 || occasion[set].Points < 0 || columns.Price[row] > (wish.Budget ?? long.MaxValue)
                || (province >= 0 && columns.Province[row] != province) || (!wish.Adult && ProductSets.Get(set).Adult))
            {
                continue;
            }

            found.Add((row, receiver[set].Points + occasion[set].Points + (columns.Gift[row] ? 3 : 0) + (columns.Stars[row] - 3)
                + (IsNear(columns.Price[row], wish.Budget) ? 2 : 0) + (InSeason(columns, row, month) ? 1 : 0)));
        }

        var rows = Mixed(found, columns);
        var pages = Math.Max(1, (rows.Count + size - 1) / size);
        var at = Math.Clamp(page, 1, pages);
        var numbers = rows.Skip((at - 1) * size).Take(size).Select(row => columns.No[row]).ToArray();
        var cards = await _database.ReadCardsAsync(_clock.Today(), numbers, ct);
        return new(rows.Count, at, size, [.. cards.Select(card => new GiftSuggestion(card, Why(card, columns, receiver, occasion, wish, month)))]);
    }

    // Best first; each further one of the same set and of the same producer stands a little lower.
    private static List<int> Mixed(List<(int Row, int Points)> found, OfferColumns columns)
    {
        var (sets, producers) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        return [.. found.OrderByDescending(f => f.Points).Select((f, i) =>
        {
            var (set, producer) = (sets.GetValueOrDefault(columns.Set[f.Row]), producers.GetValueOrDefault(columns.Producer[f.Row]));
            (sets[columns.Set[f.Row]], producers[columns.Producer[f.Row]]) = (set + 1, producer + 1);
            return (f.Row, Points: (4 * f.Points) - Math.Min(set, MostRepeats) - Math.Min(2 * producer, MostRepeats), Place: i);
        }).OrderByDescending(f => f.Points).ThenBy(f => f.Place).Select(f => f.Row)];
    }

    private static List<(GiftReason, string)> Why(OfferCard card, OfferColumns columns, (int Points, string? Reason)[] receiver, (int Points, string? Reason)[] occasion, GiftWish wish, int month)
    {
        var why = new List<(GiftReason, string)>();
        why.AddRange(new[] { receiver[card.Set].Reason, occasion[card.Set].Reason }.OfType<string>().Distinct().Select(reason => (GiftReason.Suits, reason)));
        if (card.Gift)
        {
            why.Add((GiftReason.Packed, ""));
        }

        if (wish.ProvinceCode is not null)
        {
            why.Add((GiftReason.FromThere, ""));
        }

        if (columns.TryFind(card.No, out var row) && InSeason(columns, row, month))
        {
            why.Add((GiftReason.InSeason, ""));
        }

        if (IsNear(card.Price.Dong, wish.Budget))
        {
            why.Add((GiftReason.Budget, ""));
        }

        why.Add((GiftReason.Stars, card.Stars.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return why;
    }

    private static bool IsNear(long price, long? budget) => budget is { } most && price >= most / 2 && price <= most;

    private static bool InSeason(OfferColumns columns, int row, int month) => columns.SeasonFrom[row] > 0 && ShowcaseQueries.IsSeason(month, columns.SeasonFrom[row], columns.SeasonThrough[row]);
}
