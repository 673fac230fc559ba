using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.People;

/// <summary>A person who signs in. Password, lockout, stamp and second factor are kept by ASP.NET Core Identity; the e-mail address is the user name.</summary>
internal sealed class Account : IdentityUser<AccountId>
{
    public Account(string name, string email, string language, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        (Id, Language, CreatedAt) = (AccountId.New(), language, now);
        (Email, UserName) = (email, email);
        Rename(name);
    }

    private Account() { } // EF

    public string Name { get; private set; } = "";

    /// <summary>Name and e-mail address without tones, for looking people up.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>In which letters are written: vi or en.</summary>
    public string Language { get; set; } = "vi";
    public AccountKind Kind { get; set; }

    /// <summary>Made with demonstration data, with a password everyone can read.</summary>
    public bool Demo { get; init; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Shut by an administrator. Lockout after wrong passwords is another thing: it keeps out whoever tries, not who is in.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>When the person had themselves forgotten.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>A number stands for the person from now on; nobody signs in here again.</summary>
    public void Forget(string pseudonym, DateTimeOffset now)
    {
        (Email, PasswordHash, TwoFactorEnabled, Kind) = ($"{Id}@deleted.invalid", null, false, AccountKind.Member);
        (UserName, NormalizedEmail, NormalizedUserName) = (Email, Email.ToUpperInvariant(), Email.ToUpperInvariant());
        (DisabledAt, DeletedAt) = (now, now);
        Rename(pseudonym);
    }

    public void Rename(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Folded) = (name, VietnameseText.Fold($"{name} {Email}"));
    }
}

/// <summary>Keys of authenticator apps and recovery codes, as Identity keeps them.</summary>
internal sealed class AccountToken : IdentityUserToken<AccountId>;

/// <summary>A passkey: the public half of a key that stays on the person's device.</summary>
internal sealed class AccountPasskey : IdentityUserPasskey<AccountId>;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts", AccountsModule.Schema);
        account.Property(a => a.Name).HasMaxLength(AccountRules.LongestName);
        account.Property(a => a.Folded).HasMaxLength(400);
        account.Property(a => a.Language).HasMaxLength(2);
        account.Property(a => a.Email).HasMaxLength(AccountRules.LongestEmail);
        account.Property(a => a.NormalizedEmail).HasMaxLength(AccountRules.LongestEmail);
        account.Property(a => a.UserName).HasMaxLength(AccountRules.LongestEmail);
        account.Property(a => a.NormalizedUserName).HasMaxLength(AccountRules.LongestEmail);
        account.Property(a => a.PasswordHash).HasMaxLength(200);
        account.Property(a => a.SecurityStamp).HasMaxLength(64);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
        account.HasIndex(a => a.NormalizedEmail).IsUnique();
        account.HasIndex(a => a.NormalizedUserName).IsUnique();
        account.HasIndex(a => a.Kind);
        account.HasIndex(a => a.Folded).HasMethod("gin").HasOperators("gin_trgm_ops");
    }
}

internal sealed class AccountTokenConfiguration : IEntityTypeConfiguration<AccountToken>
{
    public void Configure(EntityTypeBuilder<AccountToken> token)
    {
        token.ToTable("account_tokens", AccountsModule.Schema);
        token.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        token.Property(t => t.LoginProvider).HasMaxLength(128);
        token.Property(t => t.Name).HasMaxLength(128);
        token.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AccountPasskeyConfiguration : IEntityTypeConfiguration<AccountPasskey>
{
    public void Configure(EntityTypeBuilder<AccountPasskey> passkey)
    {
        passkey.ToTable("account_passkeys", AccountsModule.Schema);
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(1024);
        passkey.OwnsOne(p => p.Data).ToJson("data");
        passkey.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
