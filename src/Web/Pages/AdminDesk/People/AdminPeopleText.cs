namespace OcopMarket.Web.Pages.AdminDesk.People;

/// <summary>Names the texts in <c>AdminPeopleText.resx</c>.</summary>
internal sealed class AdminPeopleText;
