namespace OcopMarket.Web.Pages.ProducerDesk.Money;

/// <summary>Names the texts in <c>RevenueText.resx</c>.</summary>
internal sealed class RevenueText;
