using OcopMarket.Platform;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>For which producer a member works at the desk just now: the one they chose, else their first. Most people have one.</summary>
public sealed class CurrentProducer(CurrentActor current, IHttpContextAccessor http)
{
    private const string Cookie = "chu-the";

    /// <summary>Null when the person works for none. What they may do there the use cases ask of the actor again.</summary>
    public async ValueTask<ProducerMembership?> GetAsync(CancellationToken ct = default)
    {
        var memberships = (await current.GetAsync(ct)).Memberships;
        return memberships.FirstOrDefault(m => m.Producer.ToString() == http.HttpContext?.Request.Cookies[Cookie]) ?? (memberships.Count > 0 ? memberships[0] : null);
    }

    /// <summary>Remembers the choice in this browser; a producer one does not work for is never chosen.</summary>
    public void Choose(ProducerId producer)
        => http.HttpContext!.Response.Cookies.Append(Cookie, producer.ToString(), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = http.HttpContext.Request.IsHttps, HttpOnly = true, Path = "/", IsEssential = true,
        });
}
