using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Books;

/// <summary>Where a producer's money is or comes from. Debit is positive: what it has and what it costs; credit negative: what it owes and earns.</summary>
public enum LedgerAccount
{
    /// <summary>What buyers have still to pay.</summary>
    BuyerOwes,

    /// <summary>What others promised for vouchers, by payer.</summary>
    VoucherOwed,

    /// <summary>The producer's own bank account.</summary>
    Bank,

    /// <summary>Paid at the door, by way of the carrier.</summary>
    Cash,

    /// <summary>Paid by card and still at the licensed provider.</summary>
    CardClearing,

    /// <summary>Held back by the provider while a buyer disputes a card payment.</summary>
    Disputed,

    /// <summary>What buyers have still to get back.</summary>
    RefundOwed,

    /// <summary>What the market has still to get for its fees.</summary>
    FeeOwed,
    Goods,
    Shipping,
    Wrapping,

    /// <summary>Discounts that the producer bears itself.</summary>
    Discount,
    Fee,

    /// <summary>Card payments lost in a dispute.</summary>
    DisputeLoss,
}

public static class LedgerAccounts
{
    /// <summary>Claims and debts: their sum is what a producer has still to get.</summary>
    public static IReadOnlyList<LedgerAccount> Open { get; } =
        [LedgerAccount.BuyerOwes, LedgerAccount.VoucherOwed, LedgerAccount.CardClearing, LedgerAccount.Disputed, LedgerAccount.RefundOwed, LedgerAccount.FeeOwed];

    /// <summary>Money that has reached the producer.</summary>
    public static IReadOnlyList<LedgerAccount> Received { get; } = [LedgerAccount.Bank, LedgerAccount.Cash];
}

/// <summary>The business fact an entry is about.</summary>
public enum LedgerKind
{
    Sale,
    Voucher,
    Fee,
    Paid,

    /// <summary>Lines were cancelled or sent back.</summary>
    Reduced,
    VoucherBack,
    FeeBack,
    RefundPaid,
    Transfer,
    Dispute,

    /// <summary>A fee or a voucher's promise was paid.</summary>
    Settled,
}

/// <summary>
/// One fact in a producer's books, once (<see cref="Key"/>); its postings sum to nothing. Entries are added, never changed: triggers in the
/// database see to both.
/// </summary>
internal sealed class LedgerEntry
{
    public const int LongestKey = 120, LongestMemo = 300;

    private readonly List<LedgerPosting> _postings = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Kind and key of the fact, e.g. <c>sale:0198…</c>.</summary>
    public required string Key { get; init; }
    public required LedgerKind Kind { get; init; }
    public required ProducerId ProducerId { get; init; }
    public ParcelId? ParcelId { get; init; }
    public PaymentId? PaymentId { get; init; }

    /// <summary>In Vietnam: of the fact, or the first day of the month that is still open when the fact came too late for its own.</summary>
    public required DateOnly Day { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Memo { get; init; }
    public IReadOnlyList<LedgerPosting> Postings => _postings;

    public void Add(LedgerPosting posting) => _postings.Add(posting);
}

internal sealed class LedgerPosting
{
    public required Guid EntryId { get; init; }
    public required int Position { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required LedgerAccount Account { get; init; }
    public required Money Amount { get; init; }

    /// <summary>Whose promise it is, for <see cref="LedgerAccount.VoucherOwed"/>.</summary>
    public string? Party { get; init; }
}

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<LedgerEntry>, IEntityTypeConfiguration<LedgerPosting>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("ledger_entries", OrderingModule.Schema);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Key).HasMaxLength(LedgerEntry.LongestKey);
        entry.Property(e => e.Memo).HasMaxLength(LedgerEntry.LongestMemo);
        entry.HasIndex(e => e.Key).IsUnique();
        entry.HasIndex(e => new { e.ProducerId, e.Day });
        entry.HasIndex(e => new { e.Day, e.Kind });
        entry.HasIndex(e => e.ParcelId);
        entry.HasMany(e => e.Postings).WithOne().HasForeignKey(p => p.EntryId).OnDelete(DeleteBehavior.Restrict);
        entry.Navigation(e => e.Postings).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<LedgerPosting> posting)
    {
        posting.ToTable("ledger_postings", OrderingModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_ledger_postings_amount", "amount <> 0");
            t.HasCheckConstraint("ck_ledger_postings_party", "(account = 'VoucherOwed') = (party is not null)");
        });
        posting.HasKey(p => new { p.EntryId, p.Position });
        posting.Property(p => p.Party).HasMaxLength(200);
        posting.HasIndex(p => new { p.ProducerId, p.Account });
    }
}
