using System.Globalization;
using Npgsql;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

/// <summary>What a province sells today.</summary>
/// <param name="Communes">Communes with something on offer, most offers first.</param>
public sealed record ProvinceOffers(int Total, int Producers, IReadOnlyList<(Commune Commune, int Count)> Communes);

/// <summary>What one of the provinces sells today, for the map.</summary>
/// <param name="Communes">How many of its communes have something on offer.</param>
public sealed record ProvinceCount(Province Province, int Products, int Producers, int Communes);

/// <summary>Goods whose season a month belongs to, page by page.</summary>
/// <param name="Months">How many goods each month has, January first.</param>
public sealed record SeasonShelf(int Total, int Page, int PageSize, IReadOnlyList<OfferCard> Items, IReadOnlyList<int> Months)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Shelves that are not a search: what is in season, what a place sells.</summary>
public sealed class ShowcaseQueries
{
    private readonly OfferIndex _index;
    private readonly NpgsqlDataSource _database;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    internal ShowcaseQueries(OfferIndex index, PageLines lines, AreaDirectory areas, TimeProvider clock)
        => (_index, _database, _areas, _clock) = (index, lines.Database, areas, clock);

    /// <summary>Goods of this month's harvest, newest certificates first; each set once before any comes twice, so that the shelf is not all of one kind.</summary>
    public async Task<IReadOnlyList<OfferCard>> InSeasonAsync(bool adult, int take, CancellationToken ct)
    {
        var columns = await _index.GetAsync(ct);
        var month = _clock.Today().Month;
        var (sets, first, further) = (new HashSet<int>(), new List<int>(take), new List<int>(take));
        foreach (var row in columns.Newest)
        {
            if (first.Count == take)
            {
                break;
            }

            if (columns.InStock[row] && IsSeason(month, columns.SeasonFrom[row], columns.SeasonThrough[row]) && (adult || !ProductSets.Get(columns.Set[row]).Adult))
            {
                (sets.Add(columns.Set[row]) ? first : further).Add(columns.No[row]);
            }
        }

        return await _database.ReadCardsAsync(_clock.Today(), [.. first.Concat(further).Take(take)], ct);
    }

    public async Task<ProvinceOffers> OfProvinceAsync(string provinceCode, bool adult, CancellationToken ct)
    {
        var columns = await _index.GetAsync(ct);
        var province = _areas.Provinces.TakeWhile(p => p.Code != provinceCode).Count();
        var (total, producers, communes) = (0, new HashSet<int>(), new Dictionary<int, int>());
        for (var row = 0; row < columns.Count; row++)
        {
            if (columns.Province[row] != province || (!adult && ProductSets.Get(columns.Set[row]).Adult))
            {
                continue;
            }

            total++;
            producers.Add(columns.Producer[row]);
            communes[columns.Commune[row]] = communes.GetValueOrDefault(columns.Commune[row]) + 1;
        }

        return new(total, producers.Count, [.. communes
            .Select(c => (Commune: _areas.FindCommune(c.Key.ToString("00000", CultureInfo.InvariantCulture)), Count: c.Value))
            .Where(c => c.Commune is not null).Select(c => (c.Commune!, c.Count))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Item1.Slug, StringComparer.Ordinal)]);
    }

    /// <summary>Every province in the order of the directory, those with nothing too.</summary>
    public async Task<IReadOnlyList<ProvinceCount>> ByProvinceAsync(bool adult, CancellationToken ct)
    {
        var columns = await _index.GetAsync(ct);
        var products = new int[_areas.Provinces.Count];
        var (producers, communes) = (new HashSet<(int, int)>(), new HashSet<(int, int)>());
        for (var row = 0; row < columns.Count; row++)
        {
            if (adult || !ProductSets.Get(columns.Set[row]).Adult)
            {
                var province = columns.Province[row];
                products[province]++;
                producers.Add((province, columns.Producer[row]));
                communes.Add((province, columns.Commune[row]));
            }
        }

        return [.. _areas.Provinces.Select((p, i) => new ProvinceCount(p, products[i], producers.Count(r => r.Item1 == i), communes.Count(c => c.Item1 == i)))];
    }

    /// <summary>Goods that have a season, and this month is part of it; in stock first, then the newest certificates. Goods of all year are not counted.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="page">A page after the last is the last.</param>
    public async Task<SeasonShelf> OfMonthAsync(int month, bool adult, int page, int size, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        var columns = await _index.GetAsync(ct);
        var (months, rows) = (new int[12], new List<int>());
        foreach (var row in columns.Newest)
        {
            if (columns.SeasonFrom[row] == 0 || (!adult && ProductSets.Get(columns.Set[row]).Adult))
            {
                continue;
            }

            for (var m = 1; m <= 12; m++)
            {
                if (IsSeason(m, columns.SeasonFrom[row], columns.SeasonThrough[row]))
                {
                    months[m - 1]++;
                    if (m == month)
                    {
                        rows.Add(row);
                    }
                }
            }
        }

        var shown = Math.Clamp(page, 1, Math.Max(1, (rows.Count + size - 1) / size));
        var items = await _database.ReadCardsAsync(_clock.Today(), [.. rows.Skip((shown - 1) * size).Take(size).Select(row => columns.No[row])], ct);
        return new(rows.Count, shown, size, items, months);
    }

    /// <summary>Of these products those that can be sold today; in stock first, then the newest certificates.</summary>
    public async Task<IReadOnlyList<OfferCard>> OfProductsAsync(IReadOnlyCollection<ProductId> products, bool adult, int take, CancellationToken ct)
    {
        var (columns, wanted) = (await _index.GetAsync(ct), products.Select(p => p.Value).ToHashSet());
        var rows = columns.Newest.Where(row => wanted.Contains(columns.Product[row]) && (adult || !ProductSets.Get(columns.Set[row]).Adult));
        return await _database.ReadCardsAsync(_clock.Today(), [.. rows.Take(take).Select(row => columns.No[row])], ct);
    }

    /// <param name="from">First month of the season; 0 is all year, which is no season.</param>
    public static bool IsSeason(int month, int from, int through)
        => from > 0 && (from <= through ? month >= from && month <= through : month >= from || month <= through);
}
