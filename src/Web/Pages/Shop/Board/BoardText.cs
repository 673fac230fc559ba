namespace OcopMarket.Web.Pages.Shop.Board;

/// <summary>Names the texts of the supply–demand board, on all its pages.</summary>
public sealed class BoardText;
