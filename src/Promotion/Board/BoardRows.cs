using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>What several use cases of the board look up.</summary>
internal static class BoardRows
{
    /// <summary>The business for which a member speaks, whatever its state; null for everybody else.</summary>
    public static async Task<BusinessBuyer?> BuyerOfAsync(this MarketDbContext db, Actor actor, CancellationToken ct)
        => actor is { Kind: ActorKind.Member, Account: { } account } ? await db.BusinessBuyers.SingleOrDefaultAsync(b => b.AccountId == account, ct) : null;

    /// <summary>The need, locked.</summary>
    public static async Task<BuyerNeed?> HoldNeedAsync(this MarketDbContext db, BuyerNeedId id, CancellationToken ct)
        => (await db.BuyerNeeds.FromSql($"select *, xmin from promotion.buyer_needs where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    public static async Task<NeedOffer?> HoldOfferAsync(this MarketDbContext db, NeedOfferId id, CancellationToken ct)
        => (await db.NeedOffers.FromSql($"select *, xmin from promotion.need_offers where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    public static string Subject(this BusinessBuyer buyer) => $"business_buyer:{buyer.Id}";

    public static string Subject(this BuyerNeed need) => $"buyer_need:{need.Id}";

    public static string Subject(this NeedOffer offer) => $"need_offer:{offer.Id}";

    public static object Said(this BusinessBuyer b) => new { b.Kind, b.Name, b.TaxCode, b.ContactName, b.Phone, b.Address, b.CommuneCode, b.About, b.State };

    public static object Said(this BuyerNeed n) => new { n.Title, n.Text, n.Sets, n.Stars, n.Quantity, n.Unit, n.Rhythm, n.Papers, n.ProvinceCode, n.From, n.Through, n.OffersThrough, n.Asked };

    public static object Said(this NeedOffer o) => new { o.Products, o.Price, o.Quantity, o.LeadDays, o.Text, o.ValidThrough, o.State, o.Contract, o.ContractNumber, o.SignedOn, o.ContractValue };
}
