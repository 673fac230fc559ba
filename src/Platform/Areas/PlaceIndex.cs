using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Areas;

/// <summary>Every word of every name in one sorted array, so that a typed beginning is found by binary search.</summary>
internal sealed class PlaceIndex
{
    private const int Most = 50;

    private static readonly FrozenSet<string> KindWords = new[]
    {
        "xa", "phuong", "thi", "tran", "dac", "khu", "huyen", "quan", "thanh", "pho", "tinh", "p", "x", "h", "q", "t", "tp", "tx", "tt",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly AreaFiles _files;
    private readonly FrozenDictionary<string, int> _communeIndex;
    private readonly FrozenDictionary<string, Province> _provinces;
    private readonly FrozenDictionary<string, string> _provinceContext;
    private readonly FrozenDictionary<string, string> _districtContext;
    private readonly Place[] _places;
    private readonly Key[] _keys;

    public PlaceIndex(AreaFiles files, FrozenDictionary<string, int> communeIndex)
    {
        (_files, _communeIndex) = (files, communeIndex);
        _provinces = files.Provinces.ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
        _provinceContext = files.Provinces.ToFrozenDictionary(p => p.Code, p => " " + VietnameseText.Fold(p.Name), StringComparer.Ordinal);
        _districtContext = files.Districts.ToFrozenDictionary(
            d => d.Code,
            d => $" {VietnameseText.Fold(d.FullName)} {VietnameseText.Fold(AreaName.Bare(d.FormerProvince))}",
            StringComparer.Ordinal);
        _places = [.. Places()];
        _keys = Keys(_places);
    }

    public IReadOnlyList<PlaceMatch> Find(string? query, int take)
    {
        var exact = VietnameseText.Exact(query);
        var folded = VietnameseText.Fold(exact);
        if (folded.Length == 0 || take <= 0)
        {
            return [];
        }

        var best = new Best(this, Math.Min(take, Most));
        Collect(best, folded, VietnameseText.HasMarks(exact) ? exact : null, null);
        var words = folded.Split(' ');
        if (best.IsShort && KindLength(words) is var kind and > 0)
        {
            var bare = string.Join(' ', exact.Split(' ')[kind..]);
            best.NextPass();
            words = words[kind..];
            Collect(best, string.Join(' ', words), VietnameseText.HasMarks(bare) ? bare : null, null);
        }

        for (var head = words.Length - 1; head > 0 && best.IsShort; head--)
        {
            var rest = words[head..].Where(w => !KindWords.Contains(w)).ToArray();
            best.NextPass();
            Collect(best, string.Join(' ', words[..head]), null, rest);
        }

        return best.Matches();
    }

    private void Collect(Best best, string folded, string? exact, string[]? context)
    {
        for (var k = LowerBound(folded); k < _keys.Length; k++)
        {
            var key = _keys[k];
            var place = _places[key.Place];
            var word = place.Folded.AsSpan(key.Offset);
            if (!word.StartsWith(folded, StringComparison.Ordinal))
            {
                break;
            }

            var wholeWord = word.Length == folded.Length || word[folded.Length] == ' ';
            if (context is not null && !(wholeWord && Around(place, context)))
            {
                continue;
            }

            var otherTones = exact is not null && !place.Exact.AsSpan(key.Offset).StartsWith(exact, StringComparison.Ordinal);
            best.Offer(key.Place, (otherTones ? 128 : 0) + (key.Offset > 0 ? 64 : 0) + (wholeWord ? 0 : 32) + (word.Length > folded.Length ? 16 : 0) + ((int)place.Source * 2) + (IsRural(place) ? 1 : 0));
        }
    }

    // Of two communes of one name the ward of a town is the better known (Hội An).
    private bool IsRural(in Place place) => place.Source is Source.Commune && _files.Communes[place.Target].Kind is AreaKind.Commune;

    private bool Around(in Place place, string[] words)
    {
        var province = _provinceContext[ProvinceCodeOf(place)];
        var district = place switch
        {
            { Source: Source.FormerCommune } => _districtContext[_files.Units[place.Former].District.Code],
            { Source: Source.FormerDistrict } => _districtContext[_files.Districts[place.Former].Code],
            _ => "",
        };
        foreach (var word in words)
        {
            var beginning = " " + word;
            if (!province.Contains(beginning, StringComparison.Ordinal) && !district.Contains(beginning, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private string ProvinceCodeOf(in Place place) => place.Source switch
    {
        Source.Province or Source.FormerProvince => _files.Provinces[place.Target].Code,
        Source.Commune or Source.FormerCommune => _files.Communes[place.Target].ProvinceCode,
        Source.FormerDistrict => _files.Districts[place.Former].ProvinceCode,
    };

    private PlaceMatch Match(in Place place)
    {
        var province = _provinces[ProvinceCodeOf(place)];
        switch (place.Source)
        {
            case Source.Province or Source.FormerProvince:
                return new(PlaceKind.Province, province.Code, province.FullName, province.Code, province.Name,
                    place.Former < 0 ? null : _files.FormerProvinces[place.Former].FullName);
            case Source.FormerDistrict:
                var district = _files.Districts[place.Former];
                return new(PlaceKind.FormerDistrict, district.Code, district.FullName, province.Code, province.Name, $"{district.FullName}, {AreaName.Bare(district.FormerProvince)}");
            case Source.Commune or Source.FormerCommune:
            default:
                var commune = _files.Communes[place.Target];
                var unit = place.Former < 0 ? null : _files.Units[place.Former];
                return new(PlaceKind.Commune, commune.Code, commune.FullName, province.Code, province.Name, unit is null ? null : $"{unit.FullName}, {unit.District.FullName}");
        }
    }

    private IEnumerable<Place> Places()
    {
        var folds = new Dictionary<string, (string Exact, string Folded)>(StringComparer.Ordinal);
        for (var i = 0; i < _files.Provinces.Length; i++)
        {
            yield return Of(Source.Province, _files.Provinces[i].Name, i, -1);
        }

        for (var i = 0; i < _files.FormerProvinces.Length; i++)
        {
            var former = _files.FormerProvinces[i];
            var target = Array.FindIndex(_files.Provinces, p => p.Code == former.NewCode);
            var name = AreaName.Bare(former.FullName);
            if (name != _files.Provinces[target].Name)
            {
                yield return Of(Source.FormerProvince, name, target, i);
            }

            foreach (var alias in former.Aliases)
            {
                yield return Of(Source.FormerProvince, alias, target, name == _files.Provinces[target].Name ? -1 : i);
            }
        }

        for (var i = 0; i < _files.Communes.Length; i++)
        {
            yield return Of(Source.Commune, _files.Communes[i].Name, i, -1);
        }

        for (var i = 0; i < _files.Districts.Length; i++)
        {
            yield return Of(Source.FormerDistrict, AreaName.Bare(_files.Districts[i].FullName), -1, i);
        }

        for (var i = 0; i < _files.Units.Length; i++)
        {
            foreach (var code in _files.Units[i].BecameCodes)
            {
                yield return Of(Source.FormerCommune, AreaName.Bare(_files.Units[i].FullName), _communeIndex[code], i);
            }
        }

        Place Of(Source source, string name, int target, int former)
        {
            if (!folds.TryGetValue(name, out var texts))
            {
                var exact = VietnameseText.Exact(name);
                folds[name] = texts = (exact, VietnameseText.Fold(exact));
            }

            return new Place(source, texts.Exact, texts.Folded, target, former);
        }
    }

    private static Key[] Keys(Place[] places)
    {
        var keys = new List<Key>(places.Length * 5 / 2);
        var starts = new List<ulong>(keys.Capacity);
        for (var i = 0; i < places.Length; i++)
        {
            var folded = places[i].Folded;
            for (var at = 0; at >= 0; at = folded.IndexOf(' ', at) is var space and >= 0 ? space + 1 : -1)
            {
                keys.Add(new Key(i, at));
                starts.Add(Start(folded, at));
            }
        }

        // Plain numbers are sorted, for which the runtime brings compiled code; this is most of the loading time.
        var order = new int[keys.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, Compare);
        return Array.ConvertAll(order, i => keys[i]);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        int Compare(int a, int b)
        {
            if (starts[a] != starts[b])
            {
                return starts[a] < starts[b] ? -1 : 1;
            }

            var (first, second) = (keys[a], keys[b]);
            var compared = string.CompareOrdinal(places[first.Place].Folded, first.Offset, places[second.Place].Folded, second.Offset, int.MaxValue);
            return compared != 0 ? compared : a.CompareTo(b);
        }

        // The first eight letters as a number in the same order: names are plain letters once folded.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        static ulong Start(string text, int offset)
        {
            var start = 0UL;
            for (var i = offset; i < offset + 8; i++)
            {
                start = (start << 8) | (i < text.Length ? (byte)text[i] : 0UL);
            }

            return start;
        }
    }

    private int LowerBound(string folded)
    {
        int low = 0, high = _keys.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_places[_keys[middle].Place].Folded.AsSpan(_keys[middle].Offset).SequenceCompareTo(folded) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int KindLength(string[] words) => words switch
    {
        ["thi", "tran", _, ..] or ["thi", "xa", _, ..] or ["thanh", "pho", _, ..] or ["dac", "khu", _, ..] => 2,
        [var first, _, ..] when first is not ("thi" or "tran" or "dac" or "khu" or "thanh" or "pho") && KindWords.Contains(first) => 1,
        _ => 0,
    };

    /// <summary>Where a name comes from; the order is that of equally good matches.</summary>
    private enum Source : byte
    {
        Province,
        FormerProvince,
        Commune,
        FormerDistrict,
        FormerCommune,
    }

    /// <param name="Target">Index of the province or commune of today.</param>
    /// <param name="Former">Index of the former province, district or unit; -1 for a name of today.</param>
    private readonly record struct Place(Source Source, string Exact, string Folded, int Target, int Former);

    private readonly record struct Key(int Place, int Offset);

    /// <summary>The few best places so far, each target once; later passes come after earlier ones.</summary>
    private sealed class Best(PlaceIndex index, int take)
    {
        private readonly List<(int Rank, int Place)> _kept = new(take + 1);
        private int _pass;

        public bool IsShort => _kept.Count < take;

        public void NextPass() => _pass += 1024;

        public void Offer(int place, int rank)
        {
            rank += _pass;
            if (_kept.Count == take && (rank, place).CompareTo(_kept[^1]) >= 0)
            {
                return;
            }

            var same = _kept.FindIndex(k => SameTarget(index._places[k.Place], index._places[place]));
            if (same >= 0)
            {
                if ((rank, place).CompareTo(_kept[same]) >= 0)
                {
                    return;
                }

                _kept.RemoveAt(same);
            }

            var at = _kept.BinarySearch((rank, place));
            _kept.Insert(at < 0 ? ~at : at, (rank, place));
            if (_kept.Count > take)
            {
                _kept.RemoveAt(take);
            }
        }

        public IReadOnlyList<PlaceMatch> Matches() => [.. _kept.Select(k => index.Match(index._places[k.Place]))];

        private static bool SameTarget(in Place a, in Place b)
            => a.Source == Source.FormerDistrict || b.Source == Source.FormerDistrict
                ? a.Source == b.Source && a.Former == b.Former
                : a.Target == b.Target && IsProvince(a) == IsProvince(b);

        private static bool IsProvince(in Place place) => place.Source is Source.Province or Source.FormerProvince;
    }
}
