using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

/// <summary>Stalls, live sessions and labels of a fair.</summary>
internal static partial class UseCaseRows
{
    private static Dictionary<string, UseCaseRow> OfHall => new()
    {
        ["SeatExhibitors.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<SeatExhibitors>().RunAsync(new(a, w.FairOfHere.Id, [], new("x", "x", null)), ct)),
        ["SaveStall.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<SaveStall>().RunAsync(new(a, w.FairApplication, 0, null, null, [], null, [], null), ct)),
        ["TakeDownStall.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<TakeDownStall>().RunAsync(new(a, w.FairApplication, "x"), ct)),
        ["PutBackStall.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<PutBackStall>().RunAsync(new(a, w.FairApplication), ct)),
        ["StallDeskQueries.OfFairAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<StallDeskQueries>().OfFairAsync(a, w.FairOfHere.Id, ct) is not null),
        ["AskSession.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<AskSession>().RunAsync(new(a, w.FairApplication, null, 0, new(null, null, null, null, null, null, [])), ct)),
        ["EnterSession.RunAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<EnterSession>().RunAsync(new(a, w.FairOfHere.Id, null, new(null, null, null, null, null, null, [])), ct)),
        ["SessionQueries.OfOfficeAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<SessionQueries>().OfOfficeAsync(a, w.FairOfHere.Id, ct) is not null),
        ["FairLabels.OfOwnAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<FairLabels>().OfOwnAsync(a, w.FairApplication, ct)),
        ["FairLabels.OfFairAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairLabels>().OfFairAsync(a, w.FairOfHere.Id, ct)),
    };
}
