using System.Collections.Concurrent;
using System.Collections.Frozen;
using Npgsql;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

/// <summary>
/// What could be sold when it was read, column by column: filters and counts over all offers without asking the database again. It is
/// read from <c>catalog.offers(today)</c> and only decides which numbers to ask for; every card shown is read live through the Offer rule.
/// </summary>
internal sealed class OfferColumns
{
    private readonly ConcurrentDictionary<bool, Counted> _all = new();

    public required DateOnly Day { get; init; }
    public required int[] No { get; init; }
    public required byte[] Set { get; init; }
    public required byte[] Group { get; init; }
    public required byte[] Stars { get; init; }

    /// <summary>Position in <see cref="AreaDirectory.Provinces"/>.</summary>
    public required byte[] Province { get; init; }
    public required int[] Commune { get; init; }

    /// <summary>Position in <see cref="Producers"/>.</summary>
    public required int[] Producer { get; init; }
    public required long[] Price { get; init; }

    /// <summary>Đồng a kilogram or litre; <see cref="long.MaxValue"/> for goods by the piece, so that they come last.</summary>
    public required long[] UnitPrice { get; init; }
    public required int[] IssuedOn { get; init; }
    public required bool[] Gift { get; init; }
    public required bool[] InStock { get; init; }

    /// <summary>First and last month of the season; 0 all year.</summary>
    public required byte[] SeasonFrom { get; init; }
    public required byte[] SeasonThrough { get; init; }
    public required FrozenDictionary<string, int> Producers { get; init; }

    /// <summary>By the same positions.</summary>
    public required string[] ProducerSlugs { get; init; }
    public required Guid[] ProducerIds { get; init; }
    public required Guid[] Product { get; init; }

    /// <summary>Each <see cref="SlugKey"/> in rising order, and its row: a hint, since two slugs may share a key; the slugs themselves would take ten times the memory.</summary>
    public required int[] SlugKeys { get; init; }
    public required int[] SlugRows { get; init; }

    /// <summary>Rows in the order a list without words shows them: in stock, then newest certificate.</summary>
    public required int[] Newest { get; init; }

    /// <summary>The rows of each producer and of each set, in the order of <see cref="Newest"/>: a product page looks for a few of either.</summary>
    public required RowGroups NewestOfProducer { get; init; }
    public required RowGroups NewestOfSet { get; init; }

    /// <summary>By listing number, which are dense: its row, -1 for none.</summary>
    public required int[] RowOfNo { get; init; }

    public int Count => No.Length;

    public static int SlugKey(string slug) => string.GetHashCode(slug, StringComparison.Ordinal);

    /// <summary>Row of a listing number; false for one that is not on offer.</summary>
    public bool TryFind(int no, out int row)
    {
        row = (uint)no < (uint)RowOfNo.Length ? RowOfNo[no] : -1;
        return row >= 0;
    }

    /// <summary>Row that a slug most likely stands for.</summary>
    public bool TryFind(string slug, out int row)
    {
        var at = Array.BinarySearch(SlugKeys, SlugKey(slug));
        row = at >= 0 ? SlugRows[at] : -1;
        return row >= 0;
    }

    /// <summary>Everything with its counts, for a visitor of age and for the others; counted once for each.</summary>
    public Counted All(bool adult, AreaDirectory areas) => _all.GetOrAdd(adult, _ => OfferCounting.All(this, adult, areas));
}

/// <summary>Rows by a number that each has, in the order in which they came: two arrays instead of one for each group.</summary>
internal sealed class RowGroups
{
    private readonly int[] _starts;
    private readonly int[] _rows;

    /// <param name="of">The group of a row, from 0 to below <paramref name="groups"/>.</param>
    public RowGroups(int[] rows, int groups, Func<int, int> of)
    {
        (_starts, _rows) = (new int[groups + 1], new int[rows.Length]);
        foreach (var row in rows)
        {
            _starts[of(row) + 1]++;
        }

        for (var group = 0; group < groups; group++)
        {
            _starts[group + 1] += _starts[group];
        }

        var next = _starts[..^1];
        foreach (var row in rows)
        {
            _rows[next[of(row)]++] = row;
        }
    }

    public ReadOnlySpan<int> this[int group] => _rows.AsSpan(_starts[group].._starts[group + 1]);
}

/// <summary>Keeps <see cref="OfferColumns"/> for today, until the market changes or the day does.</summary>
internal sealed class OfferIndex : IDisposable
{
    /// <summary>In a burst of changes the counts may be this old; what is shown never is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>With several hundred thousand offers nobody waits for the counts.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>For the reading of a million offers, in seconds; a page's own questions have the usual time.</summary>
    private const int LongestReading = 300;

    private readonly Kept<OfferColumns> _columns;
    private readonly NpgsqlDataSource _database;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    public OfferIndex(NpgsqlDataSource database, MarketChanges changes, AreaDirectory areas, TimeProvider clock)
    {
        (_database, _areas, _clock) = (database, areas, clock);
        _columns = new Kept<OfferColumns>(changes, ct => LoadAsync(clock.Today(), ct), Patience) { LongestWait = LongestWait };
    }

