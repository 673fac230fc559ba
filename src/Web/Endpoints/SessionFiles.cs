using OcopMarket.Promotion.Calendars;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Hall;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Pages.Shop.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Live sessions for calendars of other programs; one that was called off or moved takes the place of what they kept.</summary>
internal static class SessionFiles
{
    public static void MapSessionFiles(this IEndpointRouteBuilder routes)
        => routes.MapGet(Urls.Fairs + "/{slug}/phat-song/{id:guid}.ics", CalendarAsync).ExcludeFromDescription().WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Search);

    private static async Task<IResult> CalendarAsync(string slug, Guid id, HttpContext http, SessionQueries sessions, MarketSettings settings, CancellationToken ct)
    {
        if (slug.Contains('\0', StringComparison.Ordinal) || await sessions.FindAsync(slug, new FairSessionId(id), ct) is not { Session: var session } page || (session.IsAdult && !http.IsAdult()))
        {
            return TypedResults.NotFound();
        }

        var (title, address) = (FairWords.Say(session.TitleVi, session.TitleEn), http.Request.Absolute(settings, Urls.Session(slug, session.Id)));
        var lines = new[] { FairWords.Say(page.Fair.NameVi, page.Fair.NameEn), session.Producer, address };
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentDisposition = $"inline; filename={slug}-phat-song.ics";
        return TypedResults.Text(
            CalendarText.Write(title, [new CalendarEvent(
                $"{session.Id}@ocopmarket", session.Sequence, session.CreatedAt, session.ChangedAt, [new(session.Start, session.End)], title, string.Join('\n', lines.Where(l => l is not null)), address, null, new Uri(address),
                session.Stage is SessionStage.Off ? CalendarStatus.Cancelled : CalendarStatus.Confirmed)]),
            "text/calendar; charset=utf-8");
    }
}
