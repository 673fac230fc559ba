namespace OcopMarket.Web.Pages.AdminDesk.Payments;

/// <summary>Names the texts in <c>AdminPaymentsText.resx</c>.</summary>
internal sealed class AdminPaymentsText;
