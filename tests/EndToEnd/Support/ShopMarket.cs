using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Support;

/// <summary>One market on a port for all tests that only look, with the pages of <c>Islands/</c> beside its own.</summary>
public sealed class ShopMarket : MarketFixture
{
    public string Address { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Address = Market.StartOnPort();
    }

    protected override MarketFactory Create(string connectionString) => new(connectionString)
    {
        ExtraPages = typeof(ShopMarket).Assembly,
        Replace = services => services.AddSingleton<IStartupFilter>(new IslandModule()),
    };

    /// <summary>Serves the module of <c>Islands/</c>: the list of static files knows the market's own only.</summary>
    private sealed class IslandModule : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/thu/island.js", module => module.Run(async http =>
            {
                http.Response.ContentType = "text/javascript";
                await using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream("island.js")!;
                await source.CopyToAsync(http.Response.Body, http.RequestAborted);
            }));
            next(app);
        };
    }
}

public static class MarketOnPort
{
    /// <summary>Serves on a free port and gives the address.</summary>
    public static string StartOnPort(this MarketFactory market)
    {
        ArgumentNullException.ThrowIfNull(market);
        market.UseKestrel(0);
        market.StartServer();
        return market.ClientOptions.BaseAddress.ToString();
    }
}
