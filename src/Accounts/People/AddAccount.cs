using OcopMarket.Accounts.Consents;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;

namespace OcopMarket.Accounts.People;

/// <summary>Makes an account at the machine, ready to use: the first administrator, and those of the demonstration.</summary>
public sealed class AddAccount(AccountWork work, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string Name, string Email, string Password, AccountKind Kind = AccountKind.Member, bool Demo = false, string Language = "vi");

    public Task<Result<AccountId>> RunAsync(Command command, CancellationToken ct)
        => work.InTransactionAsync<AccountId>(async scope =>
        {
            var (name, email) = (AccountRules.Name(command.Name), AccountRules.Email(command.Email));
            if (!command.Actor.HoldsTheMachine)
            {
                return AccountsRefusals.OnlyAdministrators();
            }

            if ((name.Refusal ?? email.Refusal) is { } refusal)
            {
                return refusal;
            }

            var now = clock.GetUtcNow();
            var account = new Account(name.Value, email.Value, command.Language, now) { Kind = command.Kind, Demo = command.Demo, EmailConfirmed = true };
            if ((await scope.Users.CreateAsync(account, command.Password)).Why() is { } why)
            {
                return why;
            }

            scope.Db.Consents.Add(new(account.Id, ConsentPurpose.Account, now));
            scope.Db.Audit(clock, command.Actor, "accounts.added", AccountSubject.Of(account.Id), after: new { account.Kind, account.Demo });
            return account.Id;
        }, ct);
}
