using Microsoft.AspNetCore.Identity;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.Letters;

internal enum NewEmailLetterKind
{
    /// <summary>To the new address, with the link.</summary>
    Confirm,

    /// <summary>To the present one: somebody asks for another.</summary>
    Warn,

    /// <summary>To the one before: it is no longer that of the account.</summary>
    Changed,
}

/// <summary>A letter about a change of address; it goes to an address that is not, or no longer, that of the account.</summary>
internal sealed record NewEmailLetter(AccountId Account, string To, string Email, NewEmailLetterKind Kind);

internal sealed class WriteNewEmailLetter(UserManager<Account> users, IMailer mailer, IMarketAddress market) : IOutboxHandler<NewEmailLetter>
{
    public async Task HandleAsync(NewEmailLetter happened, long delivery, CancellationToken ct)
    {
        if (await users.FindByIdAsync(happened.Account.ToString()) is not { DisabledAt: null } account)
        {
            return;
        }

        var link = happened.Kind is NewEmailLetterKind.Confirm
            ? market.Absolute($"/tai-khoan/e-mail/xac-nhan?tk={account.Id}&moi={Uri.EscapeDataString(happened.Email)}&ma={LetterLinks.Write(await users.GenerateChangeEmailTokenAsync(account, happened.Email))}")
            : market.Absolute("/tai-khoan/bao-mat");
        await mailer.SendAsync(new Letter(
            $"email-{happened.Kind}-{account.Id}-{delivery}", happened.To, WriteLetter.Texts.Say(account.Language, $"NewEmail{happened.Kind}Subject"),
            WriteLetter.Texts.Say(account.Language, $"NewEmail{happened.Kind}Body", account.Name, link)), ct);
    }
}
