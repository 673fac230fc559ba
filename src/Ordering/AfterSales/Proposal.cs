using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>What a producer proposes when it cannot send a parcel as it was ordered.</summary>
public enum ProposalKind
{
    FewerPieces,
    LaterDay,

    /// <summary>To send nothing.</summary>
    Nothing,
}

public enum ProposalState
{
    Open,
    Accepted,

    /// <summary>The buyer wants it as it was ordered.</summary>
    Refused,

    /// <summary>The buyer cancelled the parcel instead.</summary>
    Cancelled,

    /// <summary>Nobody answered in time: the parcel is cancelled.</summary>
    Lapsed,

    /// <summary>Overtaken: the parcel was sent or changed without it.</summary>
    Withdrawn,
}

/// <summary>A reason why a parcel cannot go as ordered, and what is proposed instead; the giver answers on its page. Of a parcel one is open at most.</summary>
internal sealed class Proposal
{
    public const int LongestNote = 1000;

    /// <summary>How far a new day may lie ahead.</summary>
    public const int MostDays = 90;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ParcelId ParcelId { get; init; }
    public required PurchaseId PurchaseId { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required ProposalKind Kind { get; init; }
    public required ReduceReason Reason { get; init; }

    /// <summary>What would be left out, by line; only of <see cref="ProposalKind.FewerPieces"/>.</summary>
    public Dictionary<Guid, int> Pieces { get; init; } = [];

    /// <summary>By when it would arrive; only of <see cref="ProposalKind.LaterDay"/>.</summary>
    public DateOnly? NewDay { get; init; }
    public string? Note { get; init; }
    public ProposalState State { get; set; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset AnswerBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }

    public IReadOnlyDictionary<ParcelLineId, int> LeftOut => Pieces.ToDictionary(p => new ParcelLineId(p.Key), p => p.Value);
}

internal sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.ToTable("proposals", OrderingModule.Schema);
        proposal.Property(p => p.Id).ValueGeneratedNever();
        proposal.Property(p => p.Pieces).AsJson();
        proposal.Property(p => p.Note).HasMaxLength(Proposal.LongestNote);
        proposal.Ignore(p => p.LeftOut);
        proposal.HasOne<Parcel>().WithMany().HasForeignKey(p => p.ParcelId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasIndex(p => p.ParcelId).IsUnique().HasFilter("state = 'Open'");
        proposal.HasIndex(p => p.PurchaseId);
        proposal.HasIndex(p => p.AnswerBy).HasFilter("state = 'Open'").HasDatabaseName("ix_proposals_open");
        proposal.Property<uint>("xmin").IsRowVersion();
    }
}
