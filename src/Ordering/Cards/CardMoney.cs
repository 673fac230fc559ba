using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Cards;

public enum CardMoveKind
{
    /// <summary>A producer's share to its account at the provider, less the market's fee.</summary>
    Transfer,

    /// <summary>To the buyer's card.</summary>
    Refund,

    /// <summary>Of a transfer, or a part of it, back from the producer.</summary>
    Reversal,
}

public enum CardMoveState
{
    Waiting,
    Done,

    /// <summary>It may have been done and the provider no longer knows our key: somebody has to look there.</summary>
    Unclear,
}

/// <summary>One movement of money that the provider is to make: written down with the fact that asks for it, made afterwards, once.</summary>
internal sealed class CardMove
{
    public const int LongestProblem = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The fact that asks for it; there is one move for it.</summary>
    public required string Key { get; init; }
    public required CardMoveKind Kind { get; init; }
    public required Guid ChargeId { get; init; }
    public required PurchaseId PurchaseId { get; init; }

    /// <summary>Null for money that was never taken: nobody's books know of it.</summary>
    public PaymentId? PaymentId { get; init; }
    public RefundId? RefundId { get; init; }

    /// <summary>The provider's name for the payment that is given back, where it is another than the charge's.</summary>
    public string? IntentId { get; init; }

    /// <summary>What the books are told; <see cref="Net"/> moves.</summary>
    public required Money Amount { get; init; }

    /// <summary>Part of <see cref="Amount"/> that stays with the market, or comes back from it.</summary>
    public Money Fee { get; init; }
    public CardMoveState State { get; set; }

    /// <summary>A refusal of the provider ends an attempt, and the next has another idempotency key.</summary>
    public int Attempt { get; set; }

    /// <summary>When this attempt was first sent; null while it has not been.</summary>
    public DateTimeOffset? TriedAt { get; set; }
    public required DateTimeOffset DueAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>The provider's name for it.</summary>
    public string? Reference { get; set; }

    /// <summary>What the provider said last against it.</summary>
    public string? Problem { get; set; }

    public Money Net => Amount - Fee;

    public string IdempotencyKey => $"move-{Id}-{Attempt}";
}

public enum CardDisputeState
{
    /// <summary>The bank only asks: no money is held.</summary>
    Asked,
    Open,
    Won,
    Lost,
}

/// <summary>A buyer's bank disputes a card payment.</summary>
internal sealed class CardDispute
{
    /// <summary>The provider's name for it.</summary>
    public required string Id { get; init; }
    public required Guid ChargeId { get; init; }
    public required PurchaseId PurchaseId { get; init; }
    public required Money Amount { get; init; }
    public required string Reason { get; init; }
    public CardDisputeState State { get; private set; }
    public DateTimeOffset? AnswerBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Since then the provider holds the money back.</summary>
    public DateTimeOffset? HeldAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Takes note of what the provider says; whatever the order of its words, what is decided stays decided.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Hear(CardDisputeState said, DateTimeOffset now)
    {
        if (said <= State || DecidedAt is not null)
        {
            return false;
        }

        HeldAt ??= now;
        (State, DecidedAt) = (said, said is CardDisputeState.Open ? null : now);
        return true;
    }

    /// <summary>The provider's words: what begins with "warning" is a bank's question, without money.</summary>
    public static CardDisputeState StateOf(string status) => status switch
    {
        "won" or "charge_refunded" => CardDisputeState.Won,
        "lost" => CardDisputeState.Lost,
        "needs_response" or "under_review" => CardDisputeState.Open,
        _ => CardDisputeState.Asked,
    };
}

/// <summary>A producer's account at the provider, which its shares are transferred to.</summary>
internal sealed class CardAccount
{
    public required ProducerId ProducerId { get; init; }

    /// <summary>The provider's name; null until it has answered.</summary>
    public string? AccountId { get; set; }
    public bool DetailsSubmitted { get; set; }

