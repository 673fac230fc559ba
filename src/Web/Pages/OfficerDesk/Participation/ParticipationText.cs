namespace OcopMarket.Web.Pages.OfficerDesk.Participation;

/// <summary>Names the texts of the desk for those who take part in a fair.</summary>
public sealed class ParticipationText;
