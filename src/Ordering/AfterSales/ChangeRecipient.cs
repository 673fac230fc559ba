using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>
/// The giver changes who gets a parcel and where, until it is packed. What was paid for sending it stays: a place to which the same way is
/// dearer is refused, with the producer's telephone number.
/// </summary>
public sealed class ChangeRecipient
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly OtherPlace _elsewhere;
    private readonly IProducerBook _producers;
    private readonly AreaDirectory _areas;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal ChangeRecipient(IDbContextFactory<MarketDbContext> contexts, OtherPlace elsewhere, IProducerBook producers, AreaDirectory areas, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _elsewhere, _producers, _areas, _outbox, _clock) = (contexts, elsewhere, producers, areas, outbox, clock);

    public sealed record Command(string? Secret, ParcelId Parcel, string? Name, string? Phone, string? Street, string? CommuneCode);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var typed = TypedAddress.Read(_areas, command.Name, command.Phone, command.Street, command.CommuneCode);
        if (typed.Refusal is { } refusal)
        {
            return refusal;
        }

        var (name, phone, street, commune) = typed.Value;
        var quoted = await QuoteAsync(command, commune, ct);
        return quoted.Refusal is { } dearer ? dearer : await _contexts.InTransactionAsync(async db =>
        {
            if (await db.LockOwnParcelAsync(command.Secret, command.Parcel, ct) is not { } parcel)
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            if (!parcel.AddressCanChange)
            {
                return PurchaseRefusals.ParcelWrongState(parcel.Number, parcel.State);
            }

            if (parcel.AddressHidden)
            {
                return AfterSalesRefusals.AddressIsReceivers();
            }

            (parcel.RecipientName, parcel.RecipientPhone, parcel.Street, parcel.CommuneCode, parcel.ProvinceCode) = (name, phone, street, commune.Code, commune.ProvinceCode);
            if (quoted.Value is { } option && option.Through > parcel.ExpectedThrough)
            {
                (parcel.ExpectedFrom, parcel.ExpectedThrough) = (option.From, option.Through);
            }

            _outbox.Add(db, new RecipientChanged(parcel.Id, parcel.PurchaseId, parcel.ProducerId));
            db.Audit(_clock, Actor.Guest, "ordering.recipient_changed", $"parcel:{parcel.Id}", after: new { Commune = commune.Code }); // no name, no street: the trail outlives them
            return Result.Success;
        }, ct);
    }

    /// <summary>How the parcel would come to the new place; null where the place stays.</summary>
    private async Task<Result<ShippingOption?>> QuoteAsync(Command command, Commune to, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (!await db.IsOwnParcelAsync(command.Secret, command.Parcel, ct))
        {
            return PurchaseRefusals.ParcelUnknown();
        }

        var parcel = await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.Id == command.Parcel, ct);
        if (parcel.CommuneCode == to.Code || parcel.ProvinceCode is null)
        {
            return (ShippingOption?)null;
        }

        var (there, here) = await _elsewhere.QuoteAsync(parcel, to, ct);
        var phone = (await _producers.FindAsync([parcel.ProducerId], ct))[parcel.ProducerId].Phone ?? "";
        return there is null ? AfterSalesRefusals.ServiceNotThere(parcel.ProducerName, phone)
            : there.Fee > parcel.ShippingFee && (here is null || there.Fee > here.Fee) ? AfterSalesRefusals.AddressDearer(there.Fee.Dong, parcel.ShippingFee.Dong, parcel.ProducerName, phone)
            : there;
    }
}
