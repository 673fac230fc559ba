using System.Collections.Frozen;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Areas;

/// <summary>
/// The provinces and communes of Việt Nam since 1 July 2025 and the names of before: immutable, read once from the data
/// files in the assembly (their README names the sources). Safe to use from everywhere at the same time.
/// </summary>
public sealed class AreaDirectory
{
    private static readonly Lazy<AreaDirectory> Shared = new(() => new AreaDirectory(AreaFiles.Read()));

    private readonly AreaFiles _files;
    private readonly FrozenDictionary<string, Province> _provinces;
    private readonly FrozenDictionary<string, Province> _provincesBySlug;
    private readonly FrozenDictionary<string, int> _communes;
    private readonly FrozenDictionary<string, FormerDistrict> _districts;
    private readonly FrozenDictionary<string, IReadOnlyList<Commune>> _communesOf;
    private readonly FormerUnit[][] _unitsOf;
    private readonly AreaResolver _resolver;
    private readonly PlaceIndex _places;

    private AreaDirectory(AreaFiles files)
    {
        _files = files;
        _provinces = files.Provinces.ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
        _provincesBySlug = files.Provinces.ToFrozenDictionary(p => p.Slug, StringComparer.Ordinal);
        _communes = files.Communes.Select((c, i) => (c.Code, i)).ToFrozenDictionary(c => c.Code, c => c.i, StringComparer.Ordinal);
        _districts = files.Districts.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);
        _communesOf = files.Communes.GroupBy(c => c.ProvinceCode, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, IReadOnlyList<Commune> (g) => g.ToArray(), StringComparer.Ordinal);
        _unitsOf = UnitsByCommune();
        _resolver = new AreaResolver(files, _communes, _unitsOf);
        _places = new PlaceIndex(files, _communes);
    }

    public static AreaDirectory Instance => Shared.Value;

    /// <summary>The 34 provinces in Vietnamese order of their names.</summary>
    public IReadOnlyList<Province> Provinces => _files.Provinces;

    public Province? FindProvince(string? code) => code is null ? null : _provinces.GetValueOrDefault(code);

    public Province? FindProvinceBySlug(string? slug) => slug is null ? null : _provincesBySlug.GetValueOrDefault(slug);

    /// <summary>Finds by the code of decision 19/2025/QĐ-TTg; the other code of Xã Ba Chẽ in the statistics office's list is taken too.</summary>
    public Commune? FindCommune(string? code) => IndexOf(code) is { } index ? _files.Communes[index] : null;

    /// <summary>The communes of a province in Vietnamese order; empty when the code is unknown.</summary>
    public IReadOnlyList<Commune> CommunesOf(string? provinceCode)
        => provinceCode is null ? [] : _communesOf.GetValueOrDefault(provinceCode) ?? [];

    /// <summary>The communes of June 2025 of which at least a part belongs to this commune now.</summary>
    public IReadOnlyList<FormerUnit> FormerUnitsOf(string? communeCode) => IndexOf(communeCode) is { } index ? _unitsOf[index] : [];

    public FormerDistrict? FindFormerDistrict(string? code) => code is null ? null : _districts.GetValueOrDefault(code);

    /// <summary>The communes that hold a part of a district of June 2025, in the order of the directory.</summary>
    public IReadOnlyList<Commune> CommunesOfFormerDistrict(string? code)
        => FindFormerDistrict(code) is { } district ? _resolver.CommunesOf([district]) : [];

    /// <summary>
    /// The names by which people look for this place, once each: full names of the commune and its province, and without
    /// their kind the former communes that are here at least in part and their districts and provinces. For search documents.
    /// </summary>
    public string PlaceWords(string? communeCode)
    {
        if (IndexOf(communeCode) is not { } index)
        {
            return "";
        }

        var commune = _files.Communes[index];
        var province = _provinces[commune.ProvinceCode];
        List<string> names = [commune.FullName, province.FullName];
        HashSet<string> seen = [VietnameseText.Exact(commune.Name), VietnameseText.Exact(province.Name)];
        var units = _unitsOf[index];
        var mostly = Array.FindAll(units, u => u.BecameCodes[0] == commune.Code);
        mostly = mostly.Length > 0 ? mostly : units; // a sliver of another district does not bring that district's name along
        foreach (var name in units.Select(u => AreaName.Bare(u.FullName))
            .Concat(mostly.Select(u => AreaName.Bare(u.District.FullName)))
            .Concat(mostly.Select(u => AreaName.Bare(u.District.FormerProvince)))
            .Concat(mostly.SelectMany(u => _files.FormerProvinces.First(p => p.Code == u.District.FormerProvinceCode).Aliases)))
        {
            if (seen.Add(VietnameseText.Exact(name)))
            {
                names.Add(name);
            }
        }

        return string.Join(", ", names);
    }

    /// <summary>The province a name of today, of June 2025 or in common use (TP.HCM, Thừa Thiên Huế) belongs to now.</summary>
    public Province? ResolveProvince(string? name) => _resolver.ResolveProvince(name);

    /// <summary>
    /// Finds the commune of today for the names on a paper, old or new, with or without their kind (Xã, P., TT., TP. …).
    /// <list type="bullet">
    /// <item>Names are compared with their tones first. Without tones only when nothing else fits or nobody typed any mark;
    /// then two names that fit make the answer ambiguous.</item>
    /// <item>With a district the paper is from before July 2025: the former commune of that district wins, then a commune of
    /// today that lies there. Without one it is read as written today; a former commune counts when no commune of today fits.
    /// A province that no longer exists (Ninh Thuận) also tells a paper from before.</item>
    /// <item>A former commune that was split is ambiguous, never guessed.</item>
    /// <item>A district alone gives all communes that hold a part of it, a province alone all its communes. The
    /// district is found only if all of it became one commune (Côn Đảo).</item>
    /// <item>A wrong kind (Phường for Xã) is forgiven when no place has the written one; a wrong district or province is not.</item>
    /// </list>
    /// </summary>
    public AreaResolution Resolve(string? commune, string? district, string? province) => _resolver.Resolve(commune, district, province);

    /// <summary>
    /// Suggests places whose name, today's or former, has a word where the typed text begins; further words may name the district
    /// or the province ("nhon son ninh thuan"). Best first, at most 50, every place once; a split commune appears once for each part.
    /// </summary>
    public IReadOnlyList<PlaceMatch> FindPlaces(string? query, int take = 8) => _places.Find(query, take);

    private int? IndexOf(string? code)
        => code is not null && _communes.TryGetValue(code == "06970" ? "06978" : code, out var index) ? index : null;

    private FormerUnit[][] UnitsByCommune()
    {
        var units = new List<FormerUnit>[_files.Communes.Length];
        foreach (var unit in _files.Units)
        {
            foreach (var code in unit.BecameCodes)
            {
                (units[_communes[code]] ??= []).Add(unit);
            }
        }

        return Array.ConvertAll(units, u => u?.ToArray() ?? []);
    }
}
