using Microsoft.AspNetCore.Mvc;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>Signing out changes something, so it is sent by a form with its token, never by a link.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder routes)
        => routes.MapPost(Urls.SignOut, async ([FromForm(Name = "_")] string? _, SignOut signOut) =>
        {
            await signOut.RunAsync();
            return TypedResults.LocalRedirect(Urls.Home);
        }).ExcludeFromDescription();
}
