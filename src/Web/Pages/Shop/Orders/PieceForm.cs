using System.Globalization;
using OcopMarket.Ordering.Contracts;

namespace OcopMarket.Web.Pages.Shop.Orders;

/// <summary>How many pieces of which lines: a number field for each line of a parcel.</summary>
internal static class PieceForm
{
    public static string Name(ParcelLineId line) => $"so-{line}";

    /// <summary>What was typed; what is no number counts as less than none, so that it is refused.</summary>
    public static Dictionary<ParcelLineId, int> Read(IFormCollection form, IEnumerable<ParcelLineId> lines)
        => lines.Select(l => (Line: l, Typed: form[Name(l)].ToString().Trim())).Where(p => p.Typed.Length > 0)
            .ToDictionary(p => p.Line, p => int.TryParse(p.Typed, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) ? pieces : -1);
}
