using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OcopMarket.Platform.Mail;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>The address of the setting, else the one this process listens at.</summary>
internal sealed class MarketAddress(MarketSettings settings, IServiceProvider services) : IMarketAddress
{
    private const string Usual = "http://localhost:5080"; // of deploy/run; for letters that a command causes

    public string Absolute(string path) => (settings.PublicAddress?.AbsoluteUri ?? Own() ?? Usual).TrimEnd('/') + path;

    private string? Own() => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
}
