namespace OcopMarket.Web.Pages.Shop.Information;

/// <summary>
/// Names the texts in <c>InformationText.resx</c>. A page has <c>name.Title</c>, <c>name.Lead</c>, and its sections in order:
/// <c>name.1</c> with <c>name.1.Text</c> and so on.
/// </summary>
internal sealed class InformationText;
