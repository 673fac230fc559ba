namespace OcopMarket.Web.Pages.Shop.Information;

/// <summary>A page of rules; its texts are named after it.</summary>
/// <param name="Version">Day of the present wording.</param>
internal sealed record Policy(string Name, DateOnly Version);

/// <summary>All rules the market publishes, in the order they are listed.</summary>
internal static class Policies
{
    private static readonly DateOnly First = new(2026, 11, 22);

    public static IReadOnlyList<Policy> All { get; } =
    [
        new("quy-che-hoat-dong", First), new("quyen-rieng-tu", new(2026, 11, 28)), new("giao-hang", First), new("doi-tra", First),
        new("thanh-toan", First), new("khieu-nai", First), new("tieu-chi-xep-hang", First), new("du-lieu-mo", First),
    ];

    public static Policy? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}