    /// <summary>Whether lists can be answered without waiting for the first reading.</summary>
    public bool HasColumns => _columns.HasAnswer;

    public ValueTask<OfferColumns> GetAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        return _columns.GetAsync(columns => columns.Day == today, ct);
    }

    public void Dispose() => _columns.Dispose();

    private async Task<OfferColumns> LoadAsync(DateOnly today, CancellationToken ct)
    {
        var provinces = _areas.Provinces.Select((p, i) => (p.Code, i)).ToDictionary(p => p.Code, p => (byte)p.i);
        var rows = new List<Row>();
        var producers = new Dictionary<string, int>();
        var producerIds = new List<Guid>();
        await using (var command = _database.CreateCommand(
            "select no, \"set\", stars, province_code, commune_code, producer_slug, price, amount, unit, issued_on, gift, in_stock, coalesce(season_from, 0), coalesce(season_through, 0), slug, product_id, producer_id from catalog.offers($1)"))
        {
            command.CommandTimeout = LongestReading;
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var producer = reader.GetString(5);
                if (!producers.TryGetValue(producer, out var producerNumber))
                {
                    producers[producer] = producerNumber = producers.Count;
                    producerIds.Add(reader.GetGuid(16));
                }

                var price = new Money(reader.GetInt64(6));
                rows.Add(new Row(
                    reader.GetInt32(0), (byte)reader.GetInt32(1), (byte)reader.GetInt32(2), provinces[reader.GetString(3)], CommuneNumber(reader.GetString(4)), producerNumber,
                    price.Dong, new Measure(reader.GetInt32(7), Enum.Parse<MeasureUnit>(reader.GetString(8))).PerKiloOrLitre(price)?.Dong ?? long.MaxValue,
                    reader.GetFieldValue<DateOnly>(9).DayNumber, reader.GetBoolean(10), reader.GetBoolean(11),
                    (byte)reader.GetInt32(12), (byte)reader.GetInt32(13), OfferColumns.SlugKey(reader.GetString(14)), reader.GetGuid(15)));
            }
        }

        rows.Sort((a, b) => a.No.CompareTo(b.No));
        var newest = Enumerable.Range(0, rows.Count).OrderByDescending(i => rows[i].InStock).ThenByDescending(i => rows[i].IssuedOn).ThenBy(i => rows[i].No).ToArray();
        int[] slugKeys = [.. rows.Select(r => r.Slug)], slugRows = [.. Enumerable.Range(0, rows.Count)];
        Array.Sort(slugKeys, slugRows);
        var rowOfNo = new int[rows.Count == 0 ? 0 : rows[^1].No + 1];
        Array.Fill(rowOfNo, -1);
        for (var i = 0; i < rows.Count; i++)
        {
            rowOfNo[rows[i].No] = i;
        }

        return new OfferColumns
        {
            Day = today,
            No = [.. rows.Select(r => r.No)],
            Set = [.. rows.Select(r => r.Set)],
            Group = [.. rows.Select(r => (byte)ProductSets.Get(r.Set).Group)],
            Stars = [.. rows.Select(r => r.Stars)],
            Province = [.. rows.Select(r => r.Province)],
            Commune = [.. rows.Select(r => r.Commune)],
            Producer = [.. rows.Select(r => r.Producer)],
            Price = [.. rows.Select(r => r.Price)],
            UnitPrice = [.. rows.Select(r => r.UnitPrice)],
            IssuedOn = [.. rows.Select(r => r.IssuedOn)],
            Gift = [.. rows.Select(r => r.Gift)],
            InStock = [.. rows.Select(r => r.InStock)],
            SeasonFrom = [.. rows.Select(r => r.SeasonFrom)],
            SeasonThrough = [.. rows.Select(r => r.SeasonThrough)],
            Producers = producers.ToFrozenDictionary(),
            ProducerSlugs = [.. producers.OrderBy(p => p.Value).Select(p => p.Key)],
            ProducerIds = [.. producerIds],
            Product = [.. rows.Select(r => r.Product)],
            SlugKeys = slugKeys,
            SlugRows = slugRows,
            Newest = newest,
            NewestOfProducer = new(newest, producers.Count, row => rows[row].Producer),
            NewestOfSet = new(newest, ProductSets.All.Count + 1, row => rows[row].Set),
            RowOfNo = rowOfNo,
        };
    }

    /// <summary>Commune codes are five digits; as a number they compare faster. Anything else is no commune: -1.</summary>
    public static int CommuneNumber(string? code) => int.TryParse(code, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1;

    private readonly record struct Row(
        int No, byte Set, byte Stars, byte Province, int Commune, int Producer, long Price, long UnitPrice, int IssuedOn, bool Gift, bool InStock, byte SeasonFrom, byte SeasonThrough, int Slug, Guid Product);
}
