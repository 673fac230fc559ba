using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Books;

/// <summary>What a producer gets for a parcel before it accepts it: "Bạn nhận 412.000 đ sau phí 18.000 đ".</summary>
/// <param name="Paid">By the buyer, for pieces that are left.</param>
/// <param name="Support">What others pay of its discount.</param>
public sealed record FeePreview(Money Paid, Money Support, Money Fee)
{
    public Money Received => Paid + Support - Fee;
}

/// <summary>Reads it for the order desk, many parcels at once.</summary>
public sealed class FeePreviewQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>Of those parcels whose producer the actor works for, with the right to orders or money.</summary>
    public async Task<IReadOnlyDictionary<ParcelId, FeePreview>> OfAsync(Actor actor, IReadOnlyCollection<ParcelId> parcels, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = (await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => parcels.Contains(p.Id)).ToListAsync(ct))
            .Where(p => actor.WorksFor(p.ProducerId, ProducerRights.Orders) || actor.WorksFor(p.ProducerId, ProducerRights.Money)).ToList();
        var ids = own.Select(p => p.Id).ToList();
        var support = (await db.Set<VoucherShare>().AsNoTracking().Where(s => ids.Contains(s.ParcelId) && s.Kind != VoucherPayerKind.Producer).ToListAsync(ct)).ToLookup(s => s.ParcelId);
        return own.ToDictionary(p => p.Id, p =>
        {
            Money Left(Func<Purchases.ParcelLine, Money> of) => p.Lines.Aggregate(Money.Zero, (sum, l) => sum + (of(l) - l.ShareOf(of(l), 0, l.Cancelled + l.Returned)));
            var (discount, left) = (p.Lines.Sum(l => l.DiscountShare.Dong), Left(l => l.DiscountShare).Dong);
            var others = support[p.Id].Sum(s => discount == 0 ? 0 : s.Amount.Dong - (long)((Int128)s.Amount.Dong * (discount - left) / discount)); // as the ledger takes it back
            return new FeePreview(Left(l => l.Goods) + Left(l => l.ShippingShare) + Left(l => l.WrapShare) - new Money(left), new(others), Left(l => l.Fee));
        });
    }
}
