using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Payments;

/// <summary>
/// What a purchase owes one producer by one method (DESIGN, Money): it is paid, expires and is refunded alone. By card one
/// <see cref="CardCharge"/> covers the payments of all producers.
/// </summary>
internal sealed class Payment
{
    public const int LongestReference = 200;

    public PaymentId Id { get; init; } = PaymentId.New();
    public required PurchaseId PurchaseId { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required PaymentMethod Method { get; init; }

    /// <summary>What is to be paid; pieces cancelled before the payment make it less.</summary>
    public required Money Amount { get; set; }
    public PaymentState State { get; private set; } = PaymentState.Pending;
    public Money PaidAmount { get; private set; }
    public Money RefundedAmount { get; private set; }

    /// <summary>Unique, capitals and digits only: what banks print in the purpose of a transfer; null by other methods.</summary>
    public string? PurposeCode { get; init; }

    /// <summary>Unpaid until then it expires and its goods go back to the shelf; null where nothing is waited for.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    public Guid? ChargeId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>Of the transfer, where somebody wrote down by hand that it came; with the bank's day.</summary>
    public string? Reference { get; set; }
    public DateOnly? BookedOn { get; set; }

    public Result Pay(Money amount, DateTimeOffset now)
    {
        if (State is not PaymentState.Pending)
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        (State, PaidAmount, PaidAt) = (PaymentState.Paid, amount, now);
        return Result.Success;
    }

    public Result Expire()
    {
        if (State is not PaymentState.Pending)
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        State = PaymentState.Expired;
        return Result.Success;
    }

    /// <summary>Money that came after the end is taken all the same: its goods were still there.</summary>
    public Result PayLate(Money amount, DateTimeOffset now)
    {
        if (State is not PaymentState.Expired)
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        (State, PaidAmount, PaidAt) = (PaymentState.Paid, amount, now);
        return Result.Success;
    }

    public Result Fail()
    {
        if (State is not PaymentState.Pending)
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        State = PaymentState.Failed;
        return Result.Success;
    }

    /// <summary>Cash of one parcel; of a purchase with several each brings its own.</summary>
    public Result PayAtDoor(Money amount, DateTimeOffset now)
    {
        if (Method is not PaymentMethod.Cod || State is PaymentState.Expired or PaymentState.Failed)
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        (PaidAmount, PaidAt) = (PaidAmount + amount, now);
        State = RefundedAmount == Money.Zero ? PaymentState.Paid : PaymentState.PartiallyRefunded;
        return Result.Success;
    }

    /// <summary>Pieces were cancelled before anything was paid; when nothing is left to pay, nothing is waited for.</summary>
    public Result Reduce(Money amount)
    {
        if (State is not PaymentState.Pending || amount > Amount)
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        Amount -= amount;
        State = Amount == Money.Zero ? PaymentState.Expired : State;
        return Result.Success;
    }

    /// <summary>Takes note that so much is going back, or has gone back, to the buyer.</summary>
    public Result Refund(Money amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount.Dong);
        if (State is not (PaymentState.Paid or PaymentState.PartiallyRefunded))
        {
            return PaymentRefusals.PaymentWrongState(State);
        }

        if (RefundedAmount + amount > PaidAmount)
        {
            return PaymentRefusals.RefundTooMuch(PaidAmount.Dong - RefundedAmount.Dong);
        }

        RefundedAmount += amount;
        State = RefundedAmount == PaidAmount ? PaymentState.Refunded : PaymentState.PartiallyRefunded;
        return Result.Success;
    }
}

public enum ChargeState
{
    Open,
    Paid,
    Expired,
    Failed,
}

/// <summary>One payment by card for a whole purchase, at the licensed provider.</summary>
internal sealed class CardCharge
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required PurchaseId PurchaseId { get; init; }
    public required Money Amount { get; init; }
    public ChargeState State { get; set; }

    /// <summary>The provider's names for it.</summary>
    public string? SessionId { get; set; }
    public string? PaymentIntentId { get; set; }
    public string? ChargeId { get; set; }

    /// <summary>Where the buyer pays; null while there is no page, and once it is closed.</summary>
    public string? Url { get; set; }

    /// <summary>What was asked of the provider last: the end of its page, and a number for each time it is asked anew.</summary>
    public DateTimeOffset? SessionEnd { get; set; }
    public int SessionTry { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PaidAt { get; set; }
}

public enum NoticeSource
{
    Bank,
    Stripe,
}

/// <summary>A notice from outside that money moved: kept as it came before anything is done, and handled once.</summary>
internal sealed class PaymentNotice : IKeepSealed
{
    private SealedText _body = new((string?)null);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required NoticeSource Source { get; init; }

    /// <summary>The sender's own name for it; with <see cref="Account"/> it is unique.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The fingerprint of the receiving account for a bank's notices; empty otherwise.</summary>
    public required string Account { get; init; }

    /// <summary>Whose key signed it; null for notices that are of no single producer.</summary>
    public ProducerId? ProducerId { get; init; }

    /// <summary>As it came; sealed in the database, since it names the account.</summary>
    public required string Body
    {
        get => _body.Text!;
        init => (_body, Seal) = (new(value), "");
    }

    public string? Seal { get; private set; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>What became of it, a code with words; null while it waits.</summary>
    public string? Outcome { get; set; }
    public PaymentId? PaymentId { get; set; }
    public Money? Amount { get; set; }

    /// <summary>What the bank says stood in the transfer, and when it was booked.</summary>
    public string? Text { get; set; }
    public DateTimeOffset? BookedAt { get; set; }

    /// <summary>What somebody wrote down when closing it, such as the reference of the transfer back.</summary>
    public string? Note { get; set; }

    /// <summary>Somebody has to look at it.</summary>
    public bool NeedsHuman { get; set; }

    string? IKeepSealed.Seal { get => Seal; set => Seal = value; }

    SealedText IKeepSealed.Secret { get => _body; set => _body = value; }
}

public enum RefundState
{
    /// <summary>The producer owes it by its own bank.</summary>
    Owed,

