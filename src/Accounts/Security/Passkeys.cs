using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.Security;

/// <summary>A passkey as its owner knows it.</summary>
/// <param name="Key">Of the credential, for removing it.</param>
public sealed record PasskeyRow(string Key, string Name, DateTimeOffset Since);

/// <summary>What the browser asks an authenticator, as JSON of the WebAuthn standard; the answer belongs to it (state in a cookie).</summary>
public sealed class PasskeyQuestions(AccountSession session)
{
    /// <summary>For a new key; null without an account.</summary>
    public async Task<string?> ForNewAsync(Actor actor)
        => actor.Account is { } id && await session.Users.FindByIdAsync(id.ToString()) is { } account
            ? await session.SignIn.MakePasskeyCreationOptionsAsync(new() { Id = id.ToString(), Name = account.Email!, DisplayName = account.Name })
            : null;

    /// <summary>For signing in with whichever key the browser holds: no address is asked for, so none is told.</summary>
    public Task<string> ForSignInAsync() => session.SignIn.MakePasskeyRequestOptionsAsync(null);
}

/// <summary>Keeps the public half of a key the person's device has just made.</summary>
public sealed class AddPasskey(AccountSession session, TimeProvider clock)
{
    public const int LongestName = 60;
    private const int Most = 20;

    /// <param name="Answer">Of the device, as JSON.</param>
    public sealed record Command(Actor Actor, string Answer, string Name);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => session.ChangeOwnAsync(command.Actor, async account =>
        {
            var name = VietnameseText.Clean(command.Name);
            if ((await session.Users.GetPasskeysAsync(account)).Count >= Most)
            {
                return AccountsRefusals.TooManyPasskeys(Most);
            }

            if (await AttestedAsync(command.Answer) is not { } passkey)
            {
                return AccountsRefusals.PasskeyFailed();
            }

            passkey.Name = name.Length == 0 ? null : name[..Math.Min(name.Length, LongestName)];
            session.Db.Audit(clock, command.Actor, "accounts.passkey_added", AccountSubject.Of(account.Id));
            return (await session.Users.AddOrUpdatePasskeyAsync(account, passkey)).Why() is { } why ? why : Result.Success;
        }, ct);

    private async Task<UserPasskeyInfo?> AttestedAsync(string answer)
    {
        try
        {
            return await session.SignIn.PerformPasskeyAttestationAsync(answer) is { Succeeded: true } made ? made.Passkey : null;
        }
        catch (InvalidOperationException) // no question was asked in this browser
        {
            return null;
        }
    }
}

/// <summary>Forgets a key: whoever holds the device cannot sign in with it any more.</summary>
public sealed class RemovePasskey(AccountSession session, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, string key, CancellationToken ct)
        => session.ChangeOwnAsync(actor, async account =>
        {
            session.Db.Audit(clock, actor, "accounts.passkey_removed", AccountSubject.Of(account.Id));
            return (await session.Users.RemovePasskeyAsync(account, Credential(key))).Why() is { } why ? why : Result.Success;
        }, ct);

    private static byte[] Credential(string key)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(key);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

/// <summary>How an account is protected, for its owner.</summary>
/// <param name="RecoveryCodes">How many are left.</param>
public sealed record AccountProtection(bool SecondFactor, int RecoveryCodes, IReadOnlyList<PasskeyRow> Passkeys);

public sealed class ProtectionQueries(AccountSession session)
{
    public async Task<AccountProtection> OfAsync(Actor actor)
    {
        if (actor.Account is not { } id || await session.Users.FindByIdAsync(id.ToString()) is not { } account)
        {
            return new(false, 0, []);
        }

        var keys = await session.Users.GetPasskeysAsync(account);
        return new(
            account.TwoFactorEnabled, account.TwoFactorEnabled ? await session.Users.CountRecoveryCodesAsync(account) : 0,
            [.. keys.OrderBy(k => k.CreatedAt).Select(k => new PasskeyRow(WebEncoders.Base64UrlEncode(k.CredentialId), k.Name ?? "", k.CreatedAt))]);
    }
}
