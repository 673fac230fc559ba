using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Purchases;

/// <summary>A parcel in a producer's list.</summary>
/// <param name="WantedOn">The day that a company named for it.</param>
/// <param name="Since">When it came to where it stands.</param>
public sealed record OrderRow(
    ParcelId Id, string Number, ParcelState State, string Recipient, string? CommuneCode, string? ProvinceCode, bool Gift, IReadOnlyList<(string Product, string Packing, int Pieces)> Goods, DateOnly? ExpectedThrough, DateOnly? WantedOn, DateTimeOffset Since)
{
    /// <summary>Where the buyer collects it, when that is at a fair.</summary>
    public BoothPlace? Collection { get; init; }

    public DateOnly? ExpectedFrom { get; init; }
}

/// <param name="Counts">Of all the producer's parcels, by where they stand.</param>
public sealed record OrderDesk(IReadOnlyDictionary<ParcelState, int> Counts, IReadOnlyList<OrderRow> Rows);

/// <summary>Everything a packer needs of a parcel. Amounts are for cash on delivery only; a gift's are not here at all.</summary>
/// <param name="Cash">What the carrier takes at the door; null where nothing is taken.</param>
/// <param name="WantedOn">The day that a company named for it.</param>
/// <param name="Invoice">What the producer's invoice has to say; null where the buyer asked for none.</param>
/// <param name="Next">What is to be done with it now; null where nothing is.</param>
public sealed record PackingView(
    ParcelId Id, ProducerId Producer, string ProducerName, string Number, ParcelState State, bool Gift, bool HideAmounts, string? Message, string? SenderName, bool StoryCard, WrapKind? Wrap,
    string Recipient, string? Phone, string? Street, string? CommuneCode, string? ProvinceCode, string Service, string? Tracking, int WeightGrams, DateOnly? ExpectedFrom, DateOnly? ExpectedThrough,
    bool AdultOnly, string? Note, Money? Cash, DateOnly? WantedOn, InvoiceRequest? Invoice, ParcelMove? Next, IReadOnlyList<(string Product, string Packing, int Pieces, string Certificate)> Goods, IReadOnlyList<ParcelStep> Steps)
{
    /// <summary>Where the buyer collects it, when that is at a fair.</summary>
    public BoothPlace? Collection { get; init; }

    /// <summary>The fair moved since, or is off.</summary>
    public bool FairChanged { get; init; }
}

/// <summary>Reads a producer's parcels for its staff with the right to orders; anyone else finds nothing.</summary>
public sealed class OrderDeskQueries(IDbContextFactory<MarketDbContext> contexts, IBoothPlaces booths)
{
    private const int Page = 100;

    /// <param name="state">Null shows what is to be done: paid for and not yet handed over.</param>
    public async Task<OrderDesk?> OfAsync(Actor actor, ProducerId producer, ParcelState? state, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleOrders(producer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = db.Parcels.AsNoTracking().Where(p => p.ProducerId == producer);
        var counts = await own.GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var wanted = state is { } one ? own.Where(p => p.State == one) : own.Where(p => p.State == ParcelState.Placed || p.State == ParcelState.Confirmed || p.State == ParcelState.Packed);
        var parcels = await wanted.Include(p => p.Lines).OrderBy(p => p.PlacedAt).ThenBy(p => p.Number).Take(Page).ToListAsync(ct);
        var places = await booths.OfParcelsAsync(parcels, ct);
        return new(counts, [.. parcels.Select(p => Row(p) with { Collection = places.CollectionOf(p), ExpectedFrom = p.ExpectedFrom })]);
    }

    /// <summary>Null for an unknown parcel and for somebody else's: both say the same.</summary>
    public async Task<PackingView?> FindAsync(Actor actor, ParcelId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } parcel || !actor.MayHandleOrders(parcel.ProducerId))
        {
            return null;
        }

        var purchase = await db.Purchases.AsNoTracking().Where(p => p.Id == parcel.PurchaseId).Select(p => new { p.Note, p.Invoice }).SingleAsync(ct);
        var byCash = await db.Payments.AnyAsync(p => p.Id == parcel.PaymentId && p.Method == PaymentMethod.Cod, ct);
        var steps = await db.ParcelEvents.AsNoTracking().Where(e => e.ParcelId == id).OrderBy(e => e.Id).Select(e => new ParcelStep(e.State, e.At, e.Note)).ToListAsync(ct);
        return new(
            parcel.Id, parcel.ProducerId, parcel.ProducerName, parcel.Number, parcel.State, parcel.IsGift, parcel.HideAmounts, parcel.Message, parcel.SenderName, parcel.StoryCard, parcel.Wrap, parcel.RecipientName, parcel.RecipientPhone,
            parcel.Street, parcel.CommuneCode, parcel.ProvinceCode, parcel.Service, parcel.Tracking, parcel.WeightGrams, parcel.ExpectedFrom, parcel.ExpectedThrough, parcel.AdultOnly, purchase.Note,
            byCash ? parcel.Due : null, parcel.WantedOn, purchase.Invoice, NextOf(parcel.State), [.. Left(parcel).Select(l => (l.ProductName, l.Packing, l.Left, l.CertificateNumber))], steps)
        {
            Collection = (await booths.OfParcelsAsync([parcel], ct)).CollectionOf(parcel),
            FairChanged = parcel.FairSequence is not null,
        };
    }

    /// <summary>The one thing that is to be done with a parcel in this state.</summary>
    public static ParcelMove? NextOf(ParcelState state) => state switch
    {
        ParcelState.Placed => ParcelMove.Accept,
        ParcelState.Confirmed => ParcelMove.Pack,
        ParcelState.Packed => ParcelMove.HandOver,
        ParcelState.HandedOver => ParcelMove.Deliver,
        ParcelState.AwaitingPayment or ParcelState.Delivered or ParcelState.Closed or ParcelState.Cancelled or ParcelState.Returned or ParcelState.Refunded => null,
    };

    private static OrderRow Row(Parcel p) => new(
        p.Id, p.Number, p.State, p.RecipientName, p.CommuneCode, p.ProvinceCode, p.IsGift, [.. Left(p).Select(l => (l.ProductName, l.Packing, l.Left))], p.ExpectedThrough, p.WantedOn,
        p.DeliveredAt ?? p.HandedOverAt ?? p.PackedAt ?? p.ConfirmedAt ?? p.PlacedAt);

    private static IEnumerable<ParcelLine> Left(Parcel parcel) => parcel.Lines.Where(l => l.Left > 0).OrderBy(l => l.Position);
}
