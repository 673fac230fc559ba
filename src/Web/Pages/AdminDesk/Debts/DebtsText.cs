namespace OcopMarket.Web.Pages.AdminDesk.Debts;

/// <summary>Names the texts in <c>DebtsText.resx</c>.</summary>
internal sealed class DebtsText;
