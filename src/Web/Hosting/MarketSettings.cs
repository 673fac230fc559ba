using System.Net;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Postgres;
using OcopMarket.Web.Map;

namespace OcopMarket.Web.Hosting;

/// <summary>The settings of the host, read and checked once at start-up.</summary>
public sealed record MarketSettings
{
    public const string ConnectionName = "Market";

    public required MarketRole Role { get; init; }

    /// <summary>An empty market is filled with demo data; on by default in the environment Demo.</summary>
    public required bool Demo { get; init; }

    /// <summary>Whether finished public pages are kept in memory; off only for measuring.</summary>
    public required bool OutputCache { get; init; }

    /// <summary>Null: the market starts a PostgreSQL of its own in its data folder.</summary>
    public required string? ConnectionString { get; init; }

    public required DataFolder Data { get; init; }

    public required RateLimitSettings RateLimits { get; init; }

    /// <summary>The market's address as people know it (<c>Market:PublicAddress</c>, e.g. <c>https://cho.example.vn</c>): printed below QR codes, in feeds and the sitemap. Null: the address of the request.</summary>
    public required Uri? PublicAddress { get; init; }

    /// <summary>Proxies whose word about the client's address and scheme is taken (<c>Market:TrustedProxies</c>, e.g. <c>10.0.0.0/8, 127.0.0.1/32</c>).</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary>Null: maps are drawn by the market itself and ask nobody.</summary>
    public required MapSettings? Map { get; init; }

    /// <exception cref="SettingException">A setting cannot be read, or may not be used in this environment.</exception>
    public static MarketSettings Read(IConfiguration settings, string environment)
    {
        _ = MarketClock.From(settings, environment);
        CheckMail(Read(settings, MailSettings.Section, s => s.Get<MailSettings>()) ?? new MailSettings());
        return new MarketSettings
        {
            Role = Read(settings, "Market:Role", s => Enum.Parse<MarketRole>(s.Value ?? nameof(MarketRole.All), ignoreCase: true)),
            Demo = Read(settings, "Market:Demo", s => s.Get<bool?>()) ?? environment.Equals("Demo", StringComparison.OrdinalIgnoreCase),
            OutputCache = Read(settings, "Market:OutputCache", s => s.Get<bool?>()) ?? true,
            ConnectionString = settings.GetConnectionString(ConnectionName) is { Length: > 0 } chosen ? chosen : null,
            Data = Read(settings, DataFolder.Setting, _ => DataFolder.From(settings)),
            PublicAddress = Read(settings, "Market:PublicAddress", s => Address(s.Value)),
            RateLimits = Read(settings, RateLimitSettings.Section, s => s.Get<RateLimitSettings>()) ?? new RateLimitSettings(),
            Map = Read(settings, MapSettings.Section, MapSettings.Read),
            TrustedProxies = Read(settings, "Market:TrustedProxies", s => Networks(s.Value)),
        };
    }

    private static T Read<T>(IConfiguration settings, string key, Func<IConfigurationSection, T> read)
    {
        try
        {
            return read(settings.GetSection(key));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new SettingException($"The setting {key} cannot be read: {e.Message}", e);
        }
    }

    private static Uri? Address(string? text)
        => string.IsNullOrWhiteSpace(text) ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "" } ? address
            : throw new FormatException("it is no address that begins with http:// or https://");

    private static List<IPNetwork> Networks(string? list)
        => [.. (list ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(network => IPNetwork.Parse(network.Contains('/', StringComparison.Ordinal) ? network : $"{network}/{(network.Contains(':', StringComparison.Ordinal) ? 128 : 32)}"))];

    private static void CheckMail(MailSettings mail)
    {
        if (mail is { SmtpHost.Length: > 0, SmtpUser.Length: > 0, SmtpPassword: null or "" })
        {
            throw new SettingException($"The setting {MailSettings.Section}:{nameof(MailSettings.SmtpPassword)} is missing, but a mail user is set.");
        }
    }
}
