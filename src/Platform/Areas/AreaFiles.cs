using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OcopMarket.Platform.Areas;

/// <summary>A province of June 2025; the aliases are other names people use for it.</summary>
internal sealed record FormerProvince(string Code, string FullName, string NewCode, string[] Aliases);

/// <summary>The data files as records; see Data/README.md for columns and sources.</summary>
internal sealed class AreaFiles
{
    public required Province[] Provinces { get; init; }

    public required Commune[] Communes { get; init; }

    public required FormerProvince[] FormerProvinces { get; init; }

    public required FormerDistrict[] Districts { get; init; }

    public required FormerUnit[] Units { get; init; }

    /// <summary>Names of communes gone before June 2025, folded and without spaces, and the unit they had become part of.</summary>
    public required (string Key, FormerUnit Unit)[] Aliases { get; init; }

    public static AreaFiles Read()
    {
        var pool = new Dictionary<string, string?>(40_000);

        var formerProvinces = Rows("former-provinces", 4, f => new FormerProvince(f[0], f[1], f[2], f[3].Split(';', StringSplitOptions.RemoveEmptyEntries)));
        var provinces = Rows("provinces", 10, f => new Province(f[0], f[1], f[2], f[3].Length > 0 ? f[3] : f[2], f[4], f[5], f[6], Enum.Parse<AreaRegion>(f[7]),
            [.. formerProvinces.Where(p => p.NewCode == f[0]).Select(p => AreaName.Bare(p.FullName)).Where(name => name != f[1])], Degrees(f[8]), Degrees(f[9])));
        var communes = Rows("communes", 11, f => new Commune(f[0], f[2], f[3], f[4].Length > 0 ? f[4] : f[3], KindOf(f[1]), f[5], f[6], f[7], f[8], Degrees(f[9]), Degrees(f[10])));
        var provinceOf = formerProvinces.ToDictionary(p => p.Code, StringComparer.Ordinal);
        var districts = Rows("former-districts", 3, f => new FormerDistrict(f[0], AreaName.Bare(f[1]), f[1], provinceOf[f[2]].Code, provinceOf[f[2]].FullName, provinceOf[f[2]].NewCode));
        var districtOf = districts.ToDictionary(d => d.Code, StringComparer.Ordinal);
        var becameOf = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var units = Rows("former-units", 4, f => new FormerUnit(f[0], f[1], districtOf[f[2]], Became(f[3])));
        var unitOf = units.Where(u => u.Code.Length > 0).ToDictionary(u => u.Code, StringComparer.Ordinal);
        var aliases = Rows("former-aliases", 2, f => (f[0], unitOf[f[1]]));

        return new AreaFiles
        {
            Provinces = provinces,
            Communes = communes,
            FormerProvinces = formerProvinces,
            Districts = districts,
            Units = units,
            Aliases = aliases,
        };

        string[] Became(string codes)
        {
            if (!becameOf.TryGetValue(codes, out var became))
            {
                becameOf[codes] = became = Array.ConvertAll(codes.Split(' '), Pooled);
            }

            return became;
        }

        // The same names and codes come thousands of times: one copy of each is kept.
        string Pooled(string text)
        {
            ref var pooled = ref CollectionsMarshal.GetValueRefOrAddDefault(pool, text, out _);
            return pooled ??= text;
        }

        T[] Rows<T>(string file, int columns, Func<string[], T> row)
        {
            using var stream = typeof(AreaFiles).Assembly.GetManifestResourceStream($"OcopMarket.Platform.Areas.Data.{file}.csv")
                ?? throw new InvalidOperationException($"The data file {file}.csv is not in the assembly.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var rows = new List<T>();
            reader.ReadLine();
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(',');
                for (var column = 0; column < columns; column++)
                {
                    fields[column] = Pooled(fields[column]);
                }

                rows.Add(row(fields));
            }

            return [.. rows];
        }
    }

    private static AreaKind KindOf(string kind) => kind switch
    {
        nameof(AreaKind.Commune) => AreaKind.Commune,
        nameof(AreaKind.Ward) => AreaKind.Ward,
        nameof(AreaKind.SpecialZone) => AreaKind.SpecialZone,
        _ => throw new FormatException($"communes.csv names a kind that does not exist: {kind}"),
    };

    private static double Degrees(string value) => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
}
