using Microsoft.Extensions.Configuration;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Cards;

/// <summary>How the licensed provider of card payments is reached: configuration only, since keys are secrets (<c>Market:Stripe:…</c>).</summary>
/// <param name="WebhookSecrets">The current one, and while keys are changed the one before.</param>
/// <param name="Country">Of the connected accounts, two letters.</param>
internal sealed record StripeSettings(string? SecretKey, IReadOnlyList<string> WebhookSecrets, Uri Address, string Country)
{
    public const string Section = "Market:Stripe";

    /// <summary>Both keys are there. Without them there is no payment by card anywhere.</summary>
    public bool HasKeys => SecretKey is not null && WebhookSecrets.Count > 0;

    /// <summary>The keys are of real money, not of the provider's test mode.</summary>
    public bool IsLive => SecretKey?.Contains("_live_", StringComparison.Ordinal) is true;

    public static StripeSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        string? Text(string name) => section[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        var address = Text("Address") ?? "https://api.stripe.com/";
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback))
        {
            throw new SettingException($"{Section}:Address is \"{address}\": it must be an https address.");
        }

        var secrets = (Text("WebhookSecret") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(Text("SecretKey"), secrets, uri, Text("Country") ?? "VN");
    }
}

/// <summary>How the client waits between two tries.</summary>
internal sealed record StripeWaits(Func<TimeSpan, CancellationToken, Task> WaitAsync);
