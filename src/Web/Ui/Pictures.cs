using System.Collections.Frozen;
using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Ui;

/// <summary>The drawing of a product set and the tint of a province, shown while there is no photo.</summary>
public static class Pictures
{
    private const int Tints = 8;

    private static readonly string[] Sets = [.. ProductSets.All.Select(s => string.Create(CultureInfo.InvariantCulture, $"img/sets/{s.Number:00}.svg"))];

    private static readonly FrozenDictionary<string, string> FrameOf = AreaDirectory.Instance.Provinces
        .Select((p, i) => KeyValuePair.Create(p.Code, string.Create(CultureInfo.InvariantCulture, $"frame tint-{i % Tints}"))).ToFrozenDictionary();

    /// <summary>Name of the drawing's file, for <c>Assets</c>.</summary>
    public static string OfSet(int set) => Sets[ProductSets.Get(set).Number - 1];

    /// <summary>Classes of a picture frame, tinted by province.</summary>
    public static string Frame(string provinceCode) => FrameOf.GetValueOrDefault(provinceCode, "frame tint-0");

    public static string Tint(string provinceCode) => Frame(provinceCode)["frame ".Length..];
}
