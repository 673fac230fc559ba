using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.People;

/// <summary>What a use case on accounts works with: Identity and the market's tables on one context, in one transaction.</summary>
internal sealed record AccountScope(UserManager<Account> Users, MarketDbContext Db, IServiceProvider Services);

/// <summary>Opens such transactions: a success commits, a refusal or an exception rolls back.</summary>
public sealed class AccountWork(IServiceScopeFactory scopes)
{
    internal async Task<Result<T>> InTransactionAsync<T>(Func<AccountScope, Task<Result<T>>> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountContext>().Db;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await work(new(scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), db, scope.ServiceProvider));
        if (result.Succeeded)
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return result;
    }

    internal async Task<Result> InTransactionAsync(Func<AccountScope, Task<Result>> work, CancellationToken ct)
        => await InTransactionAsync<bool>(async scope => (await work(scope)).Refusal is { } refusal ? refusal : true, ct);
}
