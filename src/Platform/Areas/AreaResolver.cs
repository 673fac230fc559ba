using System.Collections.Frozen;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Areas;

/// <summary>The rules of <see cref="AreaDirectory.Resolve"/>.</summary>
internal sealed class AreaResolver
{
    private readonly AreaFiles _files;
    private readonly FrozenDictionary<string, int> _communeIndex;
    private readonly FormerUnit[][] _unitsOf;

    // Places are numbered: the communes of today, then the former units. The index chains the places that share a key.
    private readonly Entry[] _entries;
    private readonly Dictionary<string, int> _byLoose = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Scope> _provinceByExact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Scope?> _provinceByLoose = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NamedDistrict>> _districtByExact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NamedDistrict>> _districtByLoose = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FormerUnit>> _aliases = new(StringComparer.Ordinal);

    public AreaResolver(AreaFiles files, FrozenDictionary<string, int> communeIndex, FormerUnit[][] unitsOf)
    {
        (_files, _communeIndex, _unitsOf) = (files, communeIndex, unitsOf);

        foreach (var province in files.Provinces)
        {
            AddProvince(province.Name, new Scope(province, null));
        }

        foreach (var former in files.FormerProvinces)
        {
            var province = files.Provinces.Single(p => p.Code == former.NewCode);
            var scope = new Scope(province, AreaName.Bare(former.FullName) == province.Name ? null : former.Code);
            AddProvince(AreaName.Bare(former.FullName), scope);
            foreach (var alias in former.Aliases)
            {
                AddProvince(alias, scope);
            }
        }

        foreach (var district in files.Districts)
        {
            var name = AreaName.OfFullName(district.FullName);
            var home = AreaName.Bare(district.FormerProvince) == files.Provinces.Single(p => p.Code == district.ProvinceCode).Name;
            AddTo(_districtByExact, name.Exact, new NamedDistrict(district, name.Prefix, home));
            AddTo(_districtByLoose, name.Loose, new NamedDistrict(district, name.Prefix, home));
        }

        _entries = new Entry[files.Communes.Length + files.Units.Length];
        for (var i = 0; i < _entries.Length; i++)
        {
            var name = AreaName.OfFullName(i < files.Communes.Length ? files.Communes[i].FullName : files.Units[i - files.Communes.Length].FullName);
            _entries[i] = new Entry(name.Prefix, name.Exact, Chain(_byLoose, name.Loose, i));
        }

        foreach (var (key, unit) in files.Aliases)
        {
            AddTo(_aliases, AreaName.LooseOf(key), unit);
        }
    }

    public Province? ResolveProvince(string? name) => FindScope(name)?.Province;

    public AreaResolution Resolve(string? commune, string? district, string? province)
    {
        var written = AreaName.Read(commune);
        var inDistrict = AreaName.Read(district);
        if (written.Count == 0 && inDistrict.Count > 0
            && inDistrict[0].Prefix is NamePrefix.Commune or NamePrefix.Ward or NamePrefix.Township or NamePrefix.SpecialZone)
        {
            (written, inDistrict) = (inDistrict, []); // the commune stands in the district's cell
            commune = district;
        }

        Scope? scope = null;
        if (!IsBlank(province))
        {
            scope = FindScope(province);
            if (scope is null)
            {
                return new AreaResolution.Unknown(AreaPart.Province);
            }
        }

        var marked = VietnameseText.HasMarks(commune) || VietnameseText.HasMarks(district) || VietnameseText.HasMarks(province);
        IReadOnlyList<(NamedDistrict District, int Distance)>? districts = null;
        if (inDistrict.Count > 0)
        {
            districts = FindDistricts(inDistrict, scope, marked);
            if (districts.Count == 0)
            {
                return new AreaResolution.Unknown(AreaPart.District);
            }
        }

        return written.Count > 0 ? ResolveCommune(commune!, written, districts, scope, marked)
            : districts is not null ? ResolveDistrict(districts)
            : scope is not null ? new AreaResolution.Ambiguous([.. _files.Communes.Where((_, i) => InScope(i, scope))], AreaAmbiguity.ProvinceOnly)
            : new AreaResolution.Unknown(AreaPart.Commune);
    }

    /// <summary>All communes that hold a part of these districts, in the order of the directory.</summary>
    public IReadOnlyList<Commune> CommunesOf(IReadOnlyCollection<FormerDistrict> districts)
        => InOrder(_files.Units.Where(u => districts.Contains(u.District)).SelectMany(u => u.BecameCodes));

