using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;

namespace OcopMarket.Accounts.Staff;

/// <summary>An owner asks somebody to work for their producer. Whoever holds the letter may accept, once.</summary>
internal sealed class Invitation
{
    public Invitation(ProducerId producer, string producerName, string email, ProducerRights rights, AccountId by, string language, DateTimeOffset now, int days)
        => (ProducerId, ProducerName, Email, Rights, InvitedBy, Language, InvitedAt, ExpiresAt) = (producer, producerName, email, rights, by, language, now, now.AddDays(days));

    private Invitation() { } // EF

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public ProducerId ProducerId { get; private init; }

    /// <summary>As it was called then; the letter says it.</summary>
    public string ProducerName { get; private init; } = "";
    public string Email { get; private init; } = "";
    public ProducerRights Rights { get; private init; }
    public AccountId InvitedBy { get; private init; }
    public string Language { get; private init; } = "vi";
    public DateTimeOffset InvitedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public AccountId? AcceptedBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations", AccountsModule.Schema, t => t.HasCheckConstraint("ck_invitations_rights", "rights > 0"));
        invitation.Property(i => i.ProducerName).HasMaxLength(300);
        invitation.Property(i => i.Email).HasMaxLength(AccountRules.LongestEmail);
        invitation.Property(i => i.Rights).HasConversion<int>(); // flags
        invitation.Property(i => i.Language).HasMaxLength(2);
        invitation.HasIndex(i => i.ProducerId);
        invitation.HasIndex(i => i.AcceptedBy);
        invitation.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>The secret of an invitation's letter: its key, signed and sealed, so that no table keeps a secret.</summary>
public sealed class InvitationSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("OcopMarket.Accounts.Invitations");

    internal string Write(Guid invitation) => WebEncoders.Base64UrlEncode(_seal.Protect(invitation.ToByteArray()));

    /// <summary>Null for what is no secret of ours.</summary>
    internal Guid? Read(string? written)
    {
        try
        {
            return written is { Length: > 0 and < 1000 } ? new Guid(_seal.Unprotect(WebEncoders.Base64UrlDecode(written))) : null;
        }
        catch (Exception e) when (e is FormatException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
