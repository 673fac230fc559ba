using Microsoft.Extensions.Localization;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Web.Endpoints;

/// <summary>An answer with problem details in the reader's language.</summary>
internal sealed class ApiProblem(int status, string? detail = null) : IResult
{
    public static ApiProblem Of(BadParameter bad, IStringLocalizer<ApiText> text)
    {
        ArgumentNullException.ThrowIfNull(bad);
        return new(StatusCodes.Status400BadRequest, text["BadValue", bad.Name, bad.Value, text[bad.Rule, bad.RuleValues].Value]);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return httpContext.RequestServices.GetRequiredService<Problems>().WriteAsync(httpContext, status, detail);
    }
}
