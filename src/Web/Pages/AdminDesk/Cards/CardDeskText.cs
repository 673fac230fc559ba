namespace OcopMarket.Web.Pages.AdminDesk.Cards;

/// <summary>Names the texts in <c>CardDeskText.resx</c>.</summary>
internal sealed class CardDeskText;
