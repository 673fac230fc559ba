using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Web.Pages.Shop.Fairs;

/// <summary>Types of fairs in addresses.</summary>
public static class FairTypeSlugs
{
    public static IReadOnlyList<(string Slug, FairType Type)> All { get; } =
    [
        ("hoi-cho", FairType.Fair), ("trien-lam", FairType.Exhibition), ("tuan-ocop", FairType.OcopWeek), ("le-hoi", FairType.Festival), ("phien-cho", FairType.MarketDay),
        ("ket-noi-cung-cau", FairType.SupplyDemandConference), ("truc-tuyen", FairType.Online), ("nuoc-ngoai", FairType.Abroad),
    ];

    public static string Of(FairType type) => All.First(t => t.Type == type).Slug;

    public static FairType? Find(string? slug) => All.Where(t => t.Slug == slug).Select(t => (FairType?)t.Type).FirstOrDefault();
}
