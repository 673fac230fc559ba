using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>A booth as the plan shows it; measures in centimetres.</summary>
/// <param name="Fee">Its own; null is that of the fair.</param>
/// <param name="Exhibitor">Null while it is free, or while who has it is not shown.</param>
public sealed record BoothView(BoothId Id, uint Version, string Zone, int Number, string Name, int X, int Y, int Width, int Depth, Money? Fee, FairApplicationId? Application, string? Exhibitor);

/// <summary>A fair's plan.</summary>
/// <param name="Booths">By zone and number.</param>
/// <param name="Width">Of everything drawn, in centimetres.</param>
public sealed record BoothPlan(FairHead Fair, IReadOnlyList<BoothView> Booths, int Width, int Depth)
{
    /// <param name="versions">For who may change it.</param>
    internal static BoothPlan Of(FairHead fair, IReadOnlyList<Booth> booths, IReadOnlyDictionary<FairApplicationId, string> names, IReadOnlyDictionary<BoothId, uint>? versions = null) => new(
        fair,
        [.. booths.OrderBy(b => b.Zone, StringComparer.Ordinal).ThenBy(b => b.Number).Select(b => new BoothView(
            b.Id, versions?.GetValueOrDefault(b.Id) ?? 0, b.Zone, b.Number, b.Name, b.X, b.Y, b.Width, b.Depth, b.Fee, b.ApplicationId, b.ApplicationId is { } application ? names.GetValueOrDefault(application) : null))],
        booths.Select(b => b.X + b.Width).DefaultIfEmpty().Max(), booths.Select(b => b.Y + b.Depth).DefaultIfEmpty().Max());
}
