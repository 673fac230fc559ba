using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Figures;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Booths;

/// <summary>What a producer sold through the market at a fair: put into a basket at its booth there, or collected there.</summary>
/// <param name="Goods">Of pieces neither cancelled nor sent back, less discounts.</param>
/// <param name="Buyers">Told apart by account, mailbox or telephone.</param>
public sealed record FairSale(ProducerId Producer, Money Goods, int Orders, int Buyers);

/// <summary>What somebody pays for goods that were sold cheaper.</summary>
/// <param name="Pieces">Paid for or to be paid at the door, neither cancelled nor sent back.</param>
/// <param name="PerPiece">What the payer bears of one.</param>
public sealed record PaidLine(ProducerId Producer, PricePayerKind Payer, string? PayerName, string Product, string Packing, Money ListPrice, Money Price, Money PerPiece, int Pieces)
{
    public Money Sum => PerPiece * Pieces;
}

/// <summary>Reads what was sold at fairs. The market moves no money between payers and producers: these lists are what they settle by.</summary>
public sealed class FairSales
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IDatedPriceDesk _prices;
    private readonly IBoothPlaces _booths;

    internal FairSales(IDbContextFactory<MarketDbContext> contexts, IDatedPriceDesk prices, IBoothPlaces booths) => (_contexts, _prices, _booths) = (contexts, prices, booths);

    /// <summary>Of one producer, for its staff; null for others.</summary>
    public async Task<FairSale?> OwnAsync(Actor actor, ProducerId producer, FairId fair, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return !actor.WorksFor(producer, ProducerRights.Fairs) ? null : (await SoldAsync(fair, producer, ct)).FirstOrDefault() ?? new(producer, Money.Zero, 0, 0);
    }

    /// <summary>Of all producers at a fair, for its office; null for others. Those with so few buyers that it would say what somebody spent (<see cref="SmallCells"/>) are left out.</summary>
    public async Task<IReadOnlyDictionary<ProducerId, FairSale>?> OfFairAsync(Actor actor, FairId fair, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _booths.RunsAsync(actor, fair, ct) ? (await SoldAsync(fair, null, ct)).Where(s => s.Buyers >= SmallCells.Least).ToDictionary(s => s.Producer) : null;
    }

    /// <summary>What is to be settled for the prices of one producer, its own part too; null for others than its staff.</summary>
    public async Task<IReadOnlyList<PaidLine>?> OwnPaidAsync(Actor actor, ProducerId producer, FairId fair, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.WorksFor(producer, ProducerRights.Fairs) ? await PaidAsync(fair, producer, withOwn: true, ct) : null;
    }

    /// <summary>What payers other than the producers owe for a fair, for its office; null for others.</summary>
    public async Task<IReadOnlyList<PaidLine>?> PaidOfFairAsync(Actor actor, FairId fair, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _booths.RunsAsync(actor, fair, ct) ? await PaidAsync(fair, null, withOwn: false, ct) : null;
    }

    private async Task<List<FairSale>> SoldAsync(FairId fair, ProducerId? producer, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        // Each line's discount by the pieces that are left, cut as shares are (ParcelLine.ShareOf).
        var rows = await db.Database.SqlQuery<SoldRow>(
            $"""
            select p.producer_id as "Producer", count(distinct p.purchase_id)::int as "Orders", count(distinct coalesce(u.account::text, lower(u.buyer_email), u.buyer_phone))::int as "Buyers",
                   sum(l.price * (l.quantity - l.cancelled - l.returned) - (l.discount_share - l.discount_share * (l.cancelled + l.returned) / l.quantity))::bigint as "Goods"
            from ordering.parcel_lines l join ordering.parcels p on p.id = l.parcel_id join ordering.purchases u on u.id = p.purchase_id
            where l.fair_id = {fair.Value} and l.quantity > l.cancelled + l.returned and p.state in ('Placed', 'Confirmed', 'Packed', 'HandedOver', 'Delivered', 'Closed')
            group by p.producer_id order by p.producer_id
            """).ToListAsync(ct);
        return [.. rows.Select(r => new FairSale(new(r.Producer), new(r.Goods), r.Orders, r.Buyers)).Where(s => producer is null || s.Producer == producer)];
    }

    private async Task<IReadOnlyList<PaidLine>> PaidAsync(FairId fair, ProducerId? producer, bool withOwn, CancellationToken ct)
    {
        var ids = (await _prices.OfFairAsync(fair.Value, producer, ct)).Where(p => withOwn || p.Payer.Kind is not PricePayerKind.Producer).Select(p => p.Id.Value).ToArray();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var rows = await db.Database.SqlQuery<PaidRow>(
            $"""
            select p.producer_id as "Producer", l.payer_kind as "Payer", l.payer_name as "PayerName", l.product_name as "Product", l.packing as "Packing", l.list_price as "ListPrice", l.price as "Price",
                   l.payer_per_piece as "PerPiece", sum(l.quantity - l.cancelled - l.returned)::int as "Pieces"
            from ordering.parcel_lines l join ordering.parcels p on p.id = l.parcel_id
            where l.dated_price_id = any({ids}) and l.quantity > l.cancelled + l.returned and p.state in ('Placed', 'Confirmed', 'Packed', 'HandedOver', 'Delivered', 'Closed')
            group by p.producer_id, l.payer_kind, l.payer_name, l.product_name, l.packing, l.list_price, l.price, l.payer_per_piece
            order by l.payer_kind, l.payer_name, p.producer_id, l.product_name, l.packing, l.price
            """).ToListAsync(ct);
        return [.. rows.Select(r => new PaidLine(new(r.Producer), Enum.Parse<PricePayerKind>(r.Payer), r.PayerName, r.Product, r.Packing, new(r.ListPrice), new(r.Price), new(r.PerPiece), r.Pieces))];
    }

    private sealed record SoldRow(Guid Producer, int Orders, int Buyers, long Goods);

    private sealed record PaidRow(Guid Producer, string Payer, string? PayerName, string Product, string Packing, long ListPrice, long Price, long PerPiece, int Pieces);
}
