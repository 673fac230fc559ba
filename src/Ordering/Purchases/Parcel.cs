using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Purchases;

/// <summary>
/// What one producer sends to one recipient of a purchase. Gift data belongs to it: the packer sees the message first, and nothing that the
/// receiver can open shows an amount when <see cref="HideAmounts"/> says so.
/// </summary>
internal sealed class Parcel
{
    public const int LongestTracking = 60;

    /// <summary>Why it was cancelled: nobody paid in time.</summary>
    public const string Unpaid = "unpaid";

    private readonly List<ParcelLine> _lines = [];

    public ParcelId Id { get; init; } = ParcelId.New();
    public required PurchaseId PurchaseId { get; init; }

    /// <summary>The purchase's number and the parcel's place in it, as on papers: DH-7K2M9QXP/2.</summary>
    public required string Number { get; init; }
    public required ProducerId ProducerId { get; init; }

    /// <summary>As at the purchase.</summary>
    public required string ProducerName { get; init; }
    public ParcelState State { get; private set; } = ParcelState.AwaitingPayment;
    public required PaymentId PaymentId { get; init; }

    /// <summary>Everybody who has no other message gets the purchase's common one.</summary>
    public string? Message { get; set; }
    public string? SenderName { get; init; }
    public bool HideAmounts { get; init; }
    public bool IsGift { get; init; }
    public bool StoryCard { get; init; }
    public WrapKind? Wrap { get; init; }

    public required string RecipientName { get; set; }
    public string? RecipientPhone { get; set; }
    public string? Street { get; set; }
    public string? CommuneCode { get; set; }
    public string? ProvinceCode { get; set; }

    /// <summary>The receiver keeps the address from the giver.</summary>
    public bool AddressHidden { get; set; }

    /// <summary>The question to the receiver that the address is the answer to; null where the buyer gave it.</summary>
    public Guid? AddressAskId { get; init; }

    /// <summary>It cannot be packed: nobody knows yet where it goes.</summary>
    public bool AwaitsAddress => AddressAskId is not null && Street is null;

    /// <summary>SHA-256 of the receiver's secret, hexadecimal; null where the buyer is the receiver.</summary>
    public string? ReceiverTokenHash { get; init; }

    /// <summary>The secret itself, sealed (<see cref="PrivateLinks"/>).</summary>
    public string? ReceiverTokenSeal { get; init; }

    /// <summary>Code of the carrier's service, or of picking up.</summary>
    public required string Service { get; set; }
    /// <summary>The fair at whose booth it is collected; null for every other way.</summary>
    public FairId? CollectedAt => ShippingOption.FairOf(Service);

    /// <summary>What last befell the fair at which it is to be collected, by the fair's own count; null while nothing has since the purchase.</summary>
    public int? FairSequence { get; set; }
    public string? Tracking { get; set; }

    /// <summary>Chargeable weight in grams.</summary>
    public int WeightGrams { get; init; }

    /// <summary>The day that a company named for this parcel; null where the purchase's own days count.</summary>
    public DateOnly? WantedOn { get; init; }

    /// <summary>First and last day of the promised delivery, in Vietnam.</summary>
    public DateOnly? ExpectedFrom { get; set; }
    public DateOnly? ExpectedThrough { get; set; }
    public Money ShippingFee { get; init; }
    public Money WrapFee { get; init; }

    /// <summary>The adult whom it may be given to only: alcohol (law 44/2019/QH14).</summary>
    public bool AdultOnly { get; init; }

