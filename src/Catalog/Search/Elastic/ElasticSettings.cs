using Microsoft.Extensions.Configuration;
using OcopMarket.Platform;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>How the search cluster is reached (<c>Search:Elasticsearch:…</c>); without an address there is none, and the database searches.</summary>
/// <param name="Index">The alias that is asked; its indices are named after it.</param>
internal sealed record ElasticSettings(Uri? Address, string Index, string? User, string? Password, string? ApiKey)
{
    public const string Section = "Search:Elasticsearch";

    private const string UsualIndex = "ocop-listings";

    public bool IsOn => Address is not null;

    public static ElasticSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        string? Text(string name) => section[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        var (user, password, key, index) = (Text("User"), Text("Password"), Text("ApiKey"), Text("Index") ?? UsualIndex);
        Uri? address = null;
        if (Text("Url") is { } url)
        {
            if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            {
                throw new SettingException($"{Section}:Url is no address that begins with http:// or https:// and holds no password.");
            }

            if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && (password is not null || key is not null))
            {
                throw new SettingException($"{Section}:Url is \"{url}\": a password or key may only be sent to an https address.");
            }
        }

        return index.Length <= 100 && index.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_') && char.IsAsciiLetterLower(index[0])
            ? new(address, index, user, password, key)
            : throw new SettingException($"{Section}:Index is \"{index}\": small letters, digits, - and _ only, beginning with a letter.");
    }
}

/// <summary>How long the cluster may take, and how the market waits between two tries.</summary>
/// <param name="Search">A reader waits for it.</param>
/// <param name="Look">For a look at how the cluster is; an administrator's page waits for it.</param>
/// <param name="Work">For building and repairing the index.</param>
/// <param name="Rest">After failures the database answers for so long before the cluster is tried again.</param>
internal sealed record ElasticTimes(TimeSpan Search, TimeSpan Look, TimeSpan Work, TimeSpan Rest, Func<TimeSpan, CancellationToken, Task> WaitAsync)
{
    public static ElasticTimes Usual { get; } = new(TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), Task.Delay);
}
