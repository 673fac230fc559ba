using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OcopMarket.Platform.Data;

/// <summary>How use cases open their transaction: a success commits, a refusal or an exception rolls everything back.</summary>
public static class Transactions
{
    private const int Attempts = 3;

    /// <summary>Runs the work in one transaction. A deadlock or serialization failure is tried again, on a fresh context, twice.</summary>
    public static async Task<Result<T>> InTransactionAsync<T>(this IDbContextFactory<MarketDbContext> contexts, Func<MarketDbContext, Task<Result<T>>> work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(work);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            try
            {
                var result = await work(db);
                if (result.Succeeded)
                {
                    await db.SaveChangesAsync(ct);
                    await transaction.CommitAsync(ct);
                }

                return result;
            }
            catch (Exception e) when (attempt < Attempts && IsTransient(e))
            {
                // The loser of a race starts over; nothing of the failed attempt was kept.
            }
        }
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public static async Task<Result> InTransactionAsync(this IDbContextFactory<MarketDbContext> contexts, Func<MarketDbContext, Task<Result>> work, CancellationToken ct)
    {
        var result = await contexts.InTransactionAsync<bool>(async db => (await work(db)).Refusal is { } refusal ? refusal : true, ct);
        return new Result(result.Refusal);
    }

    /// <summary>Waits for an advisory lock held to the end of the transaction: one piece of work with this name at a time, on all nodes.</summary>
    public static Task LockAsync(this MarketDbContext db, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
    }

    /// <summary>Whether the database refused the change by the named constraint.</summary>
    public static bool BrokeConstraint(this DbUpdateException e, string constraint)
        => e?.InnerException is PostgresException postgres && postgres.ConstraintName == constraint;

    private static bool IsTransient(Exception e)
        => (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
