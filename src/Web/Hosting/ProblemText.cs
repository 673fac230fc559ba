namespace OcopMarket.Web.Hosting;

/// <summary>Names the texts in <c>ProblemText.resx</c>.</summary>
internal sealed class ProblemText;
