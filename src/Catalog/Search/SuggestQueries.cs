using System.Collections.Concurrent;
using Npgsql;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Search;

public enum SuggestionKind
{
    Product,
    Producer,
    Place,

    /// <summary>A group or a product set.</summary>
    Category,
}

/// <summary>One line under the search field.</summary>
/// <param name="Key">Slug of a product or producer, code of a province or commune, number of a set (<c>3</c>) or group (<c>g1</c>).</param>
/// <param name="Hint">What tells it from others of its name: producer, province, old name; may be empty.</param>
public sealed record Suggestion(SuggestionKind Kind, string Text, string Hint, string Key);

/// <summary>Completes what is being typed, from what can be sold today.</summary>
public sealed class SuggestQueries
{
    private const int ShortestQuery = 2, LongestQuery = 60, PerKind = 5, MostCached = 5000;

    private readonly ISearchEngine _engine;
    private readonly NpgsqlDataSource _database;
    private readonly OfferIndex _index;
    private readonly AreaDirectory _areas;
    private readonly MarketChanges _changes;
    private readonly TimeProvider _clock;
    private volatile Known _known = new(-1, null);

    internal SuggestQueries(ISearchEngine engine, PageLines lines, OfferIndex index, AreaDirectory areas, MarketChanges changes, TimeProvider clock)
        => (_engine, _database, _index, _areas, _changes, _clock) = (engine, lines.Database, index, areas, changes, clock);

    /// <summary>At most five of a kind, kinds in the order of <see cref="SuggestionKind"/>; nothing for fewer than two letters.</summary>
    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string? query, bool adult, CancellationToken ct)
    {
        var typed = VietnameseText.Fold(query);
        typed = typed.Length > LongestQuery ? VietnameseText.Clean(typed[..LongestQuery]) : typed; // a letter of two halves may have been cut
        if (typed.Length < ShortestQuery)
        {
            return [];
        }

        var version = _changes.Version; // before reading, as in Kept
        var columns = await _index.GetAsync(ct);
        var known = _known;
        if (known.Version != version || known.Columns != columns)
        {
            _known = known = new Known(version, columns);
        }

        if (_changes.Listening && known.Answers.TryGetValue((typed, adult), out var answer))
        {
            return answer;
        }

        IReadOnlyList<Suggestion> found =
        [
            .. await ProductsAsync(typed, adult, columns, ct), .. await ProducersAsync(typed, adult, columns, ct), .. Places(query ?? "", columns), .. Categories(typed, adult),
        ];
        if (known.Answers.Count >= MostCached)
        {
            _known = known = new Known(version, columns);
        }

        known.Answers[(typed, adult)] = found;
        return found;
    }

    private async Task<IEnumerable<Suggestion>> ProductsAsync(string typed, bool adult, OfferColumns columns, CancellationToken ct)
        => (await MatchAsync(typed, CompletedField.Name, 40, adult, columns, ct))
            .OrderByDescending(o => Nearness(VietnameseText.Fold(o.Product), typed)).ThenBy(o => o.Product.Length).ThenBy(o => o.Product, StringComparer.Ordinal)
            .Take(PerKind).Select(o => new Suggestion(SuggestionKind.Product, o.Product, o.Producer, o.Slug));

    private async Task<IEnumerable<Suggestion>> ProducersAsync(string typed, bool adult, OfferColumns columns, CancellationToken ct)
        => (await MatchAsync(typed, CompletedField.Producer, 200, adult, columns, ct)).DistinctBy(o => o.ProducerSlug)
            .OrderBy(o => o.Producer.Length).ThenBy(o => o.Producer, StringComparer.Ordinal)
            .Take(PerKind).Select(o => new Suggestion(SuggestionKind.Producer, o.Producer, _areas.FindProvince(o.Province)?.Name ?? "", o.ProducerSlug));

    /// <summary>Places that have something on offer.</summary>
    private IEnumerable<Suggestion> Places(string query, OfferColumns columns)
        => _areas.FindPlaces(query, 20).Where(p => HasOffers(columns, p)).Take(PerKind)
            .Select(p => new Suggestion(SuggestionKind.Place, p.FullName, p.FormerName ?? (p.Kind is PlaceKind.Province ? "" : p.ProvinceName), p.Code));

    private bool HasOffers(OfferColumns columns, PlaceMatch place)
    {
        if (place.Kind is PlaceKind.Province)
        {
            var at = _areas.Provinces.ToList().FindIndex(p => p.Code == place.Code);
            return at >= 0 && columns.Province.AsSpan().Contains((byte)at);
        }

        return columns.Commune.AsSpan().Contains(OfferIndex.CommuneNumber(place.Code));
    }

    private static IEnumerable<Suggestion> Categories(string typed, bool adult)
    {
        var sets = ProductSets.All.Where(s => (adult || !s.Adult) && StartsAWord(s.ShortName, typed)).Select(s => new Suggestion(SuggestionKind.Category, s.ShortName, "", $"{s.Number}"));
        var groups = ProductSets.Groups.Where(g => StartsAWord(g.ShortName, typed)).Select(g => new Suggestion(SuggestionKind.Category, g.ShortName, "", $"g{g.Number}"));
        return groups.Concat(sets).Take(PerKind);
    }

    /// <summary>Begins with the whole words, begins with the letters, holds them elsewhere.</summary>
    private static int Nearness(string name, string typed)
        => (name + " ").StartsWith(typed + " ", StringComparison.Ordinal) ? 2 : name.StartsWith(typed, StringComparison.Ordinal) ? 1 : 0;

    private static bool StartsAWord(string name, string typed) => (" " + VietnameseText.Fold(name)).Contains(" " + typed, StringComparison.Ordinal);

    /// <summary>What the engine found and the index of offers still knows, asked of the Offer rule again.</summary>
    private async Task<List<Match>> MatchAsync(string typed, CompletedField field, int most, bool adult, OfferColumns columns, CancellationToken ct)
    {
        var found = await _engine.CompleteAsync(typed.Split(' '), field, ct);
        int[] numbers = [.. found.Where(no => columns.TryFind(no, out var row) && (adult || !ProductSets.Get(columns.Set[row]).Adult)).Take(most)];
        if (numbers.Length == 0)
        {
            return [];
        }

        await using var command = _database.CreateCommand("select slug, product_name, producer_slug, producer_name, province_code from catalog.offers($1) where no = any($2)");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = _clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = OfferCards.PlannedOnce(numbers) });
        var matches = new List<Match>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            matches.Add(new Match(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return matches;
    }

    /// <summary>Answers given since a change, from one reading of the index; a late answer goes where it belongs and never among newer ones.</summary>
    private sealed record Known(long Version, OfferColumns? Columns)
    {
        public ConcurrentDictionary<(string Query, bool Adult), IReadOnlyList<Suggestion>> Answers { get; } = new();
    }

    private sealed record Match(string Slug, string Product, string ProducerSlug, string Producer, string Province);
}
