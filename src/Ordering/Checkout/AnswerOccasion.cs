using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Checkout;

/// <summary>The first step: for whom, on what occasion, and wanted when.</summary>
public sealed class AnswerOccasion(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Farther ahead nobody knows the calendar of carriers.</summary>
    private const int MostDaysAhead = 366;

    /// <param name="From">The wanted day, or the first of a range; null where any day will do.</param>
    public sealed record Command(bool Gift, Occasion? Occasion, DateOnly? From, DateOnly? Through);

    public Task<Result> RunAsync(CartOwner owner, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCartAsync(owner, clock, cart =>
        {
            var (from, through, today) = (command.From, command.Through ?? command.From, clock.Today());
            if (from is null && through is not null)
            {
                from = through;
            }

            if (from is not null && (through < from || from <= today || through > today.AddDays(MostDaysAhead)))
            {
                return CheckoutRefusals.WantedDaysWrong(today.AddDays(1), today.AddDays(MostDaysAhead));
            }

            (cart.Purpose, cart.Occasion) = (command.Gift ? CartPurpose.Gift : CartPurpose.Own, command.Gift ? command.Occasion : null);
            (cart.WantedFrom, cart.WantedThrough) = (from, through);
            cart.StepDone = Math.Max(cart.StepDone, 1);
            return Result.Success;
        }, ct);
    }
}
