using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>Draws the booths of a zone in rows below what is drawn already; drawn anew while nobody stands in it.</summary>
public sealed class DrawZone(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int MostMetres = 100, MostRows = 40, MostColumns = 60;

    /// <param name="Width">Of a booth, in centimetres.</param>
    /// <param name="Aisle">Between two rows, in centimetres.</param>
    /// <param name="Fee">Of a booth before support; null is that of the fair.</param>
    public sealed record Command(Actor Actor, FairId Fair, string? Zone, int Rows, int Columns, int Width, int Depth, int Aisle, long? Fee);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var booths = await db.Booths.Where(b => b.FairId == command.Fair).ToListAsync(ct);
            var (old, others) = (booths.FindAll(b => b.Zone == command.Zone), booths.FindAll(b => b.Zone != command.Zone));
            if (WhyNot(command, found.Value.Fair, old, others.Count) is { } wrong)
            {
                return wrong;
            }

            db.Booths.RemoveRange(old);
            await db.SaveChangesAsync(ct); // their numbers are free again before the new ones take them
            var top = others.Count == 0 ? 0 : others.Max(b => b.Y + b.Depth) + Math.Max(command.Aisle, 200);
            for (var i = 0; i < command.Rows * command.Columns; i++)
            {
                var (row, column) = (i / command.Columns, i % command.Columns);
                db.Booths.Add(new Booth(command.Fair, command.Zone!, i + 1)
                {
                    X = column * command.Width, Y = top + (row * (command.Depth + command.Aisle)), Width = command.Width, Depth = command.Depth, Fee = command.Fee is { } fee ? new Money(fee) : null,
                });
            }

            db.Audit(clock, command.Actor, "promotion.zone_drawn", $"fair:{command.Fair}", before: new { Booths = old.Count }, after: new { command.Zone, command.Rows, command.Columns, command.Width, command.Depth, command.Fee });
            return Result.Success;
        }, ct);

    private static Refusal? WhyNot(Command command, Fair fair, List<Booth> old, int others)
        => !fair.Zones.Any(z => z.Code == command.Zone) ? ParticipationRefusals.ZoneWrong()
            : command.Rows is < 1 or > MostRows || command.Columns is < 1 or > MostColumns || others + (command.Rows * command.Columns) > Booth.MostBooths ? ParticipationRefusals.TooManyBooths(Booth.MostBooths)
            : command.Width is < Booth.Smallest or > MostMetres * 100 || command.Depth is < Booth.Smallest or > MostMetres * 100 || command.Aisle is < 0 or > MostMetres * 100 || command.Fee is < 0 or > Fair.DearestBooth
                ? ParticipationRefusals.BoothSizeWrong(MostMetres)
            : old.Find(b => b.ApplicationId is not null) is { } given ? ParticipationRefusals.BoothGiven(given.Name)
            : null;
}

/// <summary>Moves one booth, or gives it another size or fee; no two booths lie on one another.</summary>
public sealed class ChangeBooth(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Version">Of the booth as the page showed it.</param>
    /// <param name="X">In centimetres, as the other measures.</param>
    public sealed record Command(Actor Actor, FairId Fair, BoothId Booth, uint Version, int X, int Y, int Width, int Depth, long? Fee);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldBoothAsync(command.Actor, command.Fair, command.Booth, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (_, booth) = found.Value;
            if (command.X is < 0 or > Booth.Longest || command.Y is < 0 or > Booth.Longest || command.Width is < Booth.Smallest or > DrawZone.MostMetres * 100 || command.Depth is < Booth.Smallest or > DrawZone.MostMetres * 100
                || command.Fee is < 0 or > Fair.DearestBooth)
            {
                return ParticipationRefusals.BoothSizeWrong(DrawZone.MostMetres);
            }

            var before = new { booth.X, booth.Y, booth.Width, booth.Depth, booth.Fee?.Dong };
            (booth.X, booth.Y, booth.Width, booth.Depth, booth.Fee) = (command.X, command.Y, command.Width, command.Depth, command.Fee is { } fee ? new Money(fee) : null);
            if ((await db.Booths.AsNoTracking().Where(b => b.FairId == command.Fair && b.Id != command.Booth).ToListAsync(ct)).Find(booth.Overlaps) is { } other)
            {
                return ParticipationRefusals.BoothsOverlap(booth.Name, other.Name);
            }

            db.Audit(clock, command.Actor, "promotion.booth_changed", $"booth:{booth.Id}", before: before, after: new { booth.X, booth.Y, booth.Width, booth.Depth, booth.Fee?.Dong });
            return Result.Success;
        }, ct);
}

/// <summary>Takes a booth that nobody has off the plan.</summary>
public sealed class RemoveBooth(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <inheritdoc cref="ChangeBooth.Command"/>
    public sealed record Command(Actor Actor, FairId Fair, BoothId Booth, uint Version);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldBoothAsync(command.Actor, command.Fair, command.Booth, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (_, booth) = found.Value;
            if (booth.ApplicationId is not null)
            {
                return ParticipationRefusals.BoothGiven(booth.Name);
            }

            db.Booths.Remove(booth);
            db.Audit(clock, command.Actor, "promotion.booth_removed", $"booth:{booth.Id}", before: new { booth.Name });
            return Result.Success;
        }, ct);
}

