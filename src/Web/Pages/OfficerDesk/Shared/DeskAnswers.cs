using OcopMarket.Platform;

namespace OcopMarket.Web.Pages.OfficerDesk.Shared;

internal static class DeskAnswers
{
    /// <summary>A page that shows no more than why it was refused says so to machines too.</summary>
    public static void Refuse(this HttpContext http, Refusal? refusal)
    {
        if (refusal is not null && !http.Response.HasStarted)
        {
            http.Response.StatusCode = refusal.Code switch
            {
                "registry.place_unknown" or "registry.period_wrong" => StatusCodes.Status400BadRequest,
                "registry.sent_report_unknown" => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status403Forbidden,
            };
        }
    }
}
