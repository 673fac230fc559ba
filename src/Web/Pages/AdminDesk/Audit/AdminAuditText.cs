namespace OcopMarket.Web.Pages.AdminDesk.Audit;

/// <summary>Names the texts in <c>AdminAuditText.resx</c>.</summary>
internal sealed class AdminAuditText;
