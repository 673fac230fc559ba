using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.FairPrices;

/// <summary>
/// A producer sells a packing cheaper on days of a fair at which it has a place: what it pays for itself counts at once, what others pay for
/// waits for the office of the fair.
/// </summary>
public sealed class SetFairPrice
{
    public const int LongestPayer = 160;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly Eligibility _eligibility;
    private readonly IDatedPriceDesk _prices;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal SetFairPrice(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, IDatedPriceDesk prices, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _eligibility, _prices, _outbox, _clock) = (contexts, eligibility, prices, outbox, clock);

    /// <param name="Through">Last day, in Vietnam; both lie in the fair.</param>
    /// <param name="Payer">Who bears the difference.</param>
    /// <param name="MostPieces">So many are sold at this price.</param>
    public sealed record Command(Actor Actor, FairApplicationId Application, VariantId Variant, Money Price, DateOnly From, DateOnly Through, PricePayer Payer, int? MostPieces);

    public async Task<Result<DatedPriceId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var shown = await FindShownAsync(command, ct);
        return await _contexts.InTransactionAsync<DatedPriceId>(async db =>
        {
            var found = await db.HoldOwnAsync(command.Actor, command.Application, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (places, application) = found.Value;
            var fair = places.Fair;
            if (WhyNot(fair, application, command, _clock.Today()) is { } wrong)
            {
                return wrong;
            }

            if (shown is null || !application.Products.Contains(shown.Product))
            {
                return FairPriceRefusals.NotShownThere();
            }

            if (shown.Through != fair.Through)
            {
                return PromotionRefusals.FairDaysChanged();
            }

            var set = await _prices.SetAsync(db, command.Actor, new(
                command.Variant, application.ProducerId, command.Price, command.From, command.Through, command.Payer, command.MostPieces, new(fair.Id.Value, fair.Slug, fair.NameVi, fair.NameEn, fair.Sequence)), ct);
            if (set.Succeeded && command.Payer.Kind is not PricePayerKind.Producer)
            {
                _outbox.Add(db, new OfficeNews(application.Id, OfficeNewsKind.PriceProposed));
            }

            return set;
        }, ct);
    }

    /// <summary>
    /// The product of the packing, if it may be shown through the last day of the fair: what is shown there may be sold cheaper there. Asked before the transaction, which would else
    /// need a second line to the database; it looks again at what may have changed meanwhile, and a sale asks the Offer rule itself.
    /// </summary>
    private async Task<Shown?> FindShownAsync(Command command, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Application, ct) is not { } application || !command.Actor.MayTakePartFor(application.ProducerId))
        {
            return null;
        }

        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct);
        var eligible = (await _eligibility.OfAsync(application.Products, fair, ct)).Values.Where(p => p.IsEligible).Select(p => p.Product).ToList();
        return (await _prices.PackingsAsync(application.ProducerId, eligible, ct)).FirstOrDefault(p => p.Variant == command.Variant) is { } packing ? new(packing.Product, fair.Through) : null;
    }

    private static Refusal? WhyNot(Fair fair, FairApplication application, Command command, DateOnly today)
        => fair.State is not FairState.Announced || fair.Through < today ? PromotionRefusals.FairWrongState(fair.StageOn(today))
            : application.State is not (ParticipationState.Accepted or ParticipationState.CheckedIn) ? ParticipationRefusals.ApplicationWrongState(application.State)
            : command.Through < command.From || command.From < fair.From || command.Through > fair.Through || command.Through < today ? FairPriceRefusals.DaysOutside(fair.From > today ? fair.From : today, fair.Through)
            : null;

    private sealed record Shown(ProductId Product, DateOnly Through);
}