    /// <summary>Whether money can be transferred to it: only then buyers may pay this producer by card.</summary>
    public bool TakesTransfers { get; set; }
    public bool PaysOut { get; set; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? CheckedAt { get; set; }

    public void Hear(StripeAccount account, DateTimeOffset now)
        => (DetailsSubmitted, TakesTransfers, PaysOut, CheckedAt) = (account.DetailsSubmitted, account.TakesTransfers, account.PayoutsEnabled, now);
}

public enum CardDifferenceKind
{
    /// <summary>In the provider's balance, unknown here.</summary>
    UnknownHere,

    /// <summary>Done by our books, not in the provider's balance.</summary>
    UnknownThere,
    OtherAmount,
    OtherCurrency,
}

/// <summary>The provider's balance and our records say different things about a day.</summary>
internal sealed class CardDifference
{
    public const int LongestNote = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateOnly Day { get; init; }
    public required CardDifferenceKind Kind { get; init; }

    /// <summary>The provider's name for what moved.</summary>
    public required string Reference { get; init; }

    /// <summary>The provider's word for the kind of movement; empty where it has none.</summary>
    public required string Type { get; init; }
    public long? Theirs { get; init; }
    public long? Ours { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? Note { get; set; }
}

internal sealed class CardConfiguration :
    IEntityTypeConfiguration<CardMove>, IEntityTypeConfiguration<CardDispute>, IEntityTypeConfiguration<CardAccount>, IEntityTypeConfiguration<CardDifference>
{
    private const int LongestName = 200;

    public void Configure(EntityTypeBuilder<CardMove> move)
    {
        move.ToTable("card_moves", OrderingModule.Schema, t => t.HasCheckConstraint("ck_card_moves_amounts", "amount > 0 and fee >= 0 and fee <= amount"));
        move.Property(m => m.Id).ValueGeneratedNever();
        move.Ignore(m => m.Net);
        move.Ignore(m => m.IdempotencyKey);
        move.Property(m => m.Key).HasMaxLength(120);
        move.Property(m => m.IntentId).HasMaxLength(LongestName);
        move.Property(m => m.Reference).HasMaxLength(LongestName);
        move.Property(m => m.Problem).HasMaxLength(CardMove.LongestProblem);
        move.HasOne<CardCharge>().WithMany().HasForeignKey(m => m.ChargeId).OnDelete(DeleteBehavior.Restrict);
        move.HasIndex(m => m.Key).IsUnique();
        move.HasIndex(m => m.Reference);
        move.HasIndex(m => m.PurchaseId);
        move.HasIndex(m => m.DueAt).HasFilter("state = 'Waiting'");
        move.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CardDispute> dispute)
    {
        dispute.ToTable("card_disputes", OrderingModule.Schema, t => t.HasCheckConstraint("ck_card_disputes_amount", "amount > 0"));
        dispute.Property(d => d.Id).HasMaxLength(LongestName);
        dispute.Property(d => d.Reason).HasMaxLength(100);
        dispute.HasOne<CardCharge>().WithMany().HasForeignKey(d => d.ChargeId).OnDelete(DeleteBehavior.Restrict);
        dispute.HasIndex(d => d.PurchaseId);
        dispute.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CardAccount> account)
    {
        account.ToTable("card_accounts", OrderingModule.Schema);
        account.HasKey(a => a.ProducerId);
        account.Property(a => a.AccountId).HasMaxLength(LongestName);
        account.HasIndex(a => a.AccountId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CardDifference> difference)
    {
        difference.ToTable("card_differences", OrderingModule.Schema);
        difference.Property(d => d.Id).ValueGeneratedNever();
        difference.Property(d => d.Reference).HasMaxLength(LongestName);
        difference.Property(d => d.Type).HasMaxLength(60);
        difference.Property(d => d.Note).HasMaxLength(CardDifference.LongestNote);
        difference.HasIndex(d => new { d.Reference, d.Kind, d.Type }).IsUnique();
        difference.HasIndex(d => d.Day).HasFilter("closed_at is null");
    }
}
