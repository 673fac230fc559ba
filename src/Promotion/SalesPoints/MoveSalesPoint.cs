using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

public enum PointMove
{
    /// <summary>A recognised point begins, a suspended one goes on.</summary>
    Open,
    Suspend,
    Close,
}

/// <summary>An office opens, suspends or closes a point; suspending and closing say why.</summary>
public sealed class MoveSalesPoint(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Version">Of the point as the page showed it.</param>
    public sealed record Command(Actor Actor, SalesPointId Point, uint Version, PointMove Move, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var (found, reason, now) = (await db.HoldPointAsync(command.Actor, command.Point, command.Version, orKeeper: false, ct), ContactText.Message(command.Reason), clock.GetUtcNow());
            if ((found.Refusal
                ?? (command.Move is not PointMove.Open && reason.Length == 0 ? PromotionRefusals.PointReasonMissing() : null)
                ?? (reason.Length > SalesPoint.LongestText ? PromotionRefusals.PointTextTooLong(SalesPoint.LongestText) : null)) is { } refusal)
            {
                return refusal;
            }

            var (point, before) = (found.Value, found.Value.State);
            var moved = command.Move switch
            {
                PointMove.Open => point.Open(now),
                PointMove.Suspend => point.Suspend(reason, now),
                PointMove.Close => point.Close(reason, now),
            };
            if (moved.Refusal is null)
            {
                db.Audit(clock, command.Actor, "promotion.point_moved", point.Subject(), reason.Length == 0 ? null : reason, before: new { State = before }, after: new { point.State });
            }

            return moved;
        }, ct);
    }
}
