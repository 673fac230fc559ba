using System.Globalization;
using Microsoft.Net.Http.Headers;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Web.Endpoints;

/// <summary>Marks a file with the state of the market it was written from, so that who has it already is told so.</summary>
internal sealed class EntityTags(MarketChanges changes, TimeProvider clock)
{
    // Versions count from the start of this process; another process must not claim the same.
    private readonly string _process = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Sets the headers; true when the reader has this very file, and 304 has been answered.</summary>
    /// <param name="variant">What else the file depends on.</param>
    public bool HasIt(HttpContext http, string variant)
    {
        var headers = http.Response.GetTypedHeaders();
        headers.CacheControl = new() { NoCache = true }; // ask every time: a revocation must be seen at once
        if (!changes.Listening)
        {
            return false;
        }

        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{_process}-{changes.Version}-{clock.Today():yyyyMMdd}-{variant}\""), isWeak: true);
        headers.ETag = tag;
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
