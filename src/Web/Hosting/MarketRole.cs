namespace OcopMarket.Web.Hosting;

/// <summary>What a process of the market does (setting <c>Market:Role</c>).</summary>
public enum MarketRole
{
    All,

    /// <summary>Pages and API; jobs run in a worker elsewhere.</summary>
    Web,

    /// <summary>Jobs only; of pages it answers the health checks alone.</summary>
    Worker,
}
