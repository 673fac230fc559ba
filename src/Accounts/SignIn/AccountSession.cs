using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.People;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.SignIn;

/// <summary>The session of the request at hand; scoped, since it writes the request's cookies.</summary>
public sealed class AccountSession(IServiceProvider services)
{
    internal MarketSignIn SignIn => services.GetRequiredService<MarketSignIn>();

    /// <summary>The context Identity works on.</summary>
    internal MarketDbContext Db => services.GetRequiredService<AccountContext>().Db;
}
