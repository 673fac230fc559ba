using OcopMarket.Web.Commands;
using OcopMarket.Web.Hosting;

// Without a verb the market is served; with one this is the administrator's command line.
return args is [] or [['-', '-', _, ..], ..] && !MarketCommands.IsHelp(args)
    ? await MarketHost.ServeAsync(args)
    : await MarketCommands.RunAsync(args);
