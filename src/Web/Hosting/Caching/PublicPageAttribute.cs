namespace OcopMarket.Web.Hosting.Caching;

/// <summary>
/// The same answer for everyone of one language and one side of the age line: it has no form with a secret, sets no cookie, and may be
/// kept in memory until the market changes. On a page: <c>@attribute [PublicPage]</c>; on an endpoint: <c>.WithMetadata(new PublicPageAttribute())</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicPageAttribute : Attribute
{
    /// <summary>It says what holds at this minute, such as "open now".</summary>
    public bool ByTheMinute { get; init; }
}

internal static class KeptPages
{
    private const string Unkept = "ocop.unkept";

    /// <summary>This answer of a public page goes to this visitor alone.</summary>
    public static void DoNotKeep(this HttpContext http) => http.Items[Unkept] = true;

    public static bool MayBeKept(this HttpContext http) => !http.Items.ContainsKey(Unkept);
}
