using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Promotion.Hall;

/// <summary>The office of a fair takes words, photos and video of a stall down, with a reason that its producer gets; its goods stay.</summary>
public sealed class TakeDownStall(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public const int LongestReason = Stall.LongestReason;

    public sealed record Command(Actor Actor, FairApplicationId Application, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var held = await db.HoldStallAsync(command.Actor, command.Application, ct);
            if (held.Refusal is { } refusal)
            {
                return refusal;
            }

            if (FairDraft.Text(command.Reason) is not { Length: <= LongestReason } reason)
            {
                return ParticipationRefusals.ReasonMissing(LongestReason);
            }

            var stall = held.Value;
            if (!stall.IsShown)
            {
                return HallRefusals.StallAsIs();
            }

            stall.TakeDown(reason, clock.GetUtcNow());
            outbox.Add(db, new HallNews(command.Application, HallNewsKind.StallTakenDown, null, reason));
            db.Audit(clock, command.Actor, "promotion.stall_taken_down", $"fair_application:{command.Application}", reason);
            return Result.Success;
        }, ct);
}

/// <summary>Shows again what the office had taken down.</summary>
public sealed class PutBackStall(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, FairApplicationId Application);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var held = await db.HoldStallAsync(command.Actor, command.Application, ct);
            if (held.Refusal is { } refusal)
            {
                return refusal;
            }

            var stall = held.Value;
            if (stall.IsShown)
            {
                return HallRefusals.StallAsIs();
            }

            var before = new { stall.TakenDownAt, stall.TakenDownReason };
            stall.PutBack();
            outbox.Add(db, new HallNews(command.Application, HallNewsKind.StallPutBack, null, null));
            db.Audit(clock, command.Actor, "promotion.stall_put_back", $"fair_application:{command.Application}", before: before);
            return Result.Success;
        }, ct);
}

internal static class JudgedStall
{
    /// <summary>For officers who run the fair.</summary>
    public static async Task<Result<Stall>> HoldStallAsync(this MarketDbContext db, Actor actor, FairApplicationId id, CancellationToken ct)
    {
        if (await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application)
        {
            return ParticipationRefusals.ApplicationUnknown();
        }

        var held = await db.HoldRunAsync(actor, application.FairId, ct);
        return held.Refusal is not null ? ParticipationRefusals.ApplicationUnknown()
            : await db.Stalls.SingleOrDefaultAsync(s => s.ApplicationId == id, ct) is { } stall ? stall : HallRefusals.StallEmpty();
    }
}
