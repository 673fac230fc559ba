using System.Net;
using System.Text.RegularExpressions;

namespace OcopMarket.Tests.Support;

/// <summary>Sends a page's form as a browser without script does: it opens the page first and takes the token along.</summary>
public static partial class Forms
{
    /// <param name="path">The page, with its query.</param>
    /// <param name="form">The form's name (<c>@formname</c>).</param>
    /// <param name="to">Where it is sent; null is the page itself.</param>
    /// <param name="client">Keeps cookies: of a <see cref="TestPerson"/>, or <c>market.CreateVisitor()</c>.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string path, string form, Dictionary<string, string> fields, CancellationToken ct, string? to = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var page = await client.GetAsync(path, ct);
        var html = await page.Content.ReadAsStringAsync(ct);
        if (page.StatusCode != HttpStatusCode.OK || Token().Match(html) is not { Success: true } token)
        {
            throw new InvalidOperationException($"{path} shows no form but {page.StatusCode}.");
        }

        return await client.PostAsync(to ?? path, new FormUrlEncodedContent([.. fields, new("_handler", form), new("__RequestVerificationToken", WebUtility.HtmlDecode(token.Groups[1].Value))]), ct);
    }

    /// <summary>Path and query of the redirect, which names the host; null when there is none.</summary>
    public static string? LedTo(this HttpResponseMessage answer)
        => answer?.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString) : null;

    /// <summary>A guest's browser: it keeps cookies and follows no redirects.</summary>
    public static HttpClient CreateVisitor(this MarketFactory market)
    {
        ArgumentNullException.ThrowIfNull(market);
        return market.CreateDefaultClient(new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
