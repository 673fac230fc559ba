using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;

namespace OcopMarket.Accounts.Staff;

/// <summary>A person works for a producer, with the rights its owner gave.</summary>
internal sealed class Membership
{
    public Membership(ProducerId producer, AccountId account, ProducerRights rights, DateTimeOffset now)
        => (ProducerId, AccountId, Rights, Since) = (producer, account, rights, now);

    private Membership() { } // EF

    public ProducerId ProducerId { get; private init; }
    public AccountId AccountId { get; private init; }
    public ProducerRights Rights { get; set; }
    public DateTimeOffset Since { get; private init; }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships", AccountsModule.Schema, t => t.HasCheckConstraint("ck_memberships_rights", "rights > 0"));
        membership.HasKey(m => new { m.AccountId, m.ProducerId });
        membership.Property(m => m.Rights).HasConversion<int>(); // flags
        membership.HasIndex(m => m.ProducerId);
        membership.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        membership.Property<uint>("xmin").IsRowVersion();
    }
}
