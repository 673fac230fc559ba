using Microsoft.AspNetCore.Identity;
using OcopMarket.Accounts.People;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.Letters;

/// <summary>Writes a letter about an account in its person's language.</summary>
internal sealed class WriteLetter(UserManager<Account> users, IMailer mailer, IMarketAddress market) : IOutboxHandler<LetterWanted>
{
    internal static readonly LetterTexts Texts = new("OcopMarket.Accounts.Letters.AccountLetters", typeof(WriteLetter).Assembly);

    public async Task HandleAsync(LetterWanted happened, long delivery, CancellationToken ct)
    {
        if (await users.FindByIdAsync(happened.Account.ToString()) is not { Email: { } address, DisabledAt: null } account || account.Demo)
        {
            return;
        }

        var link = happened.Letter switch
        {
            AccountLetter.Confirm => Link("/tai-khoan/xac-nhan", account, await users.GenerateEmailConfirmationTokenAsync(account)),
            AccountLetter.Reset or AccountLetter.Invited => Link("/tai-khoan/dat-lai-mat-khau", account, await users.GeneratePasswordResetTokenAsync(account)),
            AccountLetter.AlreadyThere => market.Absolute("/tai-khoan/dang-nhap"),
        };
        await mailer.SendAsync(new Letter(
            $"account-{happened.Letter}-{account.Id}-{delivery}", address, Texts.Say(account.Language, $"{happened.Letter}Subject"),
            Texts.Say(account.Language, $"{happened.Letter}Body", account.Name, link)), ct);
    }

    private string Link(string path, Account account, string secret) => market.Absolute($"{path}?tk={account.Id}&ma={LetterLinks.Write(secret)}");
}
