using Npgsql;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>A story of something that can be bought today.</summary>
/// <param name="En">Null while nobody has translated it.</param>
public sealed record StoryCard(OfferCard Offer, string Vi, string? En);

/// <summary>A page of stories.</summary>
public sealed record StoryShelf(IReadOnlyList<StoryCard> Items, int Total, int Page, int PageSize)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Stories of what is on offer, newest certificates first. Which listings have one is kept in memory (16 bytes each); what is shown is read live through the Offer rule.</summary>
public sealed class StoryQueries : IDisposable
{
    /// <summary>In a burst of changes a new story may be missing this long; one that may not be shown never is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Kept<Known> _shelf;
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _clock;

    public StoryQueries(NpgsqlDataSource database, MarketChanges changes, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        _shelf = new Kept<Known>(changes, LoadAsync, Patience);
    }

    /// <param name="group">One of the six groups; null for all.</param>
    /// <param name="page">A page after the last is the last.</param>
    public async Task<StoryShelf> PageAsync(int? group, string? provinceCode, bool adult, int page, int size, CancellationToken ct)
    {
        var found = (await ShelfAsync(ct)).Rows
            .Where(r => (group is null || ProductSets.Get(r.Set).Group == group) && (provinceCode is null || r.Province == provinceCode) && (adult || !ProductSets.Get(r.Set).Adult)).ToList();
        var shown = Math.Clamp(page, 1, Math.Max(1, (found.Count + size - 1) / size));
        var numbers = found.Skip((shown - 1) * size).Take(size).Select(r => r.No).ToArray();
        return new(numbers.Length == 0 ? [] : await ReadAsync(numbers, ct), found.Count, shown, size);
    }

    /// <summary>Numbers of the listings on offer that have a story, for the sitemap.</summary>
    public async Task<IReadOnlySet<int>> NumbersAsync(CancellationToken ct) => (await ShelfAsync(ct)).Rows.Select(r => r.No).ToHashSet();

    public void Dispose() => _shelf.Dispose();

    private ValueTask<Known> ShelfAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        return _shelf.GetAsync(shelf => shelf.Day == today, ct);
    }

    private async Task<Known> LoadAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        await using var command = _database.CreateCommand(
            """
            select o.no, o."set", o.province_code
            from catalog.offers($1) o join catalog.listings l on l.id = o.listing_id
            where l.story_vi <> '' order by o.issued_on desc, o.no
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        var rows = new List<(int, byte, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add((reader.GetInt32(0), (byte)reader.GetInt32(1), string.Intern(reader.GetString(2)))); // 34 codes for all rows
        }

        return new Known(today, rows);
    }

    private async Task<IReadOnlyList<StoryCard>> ReadAsync(int[] numbers, CancellationToken ct)
    {
        await using var command = _database.CreateCommand(
            $"""
            select o.*, l.story_vi, l.story_en
            from (select {OfferCards.Columns} from catalog.offers($1) where no = any($2)) o join catalog.listings l on l.id = o.listing_id
            order by array_position($2, o.no)
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = _clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = numbers });
        var cards = new List<StoryCard>(numbers.Length);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var after = reader.FieldCount - 2;
            cards.Add(new(OfferCards.Read(reader), reader.GetString(after), reader.IsDBNull(after + 1) ? null : reader.GetString(after + 1)));
        }

        return cards;
    }

    private sealed record Known(DateOnly Day, IReadOnlyList<(int No, byte Set, string Province)> Rows);
}
