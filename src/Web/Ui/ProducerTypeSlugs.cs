using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Ui;

/// <summary>Legal forms of producers as addresses hold them.</summary>
internal static class ProducerTypeSlugs
{
    public static IReadOnlyList<(string Slug, ProducerType Type)> All { get; } =
    [
        ("hop-tac-xa", ProducerType.Cooperative), ("to-hop-tac", ProducerType.CooperativeGroup), ("doanh-nghiep", ProducerType.Enterprise),
        ("trang-trai", ProducerType.Farm), ("ho", ProducerType.Household), ("hoi", ProducerType.Association),
    ];

    public static string Of(ProducerType type) => All.First(t => t.Type == type).Slug;

    public static ProducerType? Find(string? slug) => All.Where(t => t.Slug == slug).Select(t => (ProducerType?)t.Type).FirstOrDefault();
}
