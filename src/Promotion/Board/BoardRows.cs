using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>A product that answers a need: certified today, of a wanted set, with its stars at least.</summary>
public sealed record FittingProduct(ProductId Product, string Name, int Set, int Stars, string CertificateNumber, DateOnly ValidThrough, ProducerId Producer, string ProducerName);

/// <summary>What several use cases of the board look up.</summary>
internal static class BoardRows
{
    /// <summary>The business for which a member speaks, whatever its state; null for everybody else.</summary>
    public static async Task<BusinessBuyer?> BuyerOfAsync(this MarketDbContext db, Actor actor, CancellationToken ct)
        => actor is { Kind: ActorKind.Member, Account: { } account } ? await db.BusinessBuyers.SingleOrDefaultAsync(b => b.AccountId == account, ct) : null;

    public static async Task<NeedOffer?> HoldOfferAsync(this MarketDbContext db, NeedOfferId id, CancellationToken ct)
        => (await db.NeedOffers.FromSql($"select *, xmin from promotion.need_offers where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    /// <param name="producers">Empty is all.</param>
    public static async Task<IReadOnlyList<FittingProduct>> FittingAsync(this MarketDbContext db, BuyerNeed need, IReadOnlyCollection<ProducerId> producers, DateOnly today, CancellationToken ct)
    {
        var (sets, stars, ids, all) = (need.Sets, need.Stars, producers.Select(p => p.Value).ToArray(), producers.Count == 0);
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select product_id as "Product", product_name as "Name", "set" as "Set", stars as "Stars", certificate_number as "Number", valid_through as "ValidThrough", producer_id as "Producer", producer_name as "ProducerName"
            from registry.in_force({today}) where "set" = any ({sets}) and stars >= {stars} and ({all} or producer_id = any ({ids})) order by producer_name, product_name, product_id
            """).ToListAsync(ct);
        return [.. rows.Select(r => new FittingProduct(new(r.Product), r.Name, r.Set, r.Stars, r.Number, r.ValidThrough, new(r.Producer), r.ProducerName))];
    }

    public static string Subject(this BusinessBuyer buyer) => $"business_buyer:{buyer.Id}";

    public static string Subject(this BuyerNeed need) => $"buyer_need:{need.Id}";

    public static string Subject(this NeedOffer offer) => $"need_offer:{offer.Id}";

    public static object Said(this BusinessBuyer b) => new { b.Kind, b.Name, b.TaxCode, b.ContactName, b.Phone, b.Address, b.CommuneCode, b.About, b.State };

    public static object Said(this BuyerNeed n) => new { n.Title, n.Text, n.Sets, n.Stars, n.Quantity, n.Unit, n.Rhythm, n.Papers, n.ProvinceCode, n.From, n.Through, n.OffersThrough, n.Asked };

    public static object Said(this NeedOffer o) => new { o.Products, o.Price, o.Quantity, o.LeadDays, o.Text, o.ValidThrough, o.State, o.Contract, o.ContractNumber, o.SignedOn, o.ContractValue };

    private sealed class Row
    {
        public Guid Product { get; init; }
        public required string Name { get; init; }
        public int Set { get; init; }
        public int Stars { get; init; }
        public required string Number { get; init; }
        public DateOnly ValidThrough { get; init; }
        public Guid Producer { get; init; }
        public required string ProducerName { get; init; }
    }
}
