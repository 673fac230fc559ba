using System.Globalization;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;

namespace OcopMarket.Registry.Imports;

/// <summary>A sum printed on the paper: so many rows of a commune ("Xã Nhơn Sơn", with district and province after commas where needed), or <c>total</c>.</summary>
public sealed record ControlTotal(string What, int Expected)
{
    internal const string Total = "total";

    /// <summary>Reads <c>Xã Nhơn Sơn=6</c>, or with a colon as papers have it.</summary>
    public static Result<ControlTotal> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOfAny(['=', ':']);
        var what = at < 0 ? "" : VietnameseText.Clean(text[..at]);
        return what.Length > 0 && int.TryParse(text[(at + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var expected)
            ? new ControlTotal(what, expected)
            : RegistryRefusals.ControlTotalUnreadable(text);
    }
}

/// <summary>A row that is or would be taken, by its place as the paper says it and as it is today.</summary>
internal sealed record CountedRow(string Commune, string District, string Province, string CommuneCode, string ProvinceCode = "");

/// <summary>
/// Holds what was read against the sums of the paper: a table that slipped by a row has every row sound and every sum wrong. A name counts
/// the rows written with it; where no row is (the file has codes only), the rows of the commune it is today.
/// </summary>
internal static class ControlTotals
{
    // As papers shorten them; folded.
    private static readonly string[] Kinds = ["xa", "phuong", "thi tran", "dac khu", "tt", "p", "x", "huyen", "quan", "thi xa", "thanh pho", "tp", "tx", "tinh", "h", "q", "t"];

    public static IReadOnlyList<Refusal> Differences(IReadOnlyList<ControlTotal> expected, IReadOnlyList<CountedRow> rows, AreaDirectory areas)
        => [.. expected.Select(e => (e.What, e.Expected, Found: Count(e.What, rows, areas))).Where(e => e.Found != e.Expected).Select(e => RegistryRefusals.ControlTotalDiffers(e.What, e.Expected, e.Found))];

    private static int Count(string what, IReadOnlyList<CountedRow> rows, AreaDirectory areas)
    {
        if (what.Equals(ControlTotal.Total, StringComparison.OrdinalIgnoreCase))
        {
            return rows.Count;
        }

        var names = what.Split(',', 3, StringSplitOptions.TrimEntries);
        var (commune, district, province) = names switch
        {
            [var c, var d, var p] => (c, d, p),
            [var c, var p] => (c, "", p),
            _ => (names[0], "", ""),
        };
        var written = rows.Count(r => Means(commune, r.Commune) && (district.Length == 0 || Means(district, r.District)) && (province.Length == 0 || Means(province, r.Province) || Means(province, r.District)));
        if (written > 0)
        {
            return written;
        }

        HashSet<string> codes = areas.Resolve(commune, district.Length == 0 ? null : district, province.Length == 0 ? null : province) switch
        {
            AreaResolution.Found found => [found.Commune.Code],
            AreaResolution.Ambiguous { Reason: AreaAmbiguity.SeveralPlaces or AreaAmbiguity.SplitUnit } several => [.. several.Candidates.Select(c => c.Code)],
            _ => [],
        };
        return rows.Count(r => r.Commune.Length == 0 && codes.Contains(r.CommuneCode));
    }

    // With the marks that were typed; "Nhơn Sơn" also means "Xã Nhơn Sơn".
    private static bool Means(string name, string written)
    {
        var (sought, found) = VietnameseText.HasMarks(name) ? (VietnameseText.Exact(name), VietnameseText.Exact(written)) : (VietnameseText.Fold(name), VietnameseText.Fold(written));
        return found == sought || (found.EndsWith(" " + sought, StringComparison.Ordinal) && Kinds.Contains(VietnameseText.Fold(found[..^(sought.Length + 1)])));
    }
}
