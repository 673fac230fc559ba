using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftFinder;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Words;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.GiftBaskets;

/// <summary>A basket as it is written; a draft may still lack anything but its Vietnamese name.</summary>
/// <param name="Occasions">Codes of <see cref="GiftRules.Occasions"/>; others count as none.</param>
public sealed record GiftBasketDraft(
    string? NameVi, string? NameEn, string? TextVi, string? TextEn, IReadOnlyCollection<string> Occasions, IReadOnlyList<StockLine> Lines, DateOnly? From, DateOnly? Through)
{
    /// <summary>Items of a basket that is shown.</summary>
    public const int FewestLines = GiftBasket.FewestLines, MostLines = GiftBasket.MostLines;

    public const int MostPieces = GiftBasket.MostPieces, LongestName = GiftBasket.LongestName, LongestText = GiftBasket.LongestText;

    internal GiftBasketDraft Cleaned()
        => this with { NameVi = Line(NameVi), NameEn = Line(NameEn), TextVi = Prose.Clean(TextVi), TextEn = Prose.Clean(TextEn), Occasions = [.. GiftRules.Occasions.Where(Occasions.Contains)] };

    internal Refusal? WhyNot()
        => NameVi is not { Length: <= GiftBasket.LongestName } || NameEn is { Length: > GiftBasket.LongestName } ? CatalogRefusals.BasketNameMissing(GiftBasket.LongestName)
        : new[] { TextVi, TextEn }.FirstOrDefault(t => t is { Length: > GiftBasket.LongestText }) is { } text ? CatalogRefusals.TextTooLong(GiftBasket.LongestText, text.Length)
        : new[] { NameVi, NameEn, TextVi, TextEn }.Select(WordsDesk.First).FirstOrDefault(w => w is not null) is { } watched ? CatalogRefusals.BasketWords(watched)
        : From > Through ? CatalogRefusals.BasketDatesWrong()
        : Lines.Count > GiftBasket.MostLines || Lines.DistinctBy(l => l.Variant).Count() < Lines.Count ? CatalogRefusals.BasketLinesWrong(GiftBasket.FewestLines, GiftBasket.MostLines)
        : Lines.Any(l => l.Quantity is < 1 or > GiftBasket.MostPieces) ? CatalogRefusals.BasketPiecesWrong(GiftBasket.MostPieces)
        : null;

    private static string? Line(string? text) => VietnameseText.Clean(text) is { Length: > 0 } clean ? clean : null;
}
