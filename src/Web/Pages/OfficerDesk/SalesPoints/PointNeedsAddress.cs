using OcopMarket.Promotion.SalesPoints;

namespace OcopMarket.Web.Pages.OfficerDesk.SalesPoints;

/// <summary>What of the points an officer looks at, as addresses hold it.</summary>
internal static class PointNeedsAddress
{
    public static string Write(PointNeeds needs) => needs switch
    {
        PointNeeds.Everything => "",
        PointNeeds.Deciding => "xet",
        PointNeeds.Unconfirmed => "xac-nhan",
        PointNeeds.ReviewDue => "kiem-tra",
        PointNeeds.Reported => "bi-bao",
        PointNeeds.EndedGoods => "het-hieu-luc",
    };
}
