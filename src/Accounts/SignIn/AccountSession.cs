using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.SignIn;

/// <summary>The session of the request at hand; scoped, since it writes the request's cookies.</summary>
public sealed class AccountSession(IServiceProvider services)
{
    internal MarketSignIn SignIn => services.GetRequiredService<MarketSignIn>();

    internal UserManager<Account> Users => SignIn.UserManager;

    /// <summary>For what the manager would do only together with a new stamp.</summary>
    internal AccountStore Store => (AccountStore)services.GetRequiredService<IUserStore<Account>>();

    /// <summary>The context Identity works on.</summary>
    internal MarketDbContext Db => services.GetRequiredService<AccountContext>().Db;

    /// <summary>
    /// Changes the actor's own account in one transaction. When that moved the security stamp, every other session of the account is over
    /// and this one goes on.
    /// </summary>
    internal async Task<Result<T>> ChangeOwnAsync<T>(Actor actor, Func<Account, Task<Result<T>>> work, CancellationToken ct)
    {
        await using var transaction = await Db.Database.BeginTransactionAsync(ct);
        if (actor.Account is not { } id || await Users.FindByIdAsync(id.ToString()) is not { } account)
        {
            return AccountsRefusals.AccountUnknown();
        }

        var stamp = account.SecurityStamp;
        var result = account.Demo ? AccountsRefusals.DemoIsFixed() : await work(account);
        if (!result.Succeeded)
        {
            Db.ChangeTracker.Clear();
            return result;
        }

        await Db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (stamp != account.SecurityStamp)
        {
            await SignIn.RefreshSignInAsync(account);
        }

        return result;
    }

    internal async Task<Result> ChangeOwnAsync(Actor actor, Func<Account, Task<Result>> work, CancellationToken ct)
        => await ChangeOwnAsync<bool>(actor, async account => (await work(account)).Refusal is { } refusal ? refusal : true, ct);
}