    private AreaResolution ResolveCommune(
        string text,
        IReadOnlyList<AreaName> readings,
        IReadOnlyList<(NamedDistrict District, int Distance)>? districts,
        Scope? scope,
        bool marked)
    {
        var options = new List<(int Place, int Score)>();
        foreach (var reading in readings)
        {
            for (var place = First(_byLoose, reading.Loose); place >= 0; place = _entries[place].NextLoose)
            {
                Consider(place, reading);
            }
        }

        if (options.Count > 0)
        {
            return Decide(options, loose: !marked || options.Min(o => o.Score) >= Weight.OtherTones);
        }

        if (districts is [var (only, _)] && _files.Units.Where(u => u.District == only.District).ToArray() is [{ Code: "" } island])
        {
            return new AreaResolution.Found(CommuneOf(island.BecameCodes[0]), island.FullName); // the district had no communes
        }

        var older = readings.SelectMany(r => _aliases.GetValueOrDefault(r.Loose) ?? []).Distinct()
            .Where(u => (scope is null || InScope(u, scope)) && (districts is null || districts.Any(d => d.District.District == u.District))).ToArray();
        return older.Length == 0 ? new AreaResolution.Unknown(AreaPart.Commune) : Answer(older, [], VietnameseText.Clean(text));

        void Consider(int place, AreaName reading)
        {
            var entry = _entries[place];
            var former = place >= _files.Communes.Length;
            if (scope is not null && !InScope(place, scope))
            {
                return;
            }

            var distance = 0;
            if (districts is not null)
            {
                distance = int.MaxValue;
                foreach (var (district, itsDistance) in districts)
                {
                    if (itsDistance < distance && Lies(place, district.District))
                    {
                        distance = itsDistance;
                    }
                }

                if (distance == int.MaxValue)
                {
                    return;
                }
            }

            var sameKind = reading.Prefix is NamePrefix.None || reading.Prefix == entry.Prefix
                || (!former && _files.Communes[place] is var c && c.FullName != c.FullNameOf2025 && reading.Prefix is NamePrefix.Commune);
            var formerFirst = districts is not null || scope?.FormerCode is not null;
            var era = districts is null && scope is null ? 0 : former == formerFirst ? 0 : Weight.OtherEra;
            options.Add((place, (marked && reading.Exact != entry.Exact ? Weight.OtherTones : 0) + (distance * Weight.District)
                + (sameKind ? 0 : Weight.OtherKind) + era));
        }
    }

    private AreaResolution Decide(List<(int Place, int Score)> options, bool loose)
    {
        var best = options.Min(o => o.Score);
        if (loose)
        {
            // Several names fit what was typed without marks: then age does not choose between them.
            var alike = options.Where(o => o.Score / Weight.OtherKind == best / Weight.OtherKind).ToList();
            if (alike.DistinctBy(o => _entries[o.Place].Exact).Skip(1).Any())
            {
                options = [.. alike.Select(o => (o.Place, best))];
            }
        }

        var chosen = options.Where(o => o.Score == best).Select(o => o.Place).Distinct().ToList();
        return Answer(
            [.. chosen.Where(p => p >= _files.Communes.Length).Select(p => _files.Units[p - _files.Communes.Length])],
            [.. chosen.Where(p => p < _files.Communes.Length).Select(p => _files.Communes[p])],
            null);
    }

    private AreaResolution Answer(FormerUnit[] units, Commune[] communes, string? olderName)
    {
        if (communes.Length == 0 && units is [{ WasSplit: true } split])
        {
            return new AreaResolution.Ambiguous([.. split.BecameCodes.Select(CommuneOf)], AreaAmbiguity.SplitUnit);
        }

        var all = InOrder(units.SelectMany(u => u.BecameCodes).Concat(communes.Select(c => c.Code)));
        return all is [var one]
            ? new AreaResolution.Found(one, communes.Length > 0 ? null : olderName ?? (units[0].FullName == one.FullName ? null : units[0].FullName))
            : new AreaResolution.Ambiguous(all, AreaAmbiguity.SeveralPlaces);
    }

    private AreaResolution ResolveDistrict(IReadOnlyList<(NamedDistrict District, int Distance)> districts)
    {
        var nearest = districts.Min(d => d.Distance);
        var meant = districts.Where(d => d.Distance == nearest).Select(d => d.District.District).ToArray();
        return CommunesOf(meant) is [var one]
            ? new AreaResolution.Found(one, meant[0].FullName)
            : new AreaResolution.Ambiguous(CommunesOf(meant), AreaAmbiguity.DistrictOnly);
    }