/// <summary>The office of a fair says that the payer of a lower price is right: from now on it counts on its days.</summary>
public sealed class ConfirmFairPrice
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IDatedPriceDesk _prices;
    private readonly PlaceKeeper _keeper;

    internal ConfirmFairPrice(IDbContextFactory<MarketDbContext> contexts, IDatedPriceDesk prices, PlaceKeeper keeper) => (_contexts, _prices, _keeper) = (contexts, prices, keeper);

    public sealed record Command(Actor Actor, FairId Fair, DatedPriceId Price);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var price = await _prices.FindAsync(command.Price, ct); // its fair and producer never change
        return await _contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            if (price is null || price.Fair != command.Fair.Value)
            {
                return FairPriceRefusals.Unknown();
            }

            var confirmed = await _prices.ConfirmAsync(db, command.Actor, command.Price, ct);
            if (confirmed.Succeeded)
            {
                _keeper.Tell(db, found.Value.Applications.Single(a => a.ProducerId == price.Producer), ParticipationNewsKind.PriceConfirmed);
            }

            return confirmed;
        }, ct);
    }
}

/// <summary>Ends a lower price before its last day: its producer at will, the office of the fair with a reason. It counts no more from this moment on.</summary>
public sealed class EndFairPrice
{
    public const int LongestReason = 600;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IDatedPriceDesk _prices;
    private readonly PlaceKeeper _keeper;

    internal EndFairPrice(IDbContextFactory<MarketDbContext> contexts, IDatedPriceDesk prices, PlaceKeeper keeper) => (_contexts, _prices, _keeper) = (contexts, prices, keeper);

    /// <param name="Reason">Of the office; its producer needs none.</param>
    public sealed record Command(Actor Actor, DatedPriceId Price, string? Reason);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await _prices.FindAsync(command.Price, ct) is not { } price ? FairPriceRefusals.Unknown() : await _contexts.InTransactionAsync(async db =>
        {
            if (command.Actor.MayTakePartFor(price.Producer))
            {
                return await _prices.EndAsync(db, command.Actor, command.Price, DatedPriceEnd.TakenBack, null, ct);
            }

            var (found, reason) = (await db.HoldRunAsync(command.Actor, new(price.Fair), ct), FairDraft.Text(command.Reason));
            if (!found.Succeeded || reason is not { Length: <= LongestReason })
            {
                return found.Succeeded ? ParticipationRefusals.ReasonMissing(LongestReason) : FairPriceRefusals.Unknown();
            }

            var ended = await _prices.EndAsync(db, command.Actor, command.Price, DatedPriceEnd.ByOffice, reason, ct);
            if (ended.Succeeded)
            {
                _keeper.Tell(db, found.Value.Applications.Single(a => a.ProducerId == price.Producer), ParticipationNewsKind.PriceEnded);
            }

            return ended;
        }, ct);
    }
}

/// <summary>Prices go where their fair goes: they move with its days, and end where it has none.</summary>
internal sealed class PricesOfChangedFair(IDbContextFactory<MarketDbContext> contexts, IDatedPriceDesk prices) : IOutboxHandler<FairChanged>
{
    private static readonly Actor Clockwork = Actor.System("fair-prices");

    public Task HandleAsync(FairChanged happened, long delivery, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (happened.Kind is FairChangeKind.Cancelled or FairChangeKind.Postponed)
            {
                await prices.EndAllAsync(db, Clockwork, happened.Fair.Value, null, happened.Kind is FairChangeKind.Cancelled ? DatedPriceEnd.FairCancelled : DatedPriceEnd.FairPostponed, ct);
            }
            else if (happened.Kind is FairChangeKind.Moved or FairChangeKind.Resumed
                && await db.FairChanges.AsNoTracking().SingleOrDefaultAsync(c => c.FairId == happened.Fair && c.Sequence == happened.Sequence, ct) is { Before: { } before, After: { } after })
            {
                await prices.MoveAsync(db, Clockwork, happened.Fair.Value, happened.Sequence, after.From.DayNumber - before.From.DayNumber, after.From, after.Through, ct);
            }

            return Result.Success;
        }, ct);
}
