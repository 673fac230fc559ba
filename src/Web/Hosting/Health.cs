using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Data;

namespace OcopMarket.Web.Hosting;

/// <summary>What a load balancer or an operator asks: does the process live, and can it serve now.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public sealed record Report(string Status, string Database, string Schema, string Changes, string Catalogue);

    public static void MapMarketHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, CatalogueQueries catalogue, CancellationToken ct) =>
        {
            var report = await AskAsync(contexts, changes, catalogue, ct);
            return Results.Json(report, statusCode: report.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }

    private static async Task<Report> AskAsync(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, CatalogueQueries catalogue, CancellationToken ct)
    {
        var heard = changes.Listening ? "listening" : "not listening: caches are off until the line is back";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(limit.Token);
            var missing = (await db.Database.GetPendingMigrationsAsync(limit.Token)).Count();
            var read = missing == 0 && changes.Listening && await IsReadAsync(catalogue, limit.Token);
            return new(read ? "ready" : "not ready", "reachable", missing == 0 ? "up to date" : $"{missing} migrations missing", heard, read ? "read" : "not read yet");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new("not ready", "not reachable", "unknown", heard, "unknown");
        }
    }

    // Asking begins the reading, and it goes on when this answer is given.
    private static async Task<bool> IsReadAsync(CatalogueQueries catalogue, CancellationToken ct)
    {
        try
        {
            await catalogue.BeReadyAsync(ct);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
