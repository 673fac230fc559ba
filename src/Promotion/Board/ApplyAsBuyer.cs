using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>A business waits for the office of its place.</summary>
internal sealed record BuyerApplied(BusinessBuyerId Buyer);

/// <summary>A business as its person writes it.</summary>
public sealed record BuyerForm(BuyerKind Kind, string? Name, string? TaxCode, string? ContactName, string? Phone, string? Address, string? CommuneCode, string? About);

/// <summary>A member says for which business they buy. What says who it is, changed later, is looked at again.</summary>
public sealed class ApplyAsBuyer(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, BuyerForm Form);

    public Task<Result<BusinessBuyerId>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<BusinessBuyerId>(async db =>
        {
            var form = command.Form;
            if (command.Actor is not { Kind: ActorKind.Member, Account: { } account })
            {
                return PromotionRefusals.BuyersAreMembers();
            }

            if (VietnameseText.Clean(form.Name) is not { Length: > 0 and <= BusinessBuyer.LongestName } name || VietnameseText.Clean(form.ContactName) is not { Length: > 0 and <= 100 } contact)
            {
                return PromotionRefusals.BuyerNameMissing();
            }

            if (ContactText.TaxCode(form.TaxCode) is not { } taxCode)
            {
                return PromotionRefusals.BuyerTaxCodeWrong();
            }

            if (ContactText.Phone(form.Phone) is not { } phone)
            {
                return PromotionRefusals.BuyerPhoneWrong();
            }

            if (areas.FindCommune(form.CommuneCode) is not { } commune)
            {
                return PromotionRefusals.BuyerPlaceMissing();
            }

            if (ContactText.Message(form.About) is { Length: > BusinessBuyer.LongestText } about)
            {
                return PromotionRefusals.FairTextTooLong(BusinessBuyer.LongestText, about.Length);
            }

            await db.LockAsync($"promotion.buyer:{account}", ct);
            var (buyer, now) = (await db.BusinessBuyers.SingleOrDefaultAsync(b => b.AccountId == account, ct), clock.GetUtcNow());
            var isNew = buyer is null;
            if (buyer is null)
            {
                buyer = new(account, now);
                db.BusinessBuyers.Add(buyer);
            }

            var before = isNew ? null : buyer.Said();
            var isAnother = isNew || buyer.State is BuyerState.Refused || (buyer.Name, buyer.TaxCode, buyer.CommuneCode) != (name, taxCode, commune.Code);
            (buyer.Kind, buyer.Name, buyer.TaxCode, buyer.ContactName, buyer.Phone) = (form.Kind, name, taxCode, contact, phone);
            (buyer.Address, buyer.CommuneCode, buyer.ProvinceCode) = (VietnameseText.Clean(form.Address) is { Length: > 0 } street ? street[..Math.Min(street.Length, BusinessBuyer.LongestName)] : null, commune.Code, commune.ProvinceCode);
            buyer.About = ContactText.Message(form.About) is { Length: > 0 } words ? words : null;
            if (isAnother && buyer.State is not BuyerState.Applied || isNew)
            {
                buyer.Apply(now);
                outbox.Add(db, new BuyerApplied(buyer.Id));
            }

            db.Audit(clock, command.Actor, "promotion.buyer_saved", buyer.Subject(), before: before, after: buyer.Said());
            return buyer.Id;
        }, ct);
}

/// <summary>The office of its place has looked at a business.</summary>
internal sealed record BuyerDecided(BusinessBuyerId Buyer);

/// <summary>An office takes a business onto the board, or says why not; a business that was taken can be taken off again.</summary>
public sealed class DecideBuyer(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Reason">Must be given where it is not taken; the business reads it.</param>
    /// <param name="Version">Of the business as the page showed it.</param>
    public sealed record Command(Actor Actor, BusinessBuyerId Buyer, uint Version, bool Verified, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.BusinessBuyers.FromSql($"select *, xmin from promotion.business_buyers where id = {command.Buyer.Value} for update").ToListAsync(ct);
            if (found is not [var buyer] || !command.Actor.MayJudgeBuyers(buyer.ProvinceCode, buyer.CommuneCode))
            {
                return PromotionRefusals.BuyerUnknown();
            }

            if (db.Entry(buyer).Property<uint>("xmin").CurrentValue != command.Version)
            {
                return PromotionRefusals.BuyerMoved();
            }

            var reason = ContactText.Message(command.Reason);
            if (!command.Verified && reason.Length is 0 or > BusinessBuyer.LongestText)
            {
                return PromotionRefusals.BuyerReasonMissing(BusinessBuyer.LongestText);
            }

            var before = buyer.State;
            if (buyer.Decide(command.Verified, reason, clock.GetUtcNow()).Refusal is { } refusal)
            {
                return refusal;
            }

            outbox.Add(db, new BuyerDecided(buyer.Id));
            db.Audit(clock, command.Actor, command.Verified ? "promotion.buyer_verified" : "promotion.buyer_refused", buyer.Subject(), reason, before: new { State = before }, after: new { buyer.State });
            return Result.Success;
        }, ct);
}