    /// <summary>Short code in the square on the packing slip: scanned to mark the parcel.</summary>
    public required string ScanCode { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateTimeOffset? PackedAt { get; private set; }
    public DateTimeOffset? HandedOverAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>A code of why it was cancelled or came back; null otherwise.</summary>
    public string? EndedBecause { get; private set; }
    public IReadOnlyList<ParcelLine> Lines => _lines;

    public Money Total => _lines.Aggregate(Money.Zero, (sum, line) => sum + line.Paid);

    /// <summary>What is to be paid for the pieces that are left, where nothing has been paid yet.</summary>
    public Money Due => _lines.Aggregate(Money.Zero, (sum, line) => sum + line.Paid - line.ShareOf(0, line.Quantity - line.Left).Amount);

    public void Add(ParcelLine line) => _lines.Add(line);

    /// <summary>Whether the buyer may still change where it goes.</summary>
    public bool AddressCanChange => State is ParcelState.AwaitingPayment or ParcelState.Placed or ParcelState.Confirmed;

    /// <summary>Goods are off the shelf for it and have not left the house.</summary>
    public bool HoldsStock => State is ParcelState.AwaitingPayment or ParcelState.Placed or ParcelState.Confirmed or ParcelState.Packed;

    public Result Place() => Move(ParcelState.Placed, [ParcelState.AwaitingPayment]);

    /// <summary>It ended unpaid; now its money is there and so are its goods.</summary>
    public Result Reopen()
        => EndedBecause == Unpaid ? Move(ParcelState.Placed, [ParcelState.Cancelled], () => (EndedAt, EndedBecause) = (null, null)) : PurchaseRefusals.ParcelWrongState(Number, State);

    public Result Confirm(DateTimeOffset now) => Move(ParcelState.Confirmed, [ParcelState.Placed], () => ConfirmedAt = now);

    public Result Pack(DateTimeOffset now) => Move(ParcelState.Packed, [ParcelState.Confirmed], () => PackedAt = now);

    public Result HandOver(DateTimeOffset now) => Move(ParcelState.HandedOver, [ParcelState.Packed], () => HandedOverAt = now);

    public Result Deliver(DateTimeOffset now) => Move(ParcelState.Delivered, [ParcelState.HandedOver], () => DeliveredAt = now);

    public Result Close(DateTimeOffset now) => Move(ParcelState.Closed, [ParcelState.Delivered], () => EndedAt = now);

    public Result Cancel(string because, DateTimeOffset now)
        => Move(ParcelState.Cancelled, [ParcelState.AwaitingPayment, ParcelState.Placed, ParcelState.Confirmed, ParcelState.Packed], () => (EndedAt, EndedBecause) = (now, because));

    /// <summary>Undelivered, or everything of it sent back.</summary>
    public Result Return(string because, DateTimeOffset now)
        => Move(ParcelState.Returned, [ParcelState.HandedOver, ParcelState.Delivered, ParcelState.Closed], () => (EndedAt, EndedBecause) = (now, because));

    /// <summary>All that was paid for it has been paid back.</summary>
    public Result Refund(DateTimeOffset now) => Move(ParcelState.Refunded, [ParcelState.Cancelled, ParcelState.Returned, ParcelState.Delivered, ParcelState.Closed], () => EndedAt ??= now);

    private Result Move(ParcelState to, ParcelState[] from, Action? also = null)
    {
        if (!from.Contains(State))
        {
            return PurchaseRefusals.ParcelWrongState(Number, State);
        }

        State = to;
        also?.Invoke();
        return Result.Success;
    }
}

/// <summary>
/// A packing of a parcel. What was paid for it is goods and its shares of shipping, wrapping and discount, fixed at the purchase: refunds use
/// these and nothing else. The certificate is kept as it was.
/// </summary>
internal sealed class ParcelLine
{
    public ParcelLineId Id { get; init; } = ParcelLineId.New();
    public required ParcelId ParcelId { get; init; }
    public required int Position { get; init; }
    public required VariantId VariantId { get; init; }
    public required ListingId ListingId { get; init; }
    public required ProductId ProductId { get; init; }
    public required CertificateId CertificateId { get; init; }
    public required string Slug { get; init; }
    public required string ProductName { get; init; }
    public required string Packing { get; init; }
    public required int Set { get; init; }
    public required string CertificateNumber { get; init; }
    public required int Stars { get; init; }
    public required DateOnly ValidThrough { get; init; }
    public string? Picture { get; init; }
    public required Money Price { get; init; }
    public required int Quantity { get; init; }
    public Money ShippingShare { get; init; }
    public Money WrapShare { get; init; }
    public Money DiscountShare { get; init; }

    /// <summary>What the market charges the producer for it.</summary>
    public Money Fee { get; init; }

