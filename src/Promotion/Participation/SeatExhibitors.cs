using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>Gives producers places at a fair that nobody applied for, in any order and without letters: for demonstration data, whose fairs nobody counts on.</summary>
public sealed class SeatExhibitors
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerBook _producers;
    private readonly IProductForce _force;
    private readonly TimeProvider _clock;

    internal SeatExhibitors(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, IProductForce force, TimeProvider clock) => (_contexts, _producers, _force, _clock) = (contexts, producers, force, clock);

    /// <param name="Contact">Of all of them.</param>
    public sealed record Command(Actor Actor, FairId Fair, IReadOnlyList<ProducerId> Producers, FairContact Contact);

    /// <returns>Their applications, in the order of the producers; whoever has applied, or has nothing in force through the last day, is left out.</returns>
    public async Task<Result<IReadOnlyList<(ProducerId Producer, FairApplicationId Application, IReadOnlyList<ProductId> Products)>>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.HoldsTheMachine)
        {
            return PromotionRefusals.FairsOfficersOnly();
        }

        var (producers, goods) = (await _producers.FindAsync(command.Producers, ct), new Dictionary<ProducerId, List<ProductForce>>());
        await using (var reading = await _contexts.CreateDbContextAsync(ct))
        {
            if (await reading.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == command.Fair, ct) is { } fair)
            {
                foreach (var producer in producers.Keys)
                {
                    goods[producer] = [.. (await _force.OfProducerAsync(producer, fair.From, fair.Through, ct)).Where(p => p.Gap is null).Take(FairApplication.MostProducts)];
                }
            }
        }

        return await _contexts.InTransactionAsync<IReadOnlyList<(ProducerId, FairApplicationId, IReadOnlyList<ProductId>)>>(async db =>
        {
            if (await db.HoldPlacesAsync(command.Fair, ct) is not { } places)
            {
                return PromotionRefusals.FairUnknown();
            }

            var (now, number, seated) = (_clock.GetUtcNow(), places.Applications.Count, new List<(ProducerId, FairApplicationId, IReadOnlyList<ProductId>)>());
            foreach (var producer in command.Producers)
            {
                if (goods.GetValueOrDefault(producer) is { Count: > 0 } products && places.Applications.All(a => a.ProducerId != producer))
                {
                    var application = new FairApplication(command.Fair, producer, ++number, producers[producer].CommuneCode, producers[producer].ProvinceCode, now)
                    {
                        Products = [.. products.Select(p => p.Product)], Group = Eligibility.GroupOf(products.Select(p => p.Set)), Booths = 1, Contact = command.Contact,
                    };
                    application.Look(products.Count, now);
                    application.Offer(now, now.AddMinutes(1));
                    application.Accept(now);
                    db.FairApplications.Add(application);
                    db.Audit(_clock, command.Actor, "promotion.exhibitor_seated", application.Subject());
                    seated.Add((producer, application.Id, application.Products));
                }
            }

            return seated;
        }, ct);
    }
}
