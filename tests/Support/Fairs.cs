using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Tests.Support;

/// <summary>
/// Puts fairs into the calendar, for tests that begin with one:
/// <code>
/// var fair = await market.AnnounceFairAsync(Fairs.Draft("Hội chợ Ba Vì", from: new(2026, 4, 10), days: 3));
/// </code>
/// </summary>
public static class Fairs
{
    /// <summary>Of the ministry, which may run every office's fairs.</summary>
    public static readonly Actor Officer = Actor.Officer("Chị Hội", new OfficeArea(OfficeLevel.Ministry), OfficeTasks.Fairs, AccountId.New());

    /// <summary>In Ba Vì, Hà Nội, from eight to nine in the evening; complete enough to be announced.</summary>
    public static FairDraft Draft(string name, DateOnly from, int days = 3, FairType type = FairType.Fair, string commune = "09700") => FairDraft.Empty with
    {
        Type = type,
        NameVi = name,
        Organiser = "Sở Công Thương Hà Nội",
        From = from,
        Through = from.AddDays(days - 1),
        Opens = new(8, 0),
        Closes = new(21, 0),
        Place = new("Nhà văn hóa xã", "Đường 1", commune, null, null),
    };

    public static async Task<FairId> DraftFairAsync(this MarketFactory market, FairDraft draft, Actor? actor = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        return Desks.Must(await market.Get<SaveFair>().RunAsync(new(actor ?? Officer, null, 0, draft), CancellationToken.None));
    }

    public static async Task<FairFile> AnnounceFairAsync(this MarketFactory market, FairDraft draft, Actor? actor = null)
    {
        var fair = await market.DraftFairAsync(draft, actor);
        Desks.Must(await market.Get<AnnounceFair>().RunAsync(new(actor ?? Officer, fair, (await market.FileOfAsync(fair)).Version), CancellationToken.None));
        return await market.FileOfAsync(fair);
    }

    /// <summary>As the ministry's desk shows it now.</summary>
    public static async Task<FairFile> FileOfAsync(this MarketFactory market, FairId fair)
    {
        ArgumentNullException.ThrowIfNull(market);
        return await market.Get<FairDeskQueries>().FindAsync(Officer, fair, CancellationToken.None) ?? throw new InvalidOperationException("There is no such fair.");
    }

    public static async Task<FairFile> MoveFairAsync(this MarketFactory market, FairId fair, DateOnly from, DateOnly through, string reason = "Mưa bão")
    {
        ArgumentNullException.ThrowIfNull(market);
        Desks.Must(await market.Get<MoveFair>().RunAsync(new(Officer, fair, (await market.FileOfAsync(fair)).Version, from, through, null, reason, null), CancellationToken.None));
        return await market.FileOfAsync(fair);
    }

    public static async Task<FairFile> CancelFairAsync(this MarketFactory market, FairId fair, string reason = "Quá ít chủ thể")
    {
        ArgumentNullException.ThrowIfNull(market);
        Desks.Must(await market.Get<CancelFair>().RunAsync(new(Officer, fair, (await market.FileOfAsync(fair)).Version, reason, null), CancellationToken.None));
        return await market.FileOfAsync(fair);
    }
}
