using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>A price came in for a need, or a new one.</summary>
internal sealed record NeedOffered(NeedOfferId Offer);

/// <summary>A producer offers certified goods for a need; only its buyer reads the price. A new offer takes the place of the old one.</summary>
public sealed class OfferForNeed(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, EventOutbox outbox, TimeProvider clock)
{
    private const int LongestValidity = 365;

    /// <param name="Products">Whose certificates are in force today, of a set that is wanted and with its stars at least.</param>
    /// <param name="Price">For one unit of the need.</param>
    public sealed record Command(Actor Actor, ProducerId Producer, BuyerNeedId Need, IReadOnlyCollection<ProductId> Products, Money Price, long Quantity, int LeadDays, string? Text, DateOnly? ValidThrough);

    public async Task<Result<NeedOfferId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (today, text) = (clock.Today(), ContactText.Message(command.Text));
        if (!command.Actor.MayTakePartFor(command.Producer))
        {
            return PromotionRefusals.NotYourProducer();
        }

        if (WhyNot(command, text, today) is { } wrong)
        {
            return wrong;
        }

        var inForce = await goods.FindAsync(command.Products, ct);
        return await contexts.InTransactionAsync<NeedOfferId>(async db =>
        {
            // The row is held, so that what is asked for stays the same until the price stands.
            if (await db.HoldNeedAsync(command.Need, ct) is not { } need || !need.IsFor(command.Producer) || !await db.BusinessBuyers.AnyAsync(b => b.Id == need.BuyerId && b.State == BuyerState.Verified, ct))
            {
                return PromotionRefusals.NeedUnknown();
            }

            if (!need.IsOpenOn(today))
            {
                return PromotionRefusals.NeedClosed();
            }

            if (command.Products.Any(p => inForce.GetValueOrDefault(p) is not { } found || found.Producer != command.Producer || !need.Sets.Contains(found.Set) || found.Stars < need.Stars))
            {
                return PromotionRefusals.OfferProductsWrong(NeedOffer.MostProducts);
            }

            var offer = await db.NeedOffers.SingleOrDefaultAsync(o => o.NeedId == need.Id && o.ProducerId == command.Producer, ct);
            var (before, now) = (offer?.Said(), clock.GetUtcNow());
            if (offer is null)
            {
                offer = new(need.Id, command.Producer, now);
                db.NeedOffers.Add(offer);
            }

            if (offer.Send(now).Refusal is { } refusal)
            {
                return refusal;
            }

            (offer.Products, offer.Price, offer.Quantity, offer.LeadDays, offer.Text, offer.ValidThrough) =
                ([.. command.Products.Select(p => p.Value).Distinct()], command.Price, command.Quantity, command.LeadDays, text.Length > 0 ? text : null, command.ValidThrough!.Value);
            outbox.Add(db, new NeedOffered(offer.Id));
            db.Audit(clock, command.Actor, "promotion.offer_sent", offer.Subject(), before: before, after: offer.Said());
            return offer.Id;
        }, ct);
    }

    private static Refusal? WhyNot(Command command, string text, DateOnly today)
        => command.Price.Dong is < 1 or > 1_000_000_000_000 || command.Quantity is < 1 or > BuyerNeed.MostQuantity || command.LeadDays is < 0 or > NeedOffer.MostLeadDays ? PromotionRefusals.OfferNumbersWrong(BuyerNeed.MostQuantity, NeedOffer.MostLeadDays)
        : command.ValidThrough is not { } valid || valid < today || valid > today.AddDays(LongestValidity) ? PromotionRefusals.OfferValidityWrong(LongestValidity)
        : text.Length > NeedOffer.LongestText ? PromotionRefusals.FairTextTooLong(NeedOffer.LongestText, text.Length)
        : command.Products.Count is 0 or > NeedOffer.MostProducts ? PromotionRefusals.OfferProductsWrong(NeedOffer.MostProducts)
        : null;
}

/// <summary>A producer takes its price back, as long as nobody has accepted it.</summary>
public sealed class WithdrawOffer(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, NeedOfferId Offer);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.HoldOfferAsync(command.Offer, ct) is not { } offer || !command.Actor.MayTakePartFor(offer.ProducerId))
            {
                return PromotionRefusals.OfferUnknown();
            }

            if (offer.Withdraw(clock.GetUtcNow()).Refusal is { } refusal)
            {
                return refusal;
            }

            db.Audit(clock, command.Actor, "promotion.offer_withdrawn", offer.Subject(), before: new { State = NeedOfferState.Sent }, after: new { offer.State });
            return Result.Success;
        }, ct);
}

/// <summary>A buyer has answered an offer.</summary>
internal sealed record NeedOfferAnswered(NeedOfferId Offer);

/// <summary>The buyer takes an offer, or says no; one that ran out yesterday can no longer be taken.</summary>
public sealed class AnswerOffer(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, NeedOfferId Offer, bool Accepted, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.BuyerOfAsync(command.Actor, ct) is not { } buyer || await db.HoldOfferAsync(command.Offer, ct) is not { } offer
                || !await db.BuyerNeeds.AnyAsync(n => n.Id == offer.NeedId && n.BuyerId == buyer.Id, ct))
            {
                return PromotionRefusals.OfferUnknown();
            }

            var reason = ContactText.Message(command.Reason);
            if (reason.Length > NeedOffer.LongestText)
            {
                return PromotionRefusals.FairTextTooLong(NeedOffer.LongestText, reason.Length);
            }

            if (offer.Answer(command.Accepted, reason.Length > 0 ? reason : null, clock.Today(), clock.GetUtcNow()).Refusal is { } refusal)
            {
                return refusal;
            }

            outbox.Add(db, new NeedOfferAnswered(offer.Id));
            db.Audit(clock, command.Actor, command.Accepted ? "promotion.offer_accepted" : "promotion.offer_declined", offer.Subject(), reason, before: new { State = NeedOfferState.Sent }, after: new { offer.State });
            return Result.Success;
        }, ct);
}

/// <summary>Buyer or producer says how the contract of an accepted offer stands; offices count it in their reports.</summary>
public sealed class SayContract(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, NeedOfferId Offer, ContractState State, string? Number, DateOnly? SignedOn, Money? Value);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.HoldOfferAsync(command.Offer, ct) is not { } offer
                || !(command.Actor.MayTakePartFor(offer.ProducerId) || (await db.BuyerOfAsync(command.Actor, ct) is { } buyer && await db.BuyerNeeds.AnyAsync(n => n.Id == offer.NeedId && n.BuyerId == buyer.Id, ct))))
            {
                return PromotionRefusals.OfferUnknown();
            }

            var number = VietnameseText.Clean(command.Number);
            if (number.Length > 60 || command.SignedOn > clock.Today() || command.Value is { Dong: < 0 or > 1_000_000_000_000_000 })
            {
                return PromotionRefusals.ContractIncomplete();
            }

            var before = offer.Said();
            if (offer.Say(command.State, number.Length > 0 ? number : null, command.SignedOn, command.Value, clock.GetUtcNow()).Refusal is { } refusal)
            {
                return refusal;
            }

            db.Audit(clock, command.Actor, "promotion.contract_said", offer.Subject(), before: before, after: offer.Said());
            return Result.Success;
        }, ct);
}
