using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>A producer asks for a place at a fair; sent again while the window is open it changes what was sent, and the place in the order stays.</summary>
public sealed class ApplyToFair
{
    public const int MostBooths = FairApplication.MostBooths, MostProducts = FairApplication.MostProducts, LongestName = FairApplication.LongestName, LongestText = FairApplication.LongestText;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly Eligibility _eligibility;
    private readonly IProducerBook _producers;
    private readonly IWordsDesk _words;
    private readonly PlaceKeeper _keeper;
    private readonly TimeProvider _clock;

    internal ApplyToFair(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, IProducerBook producers, IWordsDesk words, PlaceKeeper keeper, TimeProvider clock)
        => (_contexts, _eligibility, _producers, _words, _keeper, _clock) = (contexts, eligibility, producers, words, keeper, clock);

    public sealed record Command(Actor Actor, FairId Fair, ProducerId Producer, IReadOnlyCollection<ProductId> Products, int Booths, string? Name, string? Phone, string? Email, string? Wishes);

    public async Task<Result<FairApplicationId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.MayTakePartFor(command.Producer))
        {
            return PromotionRefusals.NotYourProducer();
        }

        var (name, wishes) = (VietnameseText.Clean(command.Name), ContactText.Message(command.Wishes));
        var (phone, email) = (ContactText.Phone(command.Phone), ContactText.Email(command.Email));
        if (WhyNot(command, name, phone, email, wishes) is { } wrong)
        {
            return wrong;
        }

        var open = await FindOpenAsync(command.Fair, ct);
        if (open.Refusal is { } closed)
        {
            return closed;
        }

        var fair = open.Value;
        var own = (await _eligibility.OfProducerAsync(command.Producer, fair, ct)).ToDictionary(p => p.Product);
        if (command.Products.Any(p => !own.ContainsKey(p)))
        {
            return ParticipationRefusals.ProductNotYours();
        }

        var products = command.Products.Distinct().Select(p => own[p]).ToList();
        var producer = (await _producers.FindAsync([command.Producer], ct))[command.Producer];
        return await _contexts.InTransactionAsync<FairApplicationId>(async db =>
        {
            var places = (await db.HoldPlacesAsync(command.Fair, ct))!;
            if (places.Fair.StageOn(_clock.Today()) is not FairStage.OpenForApplications || (places.Fair.From, places.Fair.Through) != (fair.From, fair.Through))
            {
                return places.Fair.StageOn(_clock.Today()) is FairStage.OpenForApplications ? PromotionRefusals.FairDaysChanged() : ParticipationRefusals.ApplicationsNotOpen();
            }

            var (now, next) = (_clock.GetUtcNow(), places.Applications.Count == 0 ? 1 : places.Applications[^1].Number + 1);
            var application = places.Applications.SingleOrDefault(a => a.ProducerId == command.Producer);
            var isNew = application is null || (!application.IsOpen && !application.HoldsPlace);
            if (application is null)
            {
                application = new(command.Fair, command.Producer, next, producer.CommuneCode, producer.ProvinceCode, now);
                db.FairApplications.Add(application);
            }
            else if (isNew && application.Renew(next, now).Refusal is { } over)
            {
                return over;
            }
            else if (application.State is ParticipationState.CheckedIn)
            {
                return ParticipationRefusals.ApplicationWrongState(application.State);
            }
            else if (application.HoldsPlace && application.Booths != command.Booths)
            {
                return ParticipationRefusals.BoothsFixed(application.Booths);
            }

            (application.Products, application.Booths, application.Group) = ([.. products.Select(p => p.Product)], command.Booths, Eligibility.GroupOf(products.Select(p => p.Set)));
            (application.Contact, application.Wishes, application.AppliedBy) = (new(name, phone!, email), wishes.Length == 0 ? null : wishes, command.Actor.Account);
            application.Look(products.Count(p => p.IsEligible), now);
            application.Touch(now);
            if (isNew || application.State is ParticipationState.NotEligible)
            {
                _keeper.Tell(db, application, application.State is ParticipationState.NotEligible ? ParticipationNewsKind.NotEligible : ParticipationNewsKind.Received);
            }

            db.Audit(_clock, command.Actor, "promotion.applied", application.Subject(), after: new { application.Number, application.Booths, Products = application.Products.Count, application.State });
            return application.Id;
        }, ct);
    }

    private async Task<Result<Fair>> FindOpenAsync(FairId id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { IsPublic: true } fair ? PromotionRefusals.FairUnknown()
            : fair.StageOn(_clock.Today()) is not FairStage.OpenForApplications ? ParticipationRefusals.ApplicationsNotOpen()
            : fair;
    }

    private Refusal? WhyNot(Command command, string name, string? phone, string? email, string wishes)
        => command.Products.Count is 0 or > FairApplication.MostProducts ? ParticipationRefusals.ProductsMissing(FairApplication.MostProducts)
            : command.Booths is < 1 or > FairApplication.MostBooths ? ParticipationRefusals.BoothsWrong(FairApplication.MostBooths)
            : name.Length is 0 or > FairApplication.LongestName ? ParticipationRefusals.ContactNameMissing(FairApplication.LongestName)
            : phone is null ? ParticipationRefusals.PhoneWrong()
            : email is null && !string.IsNullOrWhiteSpace(command.Email) ? ParticipationRefusals.EmailWrong()
            : wishes.Length > FairApplication.LongestText ? ParticipationRefusals.TextTooLong(FairApplication.LongestText)
            : (_words.FirstWatched(name) ?? _words.FirstWatched(wishes)) is { } watched ? ParticipationRefusals.WordsWatched(watched)
            : null;
}

/// <summary>A producer takes its application back; a place that it held goes to who waits.</summary>
public sealed class WithdrawFromFair
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PlaceKeeper _keeper;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal WithdrawFromFair(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _keeper, _outbox, _clock) = (contexts, keeper, outbox, clock);

    public sealed record Command(Actor Actor, FairApplicationId Application);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldOwnAsync(command.Actor, command.Application, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (places, application) = found.Value;
            var before = application.State;
            if (places.Fair.Through < _clock.Today())
            {
                return PromotionRefusals.FairOver(places.Fair.Through);
            }

            if (application.Withdraw(_clock.GetUtcNow()).Refusal is { } wrong)
            {
                return wrong;
            }

            if (before is ParticipationState.Accepted)
            {
                _outbox.Add(db, new OfficeNews(application.Id, OfficeNewsKind.GaveUp));
            }

            await _keeper.LeaveAsync(db, application, ct);
            _keeper.MoveUp(db, places);
            db.Audit(_clock, command.Actor, "promotion.application_withdrawn", application.Subject(), before: new { State = before }, after: new { application.State });
            return Result.Success;
        }, ct);
}
