using OcopMarket.Platform.Tables;

namespace OcopMarket.Web.Map;

/// <summary>The shape of a province as <c>draw.mjs</c> drew it, in the units of <see cref="ViewBox"/>.</summary>
/// <param name="Outline">Path of its land.</param>
/// <param name="Rocks">Path of dots for an archipelago too small for outlines: Hoàng Sa for Đà Nẵng, Trường Sa for Khánh Hòa; else empty.</param>
public sealed record ProvinceOutline(string Code, string Outline, string Rocks)
{
    public const string ViewBox = "-8 -8 1652 1774";

    public static IReadOnlyList<ProvinceOutline> All { get; } = DataFile.Read(
        typeof(ProvinceOutline).Assembly, "OcopMarket.Web.Map.provinces.csv", row => new ProvinceOutline(row.GetString("code"), row.GetString("outline"), row.GetString("rocks")));
}
