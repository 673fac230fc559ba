using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using OcopMarket.Platform;
using OcopMarket.Platform.Pictures;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>
/// Photos in pieces over a weak line: POST name and size gives an address; HEAD there tells how much has arrived, PATCH brings the next piece
/// from the offset it names, POST asks for the picture. Every step may be repeated.
/// </summary>
/// <remarks>No antiforgery token: JSON and PATCH are asked for permission across sites, and the session's cookie does not travel there.</remarks>
internal static class PictureUploads
{
    private const string Offset = "Upload-Offset";

    /// <param name="Private">A paper, not for all to see.</param>
    public sealed record NewUpload(string? Name, long Size, bool Private);

    /// <param name="Ground">Class of the colour in the picture's place while it loads.</param>
    public sealed record MadePicture(Guid Id, string Thumbnail, int Width, int Height, string Ground);

    public static void MapPictureUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup(Urls.PictureUploads).ExcludeFromDescription().RequireAuthorization(Policies.Member).RequireRateLimiting(RateLimits.Upload);
        uploads.MapPost("", BeginAsync);
        uploads.MapGet("/{id:guid}", TellAsync);
        uploads.MapPatch("/{id:guid}", ContinueAsync);
        uploads.MapPost("/{id:guid}", FinishAsync);
        routes.MapGet("/anh-rieng/{id:guid}-{step:int}.{form:alpha}", OpenPaperAsync).ExcludeFromDescription().RequireAuthorization(Policies.Member);
    }

    private static async Task<IResult> BeginAsync(NewUpload asked, HttpContext http, CurrentActor current, BeginUpload begin, RefusalTexts texts, CancellationToken ct)
    {
        var begun = await begin.RunAsync(new(await current.GetAsync(ct), asked.Name ?? "", asked.Size, asked.Private), ct);
        if (begun.Refusal is { } refusal)
        {
            return Say(refusal, http, texts);
        }

        http.Response.Headers[Offset] = "0";
        return Results.Created($"{Urls.PictureUploads}/{begun.Value.Id}", null);
    }

    private static async Task<IResult> TellAsync(Guid id, HttpContext http, CurrentActor current, PictureQueries pictures, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await pictures.UploadAsync(await current.GetAsync(ct), id, ct) is not { } upload)
        {
            return Results.NotFound();
        }

        http.Response.Headers[Offset] = upload.Received.ToString(CultureInfo.InvariantCulture);
        return Results.Ok(new { upload.Received, upload.Size });
    }

    private static async Task<IResult> ContinueAsync(Guid id, HttpContext http, CurrentActor current, ContinueUpload go, RefusalTexts texts, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = UploadLimits.MostPieceBytes;
        }

        if (!long.TryParse(http.Request.Headers[Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) || http.Request.ContentLength > UploadLimits.MostPieceBytes)
        {
            return Results.BadRequest();
        }

        var actor = await current.GetAsync(ct);
        var piece = ArrayPool<byte>.Shared.Rent(UploadLimits.MostPieceBytes);
        try
        {
            var length = await ReadAsync(http.Request.Body, piece.AsMemory(0, UploadLimits.MostPieceBytes), ct);
            // What has arrived is kept even when the line broke over it: the sender asks how far it came and goes on from there.
            var kept = await go.RunAsync(new(actor, id, offset, piece.AsMemory(0, length)), CancellationToken.None);
            if (kept.Refusal is { } refusal)
            {
                return Say(refusal, http, texts);
            }

            http.Response.Headers[Offset] = kept.Value.Received.ToString(CultureInfo.InvariantCulture);
            return Results.NoContent();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task<IResult> FinishAsync(Guid id, HttpContext http, CurrentActor current, FinishUpload finish, IHostApplicationLifetime life, RefusalTexts texts, CancellationToken ct)
    {
        var made = await finish.RunAsync(await current.GetAsync(ct), id, life.ApplicationStopping); // goes on when the line breaks
        return made.Refusal is { } refusal
            ? Say(refusal, http, texts)
            : TypedResults.Ok(new MadePicture(made.Value.Id.Value, PictureForms.Thumbnail(made.Value), made.Value.Key.Width, made.Value.Key.Height, Pictures.Ground(made.Value.Key)));
    }

    private static async Task<IResult> OpenPaperAsync(Guid id, int step, string form, HttpContext http, CurrentActor current, PictureQueries pictures, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return PictureSizes.IsStep(step) && PictureSizes.TypeOf(form) is { } type && await pictures.OpenPaperAsync(await current.GetAsync(ct), new PictureId(id), step, form, ct) is { } file
            ? Results.File(file, type)
            : Results.NotFound();
    }

    private static async Task<int> ReadAsync(Stream body, Memory<byte> piece, CancellationToken ct)
    {
        var length = 0;
        try
        {
            for (int read; length < piece.Length && (read = await body.ReadAsync(piece[length..], ct)) > 0; length += read)
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // the line broke, or its phone went too slowly
        }

        return length;
    }

    private static IResult Say(Refusal refusal, HttpContext http, RefusalTexts texts)
    {
        var status = refusal.Code switch
        {
            "platform.upload_unknown" => StatusCodes.Status404NotFound,
            "platform.upload_out_of_step" or "platform.upload_incomplete" => StatusCodes.Status409Conflict,
            "platform.pictures_busy" => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        if (status == StatusCodes.Status409Conflict)
        {
            http.Response.Headers[Offset] = Convert.ToString(refusal.Values[0], CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "10";
        }

        return Results.Problem(detail: texts.Say(refusal), statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
    }
}
