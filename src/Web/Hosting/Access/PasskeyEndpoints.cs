using Microsoft.AspNetCore.Mvc;
using OcopMarket.Accounts.Security;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>What the script of passkeys asks before it asks the device. Sent by forms with their token: each question leaves its state in a cookie.</summary>
internal static class PasskeyEndpoints
{
    private const string Json = "application/json";

    public static void MapPasskeyQuestions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Urls.PasskeyQuestion, async ([FromForm(Name = "_")] string? _, PasskeyQuestions questions)
            => TypedResults.Text(await questions.ForSignInAsync(), Json)).RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription();
        routes.MapPost(Urls.NewPasskeyQuestion, async ([FromForm(Name = "_")] string? _, PasskeyQuestions questions, CurrentActor current)
            => TypedResults.Text(await questions.ForNewAsync(await current.GetAsync()) ?? "", Json)).RequireAuthorization(Policies.Member).ExcludeFromDescription();
    }
}
