using System.Buffers;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Payments;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Web.Endpoints;

/// <summary>Where the card provider tells of payments, disputes and accounts (DESIGN, Public surface). The header signs the body; there is no session.</summary>
internal static class StripeWebhook
{
    private const int MostBytes = 256 * 1024;

    public static void MapStripeWebhook(this IEndpointRouteBuilder routes)
        => routes.MapPost("/webhooks/stripe", ReceiveAsync).DisableAntiforgery().ExcludeFromDescription().RequireRateLimiting(RateLimits.Notice);

    private static async Task<IResult> ReceiveAsync(HttpContext http, ReceiveCardNotice receive)
    {
        var ct = http.RequestAborted;
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await http.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes + 1), MostBytes + 1, throwOnEndOfStream: false, ct);
            if (length > MostBytes)
            {
                return new ApiProblem(StatusCodes.Status413PayloadTooLarge);
            }

            return await receive.RunAsync(http.Request.Headers["Stripe-Signature"], buffer.AsMemory(0, length), ct) switch
            {
                NoticeReception.Stored => TypedResults.Ok(new { Status = "received" }),
                NoticeReception.Repeated => TypedResults.Ok(new { Status = "duplicate" }),
                NoticeReception.Unreadable => new ApiProblem(StatusCodes.Status400BadRequest),
                NoticeReception.Refused => new ApiProblem(StatusCodes.Status401Unauthorized),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
