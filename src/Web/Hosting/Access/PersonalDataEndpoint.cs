using OcopMarket.Accounts.Profile;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>A person's data as a file to take along.</summary>
internal static class PersonalDataEndpoint
{
    public static void MapPersonalData(this IEndpointRouteBuilder routes)
        => routes.MapGet(Urls.PersonalData, async (PersonalDataQueries data, CurrentActor current, HttpResponse response, CancellationToken ct) =>
        {
            response.Headers.ContentDisposition = "attachment; filename=\"ocopmarket.json\"";
            return TypedResults.Ok(await data.OfAsync(await current.GetAsync(ct), ct));
        }).RequireAuthorization(Policies.Member).ExcludeFromDescription();
}
