using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Shipping;

/// <summary>How a producer sends and where people fetch, as its page shows and takes it.</summary>
/// <param name="OwnFreeFrom">Of the goods' value; null where own delivery always costs.</param>
/// <param name="Until">What is ordered later on a day counts as the next day's; null leaves it to the carrier.</param>
/// <param name="StopDays">Days before a long holiday on which nothing is packed any more.</param>
public sealed record ShippingChoice(
    IReadOnlyList<string> Carriers, IReadOnlyList<OwnArea> OwnAreas, Money? OwnFreeFrom, int OwnDaysFrom, int OwnDaysThrough, bool Pickup, string? PickupAddress, string? PickupHours,
    IReadOnlyList<DayOfWeek> PickupDays, TimeOnly? Until, int StopDays)
{
    internal static ShippingChoice Of(ProducerShipping s) => new(
        s.CarrierCodes, s.OwnAreas, s.OwnFreeFrom, s.OwnDaysFrom, s.OwnDaysThrough, s.Pickup, s.PickupAddress, s.PickupHours, s.PickupDays, s.Until, s.StopDays);
}

/// <summary>Says by whom and how a producer sends: quotes and cut-offs hold to it from the next asking on.</summary>
public sealed class ChooseShipping(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int MostAreas = 200, MostDays = 60;

    public const long DearestDong = 100_000_000;

    public sealed record Command(Actor Actor, ProducerId Producer, ShippingChoice Choice);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.MayHandleOrders(command.Producer))
            {
                return OrderingRefusals.NotYourServices();
            }

            var choice = command.Choice;
            var (address, hours) = (VietnameseText.Clean(choice.PickupAddress), VietnameseText.Clean(choice.PickupHours));
            if (Check(choice, address, hours) is { } refusal)
            {
                return refusal;
            }

            await db.LockAsync($"ordering.shipping:{command.Producer}", ct);
            var kept = await db.ProducerShipping.SingleOrDefaultAsync(s => s.ProducerId == command.Producer, ct);
            var before = kept is null ? null : ShippingChoice.Of(kept);
            if (kept is null)
            {
                kept = new ProducerShipping { ProducerId = command.Producer };
                db.ProducerShipping.Add(kept);
            }

            (kept.CarrierCodes, kept.OwnAreas, kept.OwnFreeFrom, kept.OwnDaysFrom, kept.OwnDaysThrough) = ([.. choice.Carriers.Distinct()], choice.OwnAreas, choice.OwnFreeFrom, choice.OwnDaysFrom, choice.OwnDaysThrough);
            (kept.Pickup, kept.PickupAddress, kept.PickupHours, kept.PickupDays) = (choice.Pickup, address.Length > 0 ? address : null, hours.Length > 0 ? hours : null, [.. choice.PickupDays.Distinct().Order()]);
            (kept.Until, kept.StopDays) = (choice.Until, choice.StopDays);
            db.Audit(clock, command.Actor, "ordering.shipping_chosen", $"producer:{command.Producer}", before: before, after: ShippingChoice.Of(kept));
            return Result.Success;
        }, ct);
    }

    private static Refusal? Check(ShippingChoice choice, string address, string hours)
        => choice.Carriers.FirstOrDefault(c => Carriers.Find(c) is null) is { } carrier ? ShippingRefusals.CarrierUnknown(carrier)
        : choice.Carriers.Count == 0 && choice.OwnAreas.Count == 0 && !choice.Pickup ? ShippingRefusals.NoWayOfSending()
        : choice.OwnAreas.Count > MostAreas ? ShippingRefusals.OwnAreasTooMany(MostAreas)
        : choice.OwnAreas.FirstOrDefault(a => AreaDirectory.Instance.FindCommune(a.Code) is null && AreaDirectory.Instance.FindProvince(a.Code) is null) is { } nowhere ? ShippingRefusals.OwnAreaUnknown(nowhere.Code)
        : choice.OwnAreas.Any(a => a.Fee.Dong is < 0 or > DearestDong) || choice.OwnFreeFrom?.Dong is < 0 or > DearestDong ? ShippingRefusals.OwnFeeWrong(DearestDong)
        : choice.OwnDaysFrom < 0 || choice.OwnDaysThrough < choice.OwnDaysFrom || choice.OwnDaysThrough > MostDays || choice.StopDays is < 0 or > MostDays ? ShippingRefusals.ShippingDaysWrong(MostDays)
        : address.Length > ProducerShipping.LongestAddress || hours.Length > ProducerShipping.LongestHours ? ShippingRefusals.PickupTextTooLong(ProducerShipping.LongestAddress, ProducerShipping.LongestHours)
        : null;
}

/// <summary>Where and when goods of a producer are fetched.</summary>
/// <param name="Address">Null is the producer's own, which its page names.</param>
public sealed record PickupPlace(string? Address, string? Hours, IReadOnlyList<DayOfWeek> Days);

public sealed class ShippingChoiceQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>Null for those who may not handle orders there.</summary>
    public async Task<ShippingChoice?> OfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleOrders(producer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return ShippingChoice.Of(await db.ProducerShipping.AsNoTracking().SingleOrDefaultAsync(s => s.ProducerId == producer, ct) ?? new ProducerShipping { ProducerId = producer });
    }

    /// <summary>For buyers: no secret, since they must find it.</summary>
    public async Task<IReadOnlyDictionary<ProducerId, PickupPlace>> PlacesAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.ProducerShipping.AsNoTracking().Where(s => producers.Contains(s.ProducerId)).ToListAsync(ct)).ToDictionary(s => s.ProducerId, s => new PickupPlace(s.PickupAddress, s.PickupHours, s.PickupDays));
    }
}