    /// <summary>Pieces that were cancelled before they left, and that came back.</summary>
    public int Cancelled { get; set; }
    public int Returned { get; set; }

    /// <summary>The ordinary price at the purchase; more than <see cref="Price"/> exactly where a lower one for some days held.</summary>
    public required Money ListPrice { get; init; }

    /// <summary>The lower price that held, and who bears the difference; null where the ordinary one did.</summary>
    public DatedPriceId? DatedPriceId { get; init; }
    public PricePayerKind? PayerKind { get; init; }

    /// <summary>Null where the producer bears it itself.</summary>
    public string? PayerName { get; init; }

    /// <summary>What the payer bears of one piece.</summary>
    public Money PayerPerPiece { get; init; }

    /// <summary>The fair at which it was sold: put into the basket at a booth there, or collected there.</summary>
    public FairId? FairId { get; init; }

    public Money Goods => Price * Quantity;

    public Money Paid => Goods + ShippingShare + WrapShare - DiscountShare;

    /// <summary>Pieces neither cancelled nor sent back.</summary>
    public int Left => Quantity - Cancelled - Returned;

    /// <summary>So many pieces as the lower price counts them; nothing where the ordinary one held.</summary>
    public IEnumerable<(DatedPriceId Price, int Pieces)> PiecesAtPrice(int pieces) => DatedPriceId is { } price ? [(price, pieces)] : [];

    /// <summary>The part of an amount of this line that belongs to so many of its pieces after others were taken out: whatever the order, the parts add up to the amount.</summary>
    public Money ShareOf(Money amount, int before, int pieces)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(pieces);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before + pieces, Quantity);
        return Upto(amount, before + pieces) - Upto(amount, before);
    }

    /// <summary>What is left of the line loses with so many more pieces: each of its amounts by itself, as pages show them.</summary>
    public LineShare ShareOf(int pieces) => ShareOf(Quantity - Left, pieces);

    public LineShare ShareOf(int before, int pieces) => new(
        Id, pieces, ShareOf(Goods, before, pieces), ShareOf(ShippingShare, before, pieces), ShareOf(WrapShare, before, pieces), ShareOf(DiscountShare, before, pieces), ShareOf(Fee, before, pieces));

    private Money Upto(Money amount, int pieces) => new((long)((Int128)amount.Dong * pieces / Quantity));
}

/// <summary>What belongs to some pieces of a line, out of the shares stored at the purchase.</summary>
internal readonly record struct LineShare(ParcelLineId Line, int Pieces, Money Goods, Money Shipping, Money Wrapping, Money Discount, Money Fee)
{
    /// <summary>What the buyer paid for them.</summary>
    public Money Amount => Goods + Shipping + Wrapping - Discount;
}

/// <summary>What happened to a parcel, for the pages that follow it.</summary>
internal sealed class ParcelEvent
{
    public long Id { get; private init; }
    public required ParcelId ParcelId { get; init; }
    public required ParcelState State { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }

    /// <summary>A code that the pages have words for, or what somebody wrote.</summary>
    public string? Note { get; init; }
}

