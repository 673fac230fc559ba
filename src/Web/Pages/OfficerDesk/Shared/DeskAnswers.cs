using OcopMarket.Platform;

namespace OcopMarket.Web.Pages.OfficerDesk.Shared;

internal static class DeskAnswers
{
    /// <summary>A page that shows no more than why it was refused says so to machines too.</summary>
    public static void Refuse(this HttpContext http, Refusal? refusal)
    {
        if (refusal is not null && !http.Response.HasStarted)
        {
            http.Response.StatusCode = refusal.Code is "registry.place_unknown" or "registry.period_wrong" ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden;
        }
    }
}