/// <summary>Gives a booth to somebody who has accepted a place, or takes it back.</summary>
public sealed class GiveBooth(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Version">Of the booth as the page showed it: of two officers at once one is told.</param>
    /// <param name="Application">Null takes it back.</param>
    public sealed record Command(Actor Actor, FairId Fair, BoothId Booth, uint Version, FairApplicationId? Application);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldBoothAsync(command.Actor, command.Fair, command.Booth, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (places, booth) = found.Value;
            if (command.Application is { } id && await WhyNotAsync(db, places, booth, id, ct) is { } wrong)
            {
                return wrong;
            }

            var before = booth.ApplicationId;
            booth.ApplicationId = command.Application;
            db.Audit(clock, command.Actor, "promotion.booth_given", $"booth:{booth.Id}", before: new { Application = before?.Value }, after: new { Application = command.Application?.Value });
            return Result.Success;
        }, ct);

    private static async Task<Refusal?> WhyNotAsync(MarketDbContext db, Places places, Booth booth, FairApplicationId id, CancellationToken ct)
        => places.Applications.SingleOrDefault(a => a.Id == id) is not { } application ? ParticipationRefusals.ApplicationUnknown()
            : application.State is not (ParticipationState.Accepted or ParticipationState.CheckedIn) ? ParticipationRefusals.ApplicationWrongState(application.State)
            : await db.Booths.CountAsync(b => b.ApplicationId == id && b.Id != booth.Id, ct) >= application.Booths ? ParticipationRefusals.HasItsBooths(application.Booths)
            : null;
}

/// <summary>Gives the free booths, in their order, to those who accepted and have none yet, in the order of applying; several of one side by side where they can be.</summary>
public sealed class GiveBoothsInOrder(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, FairId Fair);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var booths = await db.Booths.Where(b => b.FairId == command.Fair).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct);
            var given = 0;
            foreach (var application in found.Value.Applications.Where(a => a.State is ParticipationState.Accepted or ParticipationState.CheckedIn))
            {
                for (var missing = application.Booths - booths.Count(b => b.ApplicationId == application.Id); missing > 0 && Next(booths, missing) is { } booth; missing--)
                {
                    booth.ApplicationId = application.Id;
                    given++;
                }
            }

            if (given == 0)
            {
                return ParticipationRefusals.NothingToGive();
            }

            db.Audit(clock, command.Actor, "promotion.booths_given", $"fair:{command.Fair}", after: new { Given = given });
            return Result.Success;
        }, ct);

    // The first free one that has enough free ones behind it in its row of numbers, else the first free one.
    private static Booth? Next(List<Booth> booths, int wanted)
    {
        var free = booths.FindAll(b => b.ApplicationId is null);
        return free.Find(b => Enumerable.Range(0, wanted).All(i => free.Exists(f => f.Zone == b.Zone && f.Number == b.Number + i))) ?? free.FirstOrDefault();
    }
}

/// <summary>Reads the plan for the officers who draw it.</summary>
public sealed class BoothPlanQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal BoothPlanQueries(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, TimeProvider clock) => (_contexts, _producers, _clock) = (contexts, producers, clock);

    /// <summary>The plan, and who has accepted a place and lacks booths on it; null for a fair that is unknown or another office's.</summary>
    public async Task<(BoothPlan Plan, IReadOnlyList<(FairApplicationId Id, int Number, string Name, int Missing)> Unplaced)?> FindAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return null;
        }

        var booths = await db.Booths.AsNoTracking().Where(b => b.FairId == id).Select(b => new { Booth = b, Version = EF.Property<uint>(b, "xmin") }).ToListAsync(ct);
        var taken = await db.FairApplications.AsNoTracking().Where(a => a.FairId == id && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn || a.State == ParticipationState.Offered)).OrderBy(a => a.Number).ToListAsync(ct);
        var producers = await _producers.FindAsync([.. taken.Select(a => a.ProducerId)], ct);
        var names = taken.ToDictionary(a => a.Id, a => producers.GetValueOrDefault(a.ProducerId)?.Name ?? "");
        var plan = BoothPlan.Of(FairHead.Of(fair, _clock.Today()), [.. booths.Select(b => b.Booth)], names, booths.ToDictionary(b => b.Booth.Id, b => b.Version));
        return (plan, [.. taken.Where(a => a.State is not ParticipationState.Offered).Select(a => (a.Id, a.Number, names[a.Id], a.Booths - booths.Count(b => b.Booth.ApplicationId == a.Id))).Where(a => a.Item4 > 0)]);
    }
}

internal static class HeldBooth
{
    public static async Task<Result<(Places Places, Booth Booth)>> HoldBoothAsync(this MarketDbContext db, Actor actor, FairId fair, BoothId id, uint version, CancellationToken ct)
    {
        var places = await db.HoldRunAsync(actor, fair, ct);
        return places.Refusal is { } refusal ? refusal
            : await db.Booths.SingleOrDefaultAsync(b => b.Id == id && b.FairId == fair, ct) is not { } booth ? ParticipationRefusals.BoothUnknown()
            : db.Entry(booth).Property<uint>("xmin").CurrentValue != version ? ParticipationRefusals.BoothMoved(booth.Name)
            : (places.Value, booth);
    }
}
