using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace OcopMarket.Web.Hosting;

/// <summary>How many requests a minute one client address may make of each kind (section <c>Market:RateLimits</c>); 0 is no limit. Answers from the output cache do not count.</summary>
public sealed record RateLimitSettings
{
    public const string Section = "Market:RateLimits";

    public int Search { get; init; } = 240;
    public int Suggest { get; init; } = 600;

    /// <summary>Certificate and order look-ups, where numbers could be tried one after another.</summary>
    public int LookUp { get; init; } = 120;

    /// <summary>Misuse reports: opening and sending the form.</summary>
    public int Report { get; init; } = 20;

    /// <summary>Looking at the basket and changing it.</summary>
    public int Basket { get; init; } = 120;

    /// <summary>Everything where a password, a code or someone's address could be tried.</summary>
    public int SignIn { get; init; } = 30;

    /// <summary>Pieces of photos; a piece is 32 to 512 kB.</summary>
    public int Upload { get; init; } = 600;

    /// <summary>Notices of banks.</summary>
    public int Notice { get; init; } = 600;
}

/// <summary>Names of the limits, for <c>[EnableRateLimiting]</c> and <c>RequireRateLimiting</c>.</summary>
public static class RateLimits
{
    public const string Search = "search";
    public const string Suggest = "suggest";
    public const string LookUp = "look-up";
    public const string Report = "report";
    public const string Basket = "basket";
    public const string SignIn = "sign-in";
    public const string Upload = "upload";
    public const string Notice = "notice";

    public static IServiceCollection AddMarketRateLimits(this IServiceCollection services, RateLimitSettings settings)
        => services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60"; // the body is written by the status pages
                return ValueTask.CompletedTask;
            };
            Add(limiter, Search, settings.Search);
            Add(limiter, Suggest, settings.Suggest);
            Add(limiter, LookUp, settings.LookUp);
            Add(limiter, Report, settings.Report);
            Add(limiter, Basket, settings.Basket);
            Add(limiter, SignIn, settings.SignIn);
            Add(limiter, Upload, settings.Upload);
            Add(limiter, Notice, settings.Notice);
        });

    private static void Add(RateLimiterOptions limiter, string name, int perMinute)
        => limiter.AddPolicy(name, http => perMinute <= 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(Client(http.Connection.RemoteIpAddress), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                QueueLimit = 0,
            }));

    /// <summary>A household or an attacker has a whole IPv6 /64, so that counts as one.</summary>
    private static string Client(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.MapToIPv4().ToString(),
    };
}
