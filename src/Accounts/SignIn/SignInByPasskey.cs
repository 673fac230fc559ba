using OcopMarket.Platform;

namespace OcopMarket.Accounts.SignIn;

/// <summary>Opens a session with a passkey: the device has asked for finger, face or PIN, so it counts as both factors.</summary>
public sealed class SignInByPasskey(AccountSession session)
{
    /// <param name="answer">Of the device, as JSON.</param>
    public async Task<Result> RunAsync(string answer)
    {
        try
        {
            return (await session.SignIn.PasskeySignInAsync(answer)).Succeeded ? Result.Success : AccountsRefusals.PasskeyFailed();
        }
        catch (InvalidOperationException) // no question was asked in this browser
        {
            return AccountsRefusals.PasskeyFailed();
        }
    }
}
