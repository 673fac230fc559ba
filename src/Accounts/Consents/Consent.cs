using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;

namespace OcopMarket.Accounts.Consents;

/// <summary>For what a person gave their data; each purpose has its own yes (law 91/2025/QH15).</summary>
public enum ConsentPurpose
{
    /// <summary>The rules of the market and keeping an account: without it there is none.</summary>
    Account,

    /// <summary>Letters about new products, seasons and fairs.</summary>
    News,
}

/// <summary>A yes, to a dated text; kept after it was withdrawn.</summary>
internal sealed class Consent
{
    public Consent(AccountId account, ConsentPurpose purpose, DateTimeOffset now)
        => (AccountId, Purpose, TextOf, GivenAt) = (account, purpose, CurrentText, now);

    private Consent() { } // EF

    /// <summary>The day of the text that is agreed to now; it moves when the policy page's text changes.</summary>
    public static DateOnly CurrentText { get; } = new(2026, 11, 28);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public AccountId AccountId { get; private init; }
    public ConsentPurpose Purpose { get; private init; }
    public DateOnly TextOf { get; private init; }
    public DateTimeOffset GivenAt { get; private init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("consents", AccountsModule.Schema);
        consent.HasIndex(c => new { c.AccountId, c.Purpose }).IsUnique().HasFilter("withdrawn_at is null");
        consent.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
