using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Data;

namespace OcopMarket.Web.Hosting;

/// <summary>What a load balancer or an operator asks: does the process live, and can it serve now.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public sealed record Report(string Status, string Database, string Schema, string Changes);

    public static void MapMarketHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, CancellationToken ct) =>
        {
            var report = await AskAsync(contexts, changes, ct);
            return Results.Json(report, statusCode: report.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }

    private static async Task<Report> AskAsync(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, CancellationToken ct)
    {
        var heard = changes.Listening ? "listening" : "not listening: caches are off until the line is back";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(limit.Token);
            var missing = (await db.Database.GetPendingMigrationsAsync(limit.Token)).Count();
            return new(missing == 0 && changes.Listening ? "ready" : "not ready", "reachable", missing == 0 ? "up to date" : $"{missing} migrations missing", heard);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new("not ready", "not reachable", "unknown", heard);
        }
    }
}