    /// <summary>Asked of the provider.</summary>
    Sent,
    Done,
    Failed,
}

/// <summary>Money that goes back to a buyer for named lines, the same way it came; each line's shares with it.</summary>
internal sealed class Refund
{
    private readonly List<RefundLine> _lines = [];

    public RefundId Id { get; init; } = RefundId.New();
    public required PaymentId PaymentId { get; init; }
    public required PurchaseId PurchaseId { get; init; }
    public required ParcelId ParcelId { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required Money Amount { get; init; }
    public required string Reason { get; init; }
    public RefundState State { get; set; }

    /// <summary>The provider's name for it, or the reference of the bank transfer.</summary>
    public string? Reference { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    public IReadOnlyList<RefundLine> Lines => _lines;

    public void Add(RefundLine line) => _lines.Add(line);
}

/// <summary>The arithmetic of a refund, line by line, as buyer and producer see it.</summary>
internal sealed class RefundLine
{
    public required RefundId RefundId { get; init; }
    public required ParcelLineId ParcelLineId { get; init; }
    public required int Quantity { get; init; }
    public Money Goods { get; init; }
    public Money Shipping { get; init; }
    public Money Wrapping { get; init; }
    public Money Discount { get; init; }
    public Money Fee { get; init; }

    public Money Amount => Goods + Shipping + Wrapping - Discount;
}

internal sealed class PaymentConfiguration :
    IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<CardCharge>, IEntityTypeConfiguration<PaymentNotice>, IEntityTypeConfiguration<Refund>, IEntityTypeConfiguration<RefundLine>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("payments", OrderingModule.Schema, t => t.HasCheckConstraint("ck_payments_amounts", "amount >= 0 and paid_amount >= 0 and refunded_amount >= 0 and refunded_amount <= paid_amount"));
        payment.Property(p => p.Id).ValueGeneratedNever();
        payment.Property(p => p.PurposeCode).HasMaxLength(25);
        payment.Property(p => p.Reference).HasMaxLength(Payment.LongestReference);
        payment.HasOne<Purchase>().WithMany().HasForeignKey(p => p.PurchaseId).OnDelete(DeleteBehavior.Restrict);
        payment.HasIndex(p => new { p.PurchaseId, p.ProducerId, p.Method }).IsUnique();
        payment.HasIndex(p => p.PurposeCode).IsUnique();
        payment.HasIndex(p => p.ChargeId);
        payment.HasIndex(p => p.ExpiresAt).HasFilter("state = 'Pending'");
        payment.HasIndex(p => new { p.ProducerId, p.CreatedAt });
        payment.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CardCharge> charge)
    {
        charge.ToTable("card_charges", OrderingModule.Schema);
        charge.Property(c => c.SessionId).HasMaxLength(200);
        charge.Property(c => c.PaymentIntentId).HasMaxLength(200);
        charge.Property(c => c.ChargeId).HasMaxLength(200);
        charge.Property(c => c.Url).HasMaxLength(2000);
        charge.HasIndex(c => c.PurchaseId);
        charge.HasIndex(c => c.SessionId).IsUnique();
        charge.HasIndex(c => c.PaymentIntentId).IsUnique();
        charge.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<PaymentNotice> notice)
    {
        notice.ToTable("payment_notices", OrderingModule.Schema);
        notice.Property(n => n.ExternalId).HasMaxLength(200);
        notice.Property(n => n.Account).HasMaxLength(80);
        notice.Ignore(n => n.Body);
        notice.Property(n => n.Seal).HasColumnName("body").IsRequired();
        notice.Property(n => n.Outcome).HasMaxLength(60);
        notice.Property(n => n.Text).HasMaxLength(BankNotice.LongestText);
        notice.Property(n => n.Note).HasMaxLength(Payment.LongestReference);
        notice.HasIndex(n => new { n.Source, n.ProducerId, n.Account, n.ExternalId }).IsUnique().AreNullsDistinct(false); // whoever claims another's account cannot use up its ids
        notice.HasIndex(n => new { n.ProducerId, n.ReceivedAt });
        notice.HasIndex(n => n.ReceivedAt).HasFilter("handled_at is null or needs_human");
        notice.HasIndex(n => n.PaymentId);
    }

    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable("refunds", OrderingModule.Schema, t => t.HasCheckConstraint("ck_refunds_amount", "amount > 0"));
        refund.Property(r => r.Id).ValueGeneratedNever();
        refund.Property(r => r.Reason).HasMaxLength(300);
        refund.Property(r => r.Reference).HasMaxLength(200);
        refund.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId).OnDelete(DeleteBehavior.Restrict);
        refund.HasIndex(r => r.PaymentId);
        refund.HasIndex(r => r.ParcelId);
        refund.HasIndex(r => new { r.ProducerId, r.State });
        refund.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.RefundId).OnDelete(DeleteBehavior.Restrict);
        refund.Navigation(r => r.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        refund.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<RefundLine> line)
    {
        line.ToTable("refund_lines", OrderingModule.Schema);
        line.HasKey(l => new { l.RefundId, l.ParcelLineId });
        line.Ignore(l => l.Amount);
        line.HasIndex(l => l.ParcelLineId);
    }
}
