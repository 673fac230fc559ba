using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Support;

/// <summary>Sales points of tests.</summary>
public static class SalesPoints
{
    public static Actor OfficerOf(string commune) => Desks.OfficerOf(commune, OfficeTasks.SalesPoints);

    public static Actor Province(string code) => Actor.Officer("Chị Sở", new OfficeArea(OfficeLevel.Province, code), OfficeTasks.SalesPoints, AccountId.New());

    /// <summary>A shop in the middle of the commune, open from 8:00 to 20:00 each day.</summary>
    public static SalesPointDraft Draft(string name, Commune commune, SalesPointKind kind = SalesPointKind.Shop, (double North, double East) off = default, string hours = "8:00-20:00")
    {
        ArgumentNullException.ThrowIfNull(commune);
        return new(
            name, kind, "CRAFT_VILLAGE", "Thôn Đông", commune.Code, new GeoPoint(commune.Lat + off.North, commune.Lon + off.East).ToString(), "0912345678", "HTX Phố Núi", null, null, null, 40, null, null,
            [.. Enumerable.Repeat<string?>(hours, 7)], [], null, null, new(null, null, null), []);
    }

    /// <summary>On record as recognised before, and open if nothing else is said.</summary>
    public static async Task<SalesPointId> OpenPointAsync(this MarketFactory market, string name, Commune commune, bool opened = true, SalesPointDraft? draft = null, params ProductId[] shelf)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(commune);
        var (office, ct) = (Province(commune.ProvinceCode), CancellationToken.None);
        var point = Desks.Must(await market.Get<ProposeSalesPoint>().RunAsync(
            new(office, draft ?? Draft(name, commune), await OthersAsync(market, draft ?? Draft(name, commune)), new("12/QĐ-SCT", market.Clock.Today(), "950-2023")), ct));
        if (opened)
        {
            Desks.Must(await market.Get<ConfirmSalesPoint>().RunAsync(new(office, point), ct));
        }

        if (shelf.Length > 0)
        {
            Desks.Must(await market.Get<ChangeShelf>().RunAsync(new(office, point, shelf, []), ct));
        }

        return point;
    }

    public static async Task<PointFile> PointAsync(this MarketFactory market, SalesPointId point)
    {
        ArgumentNullException.ThrowIfNull(market);
        return await market.Get<SalesPointDeskQueries>().FindAsync(Actor.Operator("máy"), point, CancellationToken.None) ?? throw new InvalidOperationException("There is no such point.");
    }

    private static async Task<IReadOnlyCollection<SalesPointId>> OthersAsync(MarketFactory market, SalesPointDraft draft)
        => [.. (await market.Get<SimilarPoints>().OfAsync(draft, CancellationToken.None)).Select(s => s.Id)];
}
