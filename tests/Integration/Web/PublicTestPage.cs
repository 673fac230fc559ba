using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>A page that says how often it was rendered, to see what the cache keeps apart.</summary>
[Route(Path)]
[PublicPage]
public sealed class PublicTestPage : ComponentBase
{
    public const string Path = "/thu/trang-cong-khai";

    private static int _rendered;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddContent(0, $"lần {Interlocked.Increment(ref _rendered)} {CultureInfo.CurrentUICulture.TwoLetterISOLanguageName} {(Http.IsAdult() ? "18" : "-")} {Http.Request.Query["q"]};");
    }
}
