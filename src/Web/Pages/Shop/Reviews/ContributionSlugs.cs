using OcopMarket.Catalog.Reviews;

namespace OcopMarket.Web.Pages.Shop.Reviews;

/// <summary>Kinds of public words as they stand in addresses.</summary>
public static class ContributionSlugs
{
    public static string Of(ContributionKind kind) => kind switch
    {
        ContributionKind.Review => "danh-gia",
        ContributionKind.Question => "cau-hoi",
    };

    public static ContributionKind? Parse(string? slug) => Enum.GetValues<ContributionKind>().Where(k => Of(k) == slug).Select(k => (ContributionKind?)k).FirstOrDefault();
}
