namespace OcopMarket.Web.Pages.AdminDesk.Taxes;

/// <summary>Names the texts in <c>TaxesText.resx</c>.</summary>
internal sealed class TaxesText;