internal sealed class ParcelConfiguration : IEntityTypeConfiguration<Parcel>, IEntityTypeConfiguration<ParcelLine>, IEntityTypeConfiguration<ParcelEvent>
{
    public void Configure(EntityTypeBuilder<Parcel> parcel)
    {
        parcel.ToTable("parcels", OrderingModule.Schema);
        parcel.Property(p => p.Id).ValueGeneratedNever();
        parcel.Ignore(p => p.Total);
        parcel.Ignore(p => p.Due);
        parcel.Ignore(p => p.AwaitsAddress);
        parcel.HasOne<AddressAsk>().WithMany().HasForeignKey(p => p.AddressAskId).OnDelete(DeleteBehavior.Restrict);
        parcel.Ignore(p => p.AddressCanChange);
        parcel.Ignore(p => p.HoldsStock);
        parcel.Ignore(p => p.CollectedAt);
        parcel.Property(p => p.Number).HasMaxLength(30);
        parcel.Property(p => p.ProducerName).HasMaxLength(300);
        parcel.Property(p => p.Message).HasMaxLength(Cart.LongestMessage);
        parcel.Property(p => p.SenderName).HasMaxLength(Cart.LongestName);
        parcel.Property(p => p.RecipientName).HasMaxLength(Cart.LongestName);
        parcel.Property(p => p.RecipientPhone).HasMaxLength(Cart.LongestPhone);
        parcel.Property(p => p.Street).HasMaxLength(Recipient.LongestAddress);
        parcel.Property(p => p.CommuneCode).HasMaxLength(5);
        parcel.Property(p => p.ProvinceCode).HasMaxLength(2);
        parcel.Property(p => p.ReceiverTokenHash).HasMaxLength(64);
        parcel.Property(p => p.ReceiverTokenSeal).HasMaxLength(1000);
        parcel.Property(p => p.Service).HasMaxLength(60);
        parcel.Property(p => p.Tracking).HasMaxLength(Parcel.LongestTracking);
        parcel.Property(p => p.ScanCode).HasMaxLength(20);
        parcel.Property(p => p.EndedBecause).HasMaxLength(300);
        parcel.HasIndex(p => p.Number).IsUnique();
        parcel.HasIndex(p => p.ScanCode).IsUnique();
        parcel.HasIndex(p => p.ReceiverTokenHash).IsUnique();
        parcel.HasIndex(p => p.PurchaseId);
        parcel.HasIndex(p => p.PaymentId);
        parcel.HasIndex(p => new { p.ProducerId, p.State, p.PlacedAt });
        parcel.HasIndex(p => new { p.PlacedAt, p.ProducerId });
        parcel.HasIndex(p => p.Service, "ix_parcels_booths").HasFilter("service like 'tai-gian-hang:%'");
        parcel.HasIndex(p => p.ProducerId, "ix_parcels_waiting").HasFilter("state in ('Placed', 'Confirmed', 'Packed')");
        parcel.HasMany(p => p.Lines).WithOne().HasForeignKey(l => l.ParcelId).OnDelete(DeleteBehavior.Restrict);
        parcel.Navigation(p => p.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        parcel.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ParcelLine> line)
    {
        line.ToTable("parcel_lines", OrderingModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_parcel_lines_quantity", "quantity > 0");
            t.HasCheckConstraint("ck_parcel_lines_left", "cancelled >= 0 and returned >= 0 and cancelled + returned <= quantity");
            t.HasCheckConstraint("ck_parcel_lines_shares", "price > 0 and shipping_share >= 0 and wrap_share >= 0 and discount_share >= 0 and discount_share <= price * quantity and fee >= 0");
            t.HasCheckConstraint("ck_parcel_lines_list_price", "list_price >= price and payer_per_piece between 0 and list_price - price and num_nulls(dated_price_id, payer_kind) in (0, 2)");
        });
        line.Property(l => l.Id).ValueGeneratedNever();
        line.Ignore(l => l.Goods);
        line.Ignore(l => l.Paid);
        line.Ignore(l => l.Left);
        line.Property(l => l.Slug).HasMaxLength(120);
        line.Property(l => l.ProductName).HasMaxLength(300);
        line.Property(l => l.Packing).HasMaxLength(200);
        line.Property(l => l.CertificateNumber).HasMaxLength(100);
        line.Property(l => l.Picture).HasMaxLength(200);
        line.HasIndex(l => l.ParcelId);
        line.HasIndex(l => l.CertificateId);
        line.HasIndex(l => l.ListingId);
        line.Property(l => l.PayerName).HasMaxLength(160);
        line.HasIndex(l => l.DatedPriceId).HasFilter("dated_price_id is not null");
        line.HasIndex(l => l.FairId).HasFilter("fair_id is not null");
    }

    public void Configure(EntityTypeBuilder<ParcelEvent> happened)
    {
        happened.ToTable("parcel_events", OrderingModule.Schema);
        happened.Property(e => e.Actor).HasMaxLength(200);
        happened.Property(e => e.Note).HasMaxLength(1000);
        happened.HasOne<Parcel>().WithMany().HasForeignKey(e => e.ParcelId).OnDelete(DeleteBehavior.Restrict);
        happened.HasIndex(e => new { e.ParcelId, e.Id });
    }
}
