using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.People;

/// <summary>The shape of what people type about themselves.</summary>
public static class AccountRules
{
    public const int ShortestPassword = 10;
    public const int LongestPassword = 128; // hashing takes long enough without a novel
    public const int LongestName = 100;
    public const int LongestEmail = 200;

    /// <summary>Cleans the name and says what is wrong with it.</summary>
    internal static Result<string> Name(string? typed)
    {
        var name = VietnameseText.Clean(typed);
        return name.Length switch
        {
            0 => AccountsRefusals.NameMissing(),
            > LongestName => AccountsRefusals.NameTooLong(LongestName),
            _ => name,
        };
    }

    internal static Result<string> Email(string? typed)
    {
        var email = VietnameseText.Clean(typed);
        return email.Length is > 0 and <= LongestEmail && MailAddress.TryCreate(email, out var address) && address.Address == email && email.All(c => c is > ' ' and < (char)127)
            ? email
            : AccountsRefusals.EmailWrong();
    }

    /// <summary>What Identity objects to, as a refusal.</summary>
    internal static Refusal? Why(this IdentityResult result)
        => result.Succeeded ? null : result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => AccountsRefusals.PasswordTooShort(ShortestPassword),
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => AccountsRefusals.PasswordTooPlain(),
            nameof(IdentityErrorDescriber.PasswordMismatch) => AccountsRefusals.PasswordWrong(),
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => AccountsRefusals.EmailTaken(),
            nameof(IdentityErrorDescriber.InvalidToken) => AccountsRefusals.LinkWorthless(),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => AccountsRefusals.ChangedMeanwhile(),
            var code => throw new InvalidOperationException($"Identity refused: {code}"),
        };
}
