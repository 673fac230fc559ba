using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace OcopMarket.Web.Hosting;

/// <summary>Alcohol is shown only to visitors who said that they are 18 (Law 44/2019/QH14); the answer is kept for thirty days.</summary>
public static class AgeConfirmation
{
    public const string Path = "/xac-nhan-tuoi";

    private const string Cookie = "tuoi";
    private const string Adult = "18";

    public static bool IsAdult(this HttpContext http) => http?.Request.Cookies[Cookie] == Adult;

    public static void MapAgeConfirmation(this IEndpointRouteBuilder routes)
        => routes.MapPost(Path, Confirm)
            .DisableAntiforgery() // public pages carry no token; a forged answer shows its victim bottles and changes nothing else
            .ExcludeFromDescription();

    private static StatusCodeHttpResult Confirm([FromForm(Name = "len")] string? yes, [FromForm(Name = "ve")] string? back, HttpContext http)
    {
        if (yes == "1")
        {
            http.Response.Cookies.Append(Cookie, Adult, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(30),
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                HttpOnly = true,
                Path = "/",
                IsEssential = true,
            });
        }
        else
        {
            http.Response.Cookies.Delete(Cookie);
        }

        http.Response.Headers.Location = RedirectHttpResult.IsLocalUrl(back) && back![0] == '/' ? EscapeLetters(back) : "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string EscapeLetters(string local) => string.Concat(local.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));
}
