namespace OcopMarket.Web.Pages.OfficerDesk.Moderation;

/// <summary>Words of the officers' look at listings.</summary>
public sealed class ModerationText;
