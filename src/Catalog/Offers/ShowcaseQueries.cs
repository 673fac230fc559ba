using System.Globalization;
using Npgsql;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

/// <summary>What a province sells today.</summary>
/// <param name="Communes">Communes with something on offer, most offers first.</param>
public sealed record ProvinceOffers(int Total, int Producers, IReadOnlyList<(Commune Commune, int Count)> Communes);

/// <summary>Shelves that are not a search: what is in season, what a place sells.</summary>
public sealed class ShowcaseQueries
{
    private readonly OfferIndex _index;
    private readonly NpgsqlDataSource _database;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;

    internal ShowcaseQueries(OfferIndex index, NpgsqlDataSource database, AreaDirectory areas, TimeProvider clock)
        => (_index, _database, _areas, _clock) = (index, database, areas, clock);

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

    private static bool IsSeason(int month, int from, int through)
        => from > 0 && (from <= through ? month >= from && month <= through : month >= from || month <= through);
}
