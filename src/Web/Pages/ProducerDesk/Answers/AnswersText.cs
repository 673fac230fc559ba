namespace OcopMarket.Web.Pages.ProducerDesk.Answers;

/// <summary>Names the texts of the page where a producer answers the public.</summary>
public sealed class AnswersText;
