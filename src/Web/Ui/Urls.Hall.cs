using OcopMarket.Promotion.Contracts;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Web.Ui;

/// <summary>The hall of a fair, its stalls and live sessions.</summary>
public static partial class Urls
{
    /// <summary>In the query of a page with a video: its reader pressed play, and the page may frame the player.</summary>
    public const string PlayKey = "xem", PlayValue = "phim";

    public static string ProductAtFair(string product, string? fair) => fair is null ? Product(product) : $"{Product(product)}?{AtFairKey}={fair}";

    public static string Hall(string fair) => $"{Fair(fair)}/gian-hang";

    public static string Stall(string fair, string producer) => $"{Hall(fair)}/{producer}";

    public static string Session(string fair, FairSessionId session) => $"{Fair(fair)}/phat-song/{session}";

    /// <summary>Where a session's page sends the mailbox of who wants to be reminded.</summary>
    public static string RemindOfSession(string fair, FairSessionId session) => $"{Session(fair, session)}/nhac-toi";

    /// <param name="language">Calendars keep no cookie: the address says it, where it is not Vietnamese.</param>
    public static string SessionCalendar(string fair, FairSessionId session, string? language = null) => $"{Session(fair, session)}.ics" + (language is null ? "" : $"?{ReaderLanguage.QueryKey}={language}");

    /// <summary>The same page, with its video playing.</summary>
    public static string Play(string page) => $"{page}?{PlayKey}={PlayValue}#phim";

    public static string ProducerStall(string fair) => $"{ProducerFair(fair)}/gian-hang";

    public static string ProducerSessions(string fair) => $"{ProducerFair(fair)}/phat-song";

    /// <summary>A producer's own labels for its shelves at the fair.</summary>
    public static string OwnLabels(FairApplicationId application) => $"{ProducerFairs}/don/{application}/nhan.pdf";

    public static string FairStalls(FairId fair) => $"{DeskFair(fair)}/gian-hang";

    public static string FairSessions(FairId fair) => $"{DeskFair(fair)}/phat-song";

    public static string FairLabelsFile(FairId fair) => $"{DeskFair(fair)}/nhan-ke.pdf";

    /// <summary>Whether the request asks for a page of a fair that frames a player: a stall or a session whose reader pressed play.</summary>
    public static bool IsPlaying(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Query[PlayKey] == PlayValue && request.Path.StartsWithSegments(Fairs, StringComparison.Ordinal, out var rest) && rest.Value!.Split('/') is ["", _, "gian-hang" or "phat-song", _];
    }
}
