namespace OcopMarket.Web.Endpoints;

/// <summary>Names the texts in <c>ApiText.resx</c>.</summary>
internal sealed class ApiText;
