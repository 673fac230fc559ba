using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Booths;

/// <summary>
/// The giver of a parcel that is to be collected at a fair takes another way: one that costs no more than was paid for it, since nothing can
/// be charged after the confirmation.
/// </summary>
public sealed class CollectElsewhere
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IOfferDesk _offers;
    private readonly IShippingDesk _shipping;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal CollectElsewhere(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IShippingDesk shipping, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _offers, _shipping, _outbox, _clock) = (contexts, offers, shipping, outbox, clock);

    /// <param name="Secret">Of the giver's page.</param>
    public sealed record Command(string? Secret, ParcelId Parcel, string? Service);

    /// <summary>Other ways that are open without cost; empty for what is not to be collected at a fair.</summary>
    public async Task<IReadOnlyList<ShippingOption>> WaysAsync(string? secret, ParcelId id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (!await db.IsOwnParcelAsync(secret, id, ct)
            || await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.Id == id, ct) is not { HoldsStock: true, CollectedAt: not null, ProvinceCode: { } province } parcel)
        {
            return [];
        }

        var lines = parcel.Lines.Where(l => l.Left > 0).ToList();
        var shelf = await _offers.FindAsync([.. lines.Select(l => l.VariantId)], ct);
        if (lines.Exists(l => shelf.GetValueOrDefault(l.VariantId)?.Offer is null))
        {
            return []; // what is off the shelf has no measures; the producer may still propose something
        }

        var (goods, from) = (lines.ConvertAll(l => ShippedGoods.Of(shelf[l.VariantId].Offer!, l.Left)), shelf[lines[0].VariantId].Offer!);
        var byCash = await db.Payments.AnyAsync(y => y.Id == parcel.PaymentId && y.Method == PaymentMethod.Cod, ct);
        var options = await _shipping.QuoteAsync(new Shipment(parcel.ProducerId, from.ProvinceCode, from.CommuneCode, province, parcel.CommuneCode, goods, lines.Aggregate(Money.Zero, (sum, l) => sum + (l.Price * l.Left)), byCash), ct);
        return [.. options.Where(o => o.Fee <= parcel.ShippingFee && o.Service != parcel.Service)];
    }

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var way = (await WaysAsync(command.Secret, command.Parcel, ct)).FirstOrDefault(o => o.Service == command.Service);
        return await _contexts.InTransactionAsync(async db =>
        {
            if (await db.LockOwnParcelAsync(command.Secret, command.Parcel, ct) is not { } parcel)
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            if (way is null || parcel is not { HoldsStock: true, CollectedAt: not null })
            {
                return BoothRefusals.WayNotFree();
            }

            var before = parcel.Service;
            (parcel.Service, parcel.ExpectedFrom, parcel.ExpectedThrough, parcel.FairSequence) = (way.Service, way.From, way.Through, null);
            _outbox.Add(db, new RecipientChanged(parcel.Id, parcel.PurchaseId, parcel.ProducerId));
            db.Audit(_clock, Actor.Guest, "ordering.way_changed", $"parcel:{parcel.Id}", before: before, after: way.Service);
            return Result.Success;
        }, ct);
    }
}
