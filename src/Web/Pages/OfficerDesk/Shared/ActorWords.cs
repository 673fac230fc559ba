using Microsoft.Extensions.Localization;

namespace OcopMarket.Web.Pages.OfficerDesk.Shared;

internal static class ActorWords
{
    /// <summary>Who acted, as the register keeps it (<c>Officer:Lê Thị Hoa</c>), for readers.</summary>
    public static string Say(IStringLocalizer<DeskText> text, string actor)
    {
        var at = actor.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? actor : $"{actor[(at + 1)..]} ({text[actor[..at]].Value.ToLowerInvariant()})";
    }
}
