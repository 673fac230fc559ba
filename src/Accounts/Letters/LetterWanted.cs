using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OcopMarket.Platform;

namespace OcopMarket.Accounts.Letters;

/// <summary>Which letter about an account.</summary>
internal enum AccountLetter
{
    Confirm,

    /// <summary>Somebody tried to sign up with an address that has an account.</summary>
    AlreadyThere,

    /// <summary>To set a new password.</summary>
    Reset,

    /// <summary>An administrator made the account; its person sets the first password.</summary>
    Invited,
}

/// <summary>A letter to be written. The secret in its link is made when it is written, so that no table keeps it.</summary>
internal sealed record LetterWanted(AccountId Account, AccountLetter Letter);

/// <summary>Secrets as part of an address.</summary>
internal static class LetterLinks
{
    public static string Write(string secret) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(secret));

    /// <summary>What is no secret of ours reads as an empty one.</summary>
    public static string Read(string? written)
    {
        try
        {
            return written is { Length: > 0 and < 2000 } ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(written)) : "";
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
