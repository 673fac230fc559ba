using Microsoft.Extensions.Localization;
using OcopMarket.Promotion.Board;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Board;

/// <summary>Sentences about needs and offers.</summary>
internal static class BoardWords
{
    public static string Name(ProductSet set) => Show.English ? set.ShortNameEn : set.ShortName;

    /// <summary>"200 kg mỗi tháng".</summary>
    public static string Quantity(IStringLocalizer<BoardText> text, NeedRow need) => text[$"NeedRhythm.{need.Rhythm}", Amount(text, need.Quantity, need.Unit)];

    public static string Amount(IStringLocalizer<BoardText> text, long quantity, NeedUnit unit) => $"{Show.Number(quantity)} {text[$"NeedUnit.{unit}"]}";

    /// <summary>What an offer is at a moment, its validity counted in.</summary>
    public static string State(IStringLocalizer<BoardText> text, NeedOfferView offer) => text[offer is { State: NeedOfferState.Sent, Stands: false } ? "RanOut" : $"NeedOfferState.{offer.State}"];
}
