namespace OcopMarket.Web.Pages.ProducerDesk.Money;

/// <summary>Names the texts in <c>CardAccountText.resx</c>.</summary>
internal sealed class CardAccountText;
