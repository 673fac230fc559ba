namespace OcopMarket.Web.Pages.AdminDesk.Mail;

/// <summary>Names the texts in <c>AdminMailText.resx</c>.</summary>
internal sealed class AdminMailText;