    /// <summary>The districts of that name; the distance says how far kind and province are from what was written, 0 to 3.</summary>
    private List<(NamedDistrict District, int Distance)> FindDistricts(IReadOnlyList<AreaName> readings, Scope? scope, bool marked)
    {
        var found = marked ? Find(_districtByExact, r => r.Exact) : [];
        return found.Count > 0 ? found : Find(_districtByLoose, r => r.Loose);

        List<(NamedDistrict, int)> Find(Dictionary<string, List<NamedDistrict>> index, Func<AreaName, string> key)
            => [.. from reading in readings
                   from d in index.GetValueOrDefault(key(reading)) ?? []
                   where scope is null || (d.District.ProvinceCode == scope.Province.Code && (scope.FormerCode ?? d.District.FormerProvinceCode) == d.District.FormerProvinceCode)
                   let otherKind = reading.Prefix is not NamePrefix.None && reading.Prefix != d.Prefix
                   let otherProvince = scope is { FormerCode: null } && !d.OfHomeProvince
                   select (d, (otherProvince ? 2 : 0) + (otherKind ? 1 : 0))];
    }

    private Scope? FindScope(string? name)
    {
        var readings = AreaName.Read(name).Where(r => r.Prefix is NamePrefix.None or NamePrefix.City or NamePrefix.Province).ToList();
        return readings.Select(r => _provinceByExact.GetValueOrDefault(r.Exact)).FirstOrDefault(s => s is not null)
            ?? readings.Select(r => _provinceByLoose.GetValueOrDefault(r.Loose)).FirstOrDefault(s => s is not null);
    }

    private bool Lies(int place, FormerDistrict district)
        => place < _files.Communes.Length
            ? Array.Exists(_unitsOf[place], u => u.District == district)
            : _files.Units[place - _files.Communes.Length].District == district;

    private bool InScope(int place, Scope scope)
        => place < _files.Communes.Length
            ? _files.Communes[place].ProvinceCode == scope.Province.Code
                && (scope.FormerCode is null || Array.Exists(_unitsOf[place], u => u.District.FormerProvinceCode == scope.FormerCode))
            : InScope(_files.Units[place - _files.Communes.Length], scope);

    private static bool InScope(FormerUnit unit, Scope scope)
        => unit.District.ProvinceCode == scope.Province.Code && (scope.FormerCode is null || unit.District.FormerProvinceCode == scope.FormerCode);

    private Commune CommuneOf(string code) => _files.Communes[_communeIndex[code]];

    private Commune[] InOrder(IEnumerable<string> codes) => [.. codes.Select(c => _communeIndex[c]).Distinct().Order().Select(i => _files.Communes[i])];

    private static bool IsBlank(string? text) => VietnameseText.Exact(text).Length == 0;

    private void AddProvince(string name, Scope scope)
    {
        var exact = VietnameseText.Exact(name).Replace(" ", "", StringComparison.Ordinal);
        _provinceByExact.TryAdd(exact, scope);
        var loose = AreaName.LooseOf(exact);
        if (!_provinceByLoose.TryAdd(loose, scope) && _provinceByLoose[loose] is { } other && other.Province != scope.Province)
        {
            _provinceByLoose[loose] = null;
        }
    }

    private static void AddTo<T>(Dictionary<string, List<T>> index, string key, T value)
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = new List<T>(1);
        }

        list.Add(value);
    }

    private static int First(Dictionary<string, int> index, string key) => index.TryGetValue(key, out var place) ? place : -1;

    private static int Chain(Dictionary<string, int> index, string key, int place)
    {
        var next = First(index, key);
        index[key] = place;
        return next;
    }

    /// <summary>A smaller sum fits better; a heavier weight is never outweighed by the lighter ones together.</summary>
    private static class Weight
    {
        public const int OtherEra = 1;
        public const int OtherKind = 2;
        public const int District = 4; // times 0 to 3
        public const int OtherTones = 16;
    }

    private readonly record struct Entry(NamePrefix Prefix, string Exact, int NextLoose);

    private sealed record NamedDistrict(FormerDistrict District, NamePrefix Prefix, bool OfHomeProvince);

    /// <param name="FormerCode">The province of June 2025 that was named, when it is no longer one.</param>
    private sealed record Scope(Province Province, string? FormerCode);
}
