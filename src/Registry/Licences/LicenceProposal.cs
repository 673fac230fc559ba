using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Registry.Licences;

public enum ProposalState
{
    Open,
    Confirmed,
    Declined,
}

/// <summary>A paper that a producer's staff typed in; it counts for nothing until an office has seen the paper and confirmed it.</summary>
internal sealed class LicenceProposal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ProducerId ProducerId { get; init; }
    public required LicenceKind Kind { get; init; }
    public required string Number { get; init; }
    public string? Issuer { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidThrough { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
    public ProposalState State { get; set; }
    public string? Reason { get; set; }
    public string? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class LicenceProposalConfiguration : IEntityTypeConfiguration<LicenceProposal>
{
    public void Configure(EntityTypeBuilder<LicenceProposal> proposal)
    {
        proposal.ToTable("licence_proposals", RegistryModule.Schema);
        proposal.Property(p => p.Number).HasMaxLength(Licence.LongestNumber);
        proposal.Property(p => p.Issuer).HasMaxLength(Licence.LongestIssuer);
        proposal.Property(p => p.Reason).HasMaxLength(1000);
        proposal.Property(p => p.Actor).HasMaxLength(200);
        proposal.Property(p => p.AnsweredBy).HasMaxLength(200);
        proposal.HasOne<Producer>().WithMany().HasForeignKey(p => p.ProducerId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasIndex(p => new { p.ProducerId, p.At });
        proposal.HasIndex(p => p.At).HasFilter("state = 'Open'");
    }
}
