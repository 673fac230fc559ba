using OcopMarket.Promotion.Participation;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.ProducerDesk.Fairs;

/// <summary>How fairs and applications are named at the desks.</summary>
internal static class ParticipationWords
{
    public static string Name(FairHead fair) => Show.English ? fair.NameEn ?? fair.NameVi : fair.NameVi;

    /// <summary>Of the name.</summary>
    public static string? Lang(FairHead fair) => fair.NameEn is null ? Show.ForeignName : null;

    /// <summary>The class of its mark.</summary>
    public static string Tone(ParticipationState state) => state switch
    {
        ParticipationState.Accepted or ParticipationState.CheckedIn => "state-ok",
        ParticipationState.Offered or ParticipationState.Eligible or ParticipationState.Waiting => "state-warn",
        ParticipationState.NotEligible or ParticipationState.TurnedDown or ParticipationState.Lapsed => "state-bad",
        ParticipationState.Declined or ParticipationState.Withdrawn => "",
    };
}
