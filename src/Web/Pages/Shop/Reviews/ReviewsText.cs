namespace OcopMarket.Web.Pages.Shop.Reviews;

/// <summary>Names the texts of reviews, questions and reports about them.</summary>
public sealed class ReviewsText;
