using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Contracts;

namespace OcopMarket.Web.Pages.Shop.Orders;

internal static class OrderWords
{
    /// <summary>"2 of 3 parcels are on their way": one sentence for the whole order.</summary>
    public static string Standing(IStringLocalizer<OrderText> text, IReadOnlyList<(ParcelState State, int Count)> standing)
        => standing is [var only] ? text[$"All.{only.State}", only.Count]
            : string.Join(" · ", standing.Select(s => text["Some", s.Count, standing.Sum(x => x.Count), text[$"Stage.{s.State}"].Value.ToLower(System.Globalization.CultureInfo.CurrentCulture)].Value));
}
