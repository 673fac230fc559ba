using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>
/// Whose basket this browser means: that of the account, else that of the secret in its cookie. Guests get a cookie with the first thing they
/// put in, not before. Beside it stands a number without secret, which the script of public pages shows.
/// </summary>
public sealed class CurrentCart(CurrentActor current, MergeCarts merge, CartQueries carts, IOptions<IdentityOptions> identity, IHttpContextAccessor accessor)
{
    private const string SecretCookie = "gio", CountCookie = "gio-so", ProvinceCookie = "giao-den";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Of a basket that begins with this request.</summary>
    private string? _new;

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Baskets belong to requests.");

    /// <summary>Code of the province where things shall go, if the visitor has said so.</summary>
    public string? Province => AreaDirectory.Instance.FindProvince(Http.Request.Cookies[ProvinceCookie])?.Code;

    private string? Secret => Http.Request.Cookies[SecretCookie] is { } secret && Secrets.IsWellFormed(secret) ? secret : null;

    /// <summary>Null for a guest who has none.</summary>
    public async ValueTask<CartOwner?> FindAsync(CancellationToken ct)
    {
        if ((await current.GetAsync(ct)).Account is not { } account)
        {
            return Secret is { } secret ? CartOwner.Guest(secret) : null;
        }

        await MergeAsync(account, ct); // nothing, unless a session began without the sign-in forms
        return CartOwner.Of(account);
    }

    /// <summary>For putting something in. A secret that opens no basket is not taken over: it might be somebody else's making.</summary>
    public async ValueTask<CartOwner> OpenAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is { } owner && (owner.Account is not null || await carts.ExistsAsync(owner, ct)))
        {
            return owner;
        }

        return CartOwner.Guest(_new ??= Secrets.New());
    }

    /// <summary>After a change: this browser keeps the way to the basket for another thirty days, and knows how much is in it.</summary>
    public async Task RememberAsync(CartOwner owner, CancellationToken ct)
    {
        if (owner.Account is null && (_new ?? Secret) is { } secret)
        {
            Keep(SecretCookie, secret, readable: false);
        }

        var pieces = await carts.CountAsync(owner, ct);
        if (pieces > 0)
        {
            Keep(CountCookie, pieces.ToString(CultureInfo.InvariantCulture), readable: true);
        }
        else if (Http.Request.Cookies.ContainsKey(CountCookie))
        {
            LeaveBehind(Http);
        }
    }

    public void ChooseProvince(string code)
    {
        if (AreaDirectory.Instance.FindProvince(code) is { } province)
        {
            Keep(ProvinceCookie, province.Code, readable: false);
        }
    }

    /// <summary>Somebody has just signed in: what they had put together as a guest becomes part of their own basket.</summary>
    internal async Task TakeAlongAsync(ClaimsPrincipal? session, CancellationToken ct)
    {
        if (Guid.TryParse(session?.FindFirstValue(identity.Value.ClaimsIdentity.UserIdClaimType), out var key))
        {
            var account = new AccountId(key);
            await MergeAsync(account, ct);
            await RememberAsync(CartOwner.Of(account), ct);
        }
    }

    /// <summary>The next one at this machine is told nothing of it.</summary>
    internal static void LeaveBehind(HttpContext http) => http.Response.Cookies.Delete(CountCookie, new CookieOptions { Path = "/" });

    private async Task MergeAsync(AccountId account, CancellationToken ct)
    {
        if (Secret is { } secret)
        {
            await merge.RunAsync(CartOwner.Guest(secret), CartOwner.Of(account), ct);
            Http.Response.Cookies.Delete(SecretCookie, new CookieOptions { Path = "/" });
        }
    }

    private void Keep(string name, string value, bool readable)
        => Http.Response.Cookies.Append(name, value, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, Secure = Http.Request.IsHttps, HttpOnly = !readable, Path = "/", IsEssential = true });
}
