using OcopMarket.Platform;

namespace OcopMarket.Accounts.Contracts;

/// <summary>Asks whoever is signed in for the password once more, before something that a thief of the session must not do.</summary>
public interface IPasswordCheck
{
    /// <summary>Refused for a wrong password; too many of them lock the account, as at signing in.</summary>
    Task<Result> ConfirmAsync(Actor actor, string password, CancellationToken ct);
}
