namespace OcopMarket.Web.Pages.ProducerDesk.Matching;

/// <summary>Names the texts in <c>MatchingText.resx</c>.</summary>
internal sealed class MatchingText;
