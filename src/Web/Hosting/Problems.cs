using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace OcopMarket.Web.Hosting;

/// <summary>What a visitor meets when something is missing or breaks: a page in the shop, problem details (RFC 9457) for programs.</summary>
internal sealed class Problems(IStringLocalizer<ProblemText> text)
{
    public const string ErrorPage = "/loi";
    public const string NotFoundPage = "/khong-tim-thay";

    public string Title(int status) => Text($"Title{status}", "Title");

    public string Detail(int status) => Text($"Detail{status}", status < 500 ? "Detail4xx" : "Detail5xx");

    /// <param name="detail">A sentence of its own in the reader's language; else the general one of the status.</param>
    public Task WriteAsync(HttpContext http, int status, string? detail = null)
        => Results.Problem(title: Title(status), detail: detail ?? Detail(status), instance: http.Request.Path, statusCode: status,
            extensions: status < 500 ? null : new Dictionary<string, object?> { ["number"] = http.TraceIdentifier }).ExecuteAsync(http);

    /// <summary>
    /// For a page that shows something of its own under 404 or 410. The renderer throws away a page whose status is set to 404 while it is
    /// rendered and leaves it to <see cref="NotFoundPage"/>; that is right when there is nothing to show.
    /// </summary>
    public static void AnswerWith(HttpContext http, int status)
    {
        if (http.Features.Get<IOutputCacheFeature>() is { } cache)
        {
            cache.Context.AllowCacheStorage = false; // the cache looks at the status before it is set, and would keep the page under 200
        }

        http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }

    /// <summary>A broken database line is temporary; a request that cannot be read is the sender's; the rest is ours.</summary>
    public static int StatusOf(Exception e) => e switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        NpgsqlException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Answers without a body get one.</summary>
    public static Task FillAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        return http.Request.IsForMachines() ? http.RequestServices.GetRequiredService<Problems>().WriteAsync(http, status)
            : ShowPageAsync(http, context.Next, status == StatusCodes.Status404NotFound ? NotFoundPage : ErrorPage);
    }

    // As UseStatusCodePagesWithReExecute does, but with a page by status and always as a GET.
    private static async Task ShowPageAsync(HttpContext http, RequestDelegate next, string page)
    {
        var (path, query, method, endpoint) = (http.Request.Path, http.Request.QueryString, http.Request.Method, http.GetEndpoint());
        http.Features.Set<IStatusCodeReExecuteFeature>(new ReExecuted
        {
            OriginalPath = path,
            OriginalPathBase = http.Request.PathBase,
            OriginalQueryString = query.Value,
            OriginalStatusCode = http.Response.StatusCode,
            Endpoint = endpoint,
        });
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope(); // a renderer that has begun a page cannot begin another
        http.RequestServices = scope.ServiceProvider;
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        (http.Request.Path, http.Request.QueryString, http.Request.Method) = (page, QueryString.Empty, HttpMethods.Get);
        try
        {
            await next(http);
        }
        finally
        {
            (http.Request.Path, http.Request.QueryString, http.Request.Method) = (path, query, method);
            http.RequestServices = services;
            http.Features.Set<IStatusCodeReExecuteFeature>(null);
        }
    }

    private sealed class ReExecuted : IStatusCodeReExecuteFeature
    {
        public required string OriginalPathBase { get; set; }
        public required string OriginalPath { get; set; }
        public required string? OriginalQueryString { get; set; }
        public required int OriginalStatusCode { get; init; }
        public required Endpoint? Endpoint { get; init; }
    }

    private string Text(string name, string otherwise) => text[name] is { ResourceNotFound: false } found ? found : text[otherwise];
}

/// <summary>Logs an error under the number its page shows; for programs it answers at once.</summary>
internal sealed class ErrorLog(Problems problems, ILogger<ErrorLog> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = Problems.StatusOf(exception);
        if (status >= 500)
        {
            log.LogError(exception, "Error {Number} at {Method} {Path}", httpContext.TraceIdentifier, httpContext.Request.Method, httpContext.Request.Path.Value);
        }

        if (!httpContext.Request.IsForMachines())
        {
            return false;
        }

        await problems.WriteAsync(httpContext, status);
        return true;
    }
}
