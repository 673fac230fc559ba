using System.Globalization;
using CsvHelper;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Demo;

/// <summary>Invented sales points with demonstration goods on the shelf, marked as such; they go when the goods go.</summary>
internal sealed class DemoPoints(
    ProposeSalesPoint propose, SimilarPoints similar, ConfirmSalesPoint confirm, ChangeShelf shelf, KeepOtherGoods others, SendPointReport report, RemoveIllustrativePoints remove, SalesPointQueries points, IGoodsInForce goods, AreaDirectory areas, TimeProvider clock, ILogger<DemoPoints> log)
{
    /// <summary>Nobody's number.</summary>
    private const string Phone = "0000000000";

    private static readonly List<DemoPoint> All = DataFile.Read(typeof(DemoPoints).Assembly, "OcopMarket.Web.Demo.demo-points.csv", Read);

    /// <summary>Makes those that are not there.</summary>
    /// <param name="known">Products by the number of their demonstration certificate.</param>
    public async Task EnsureAsync(Actor actor, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        foreach (var (point, number) in All.Select((p, i) => (p, i + 1)))
        {
            if (await points.FindAsync(VietnameseText.Slug(point.Name), ct) is null && areas.FindCommune(point.Commune) is { } commune)
            {
                await MakeAsync(actor, point, number, commune, known, ct);
            }
        }
    }

    public async Task ClearAsync(Actor actor, CancellationToken ct) => await remove.RunAsync(actor, ct);

    private async Task MakeAsync(Actor actor, DemoPoint point, int number, Commune commune, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        var draft = new SalesPointDraft(
            point.Name, point.Kind, point.PlaceType, point.Street, commune.Code, new GeoPoint(commune.Lat + point.North, commune.Lon + point.East).ToString(), Phone, point.Name, null, null, null, point.Area, point.TextVi, point.TextEn,
            [.. Enumerable.Repeat<string?>(point.Hours, OpeningHours.Days.Count)], [], point.Timetable.Replace('|', '\n'), point.StreetGroup, new(null, null, null), []);
        var recognised = new PointRecognition(string.Create(CultureInfo.InvariantCulture, $"DEMO-DB-{number:00}"), clock.Today().AddMonths(-3), PointCriteria.Current.Version);
        var alike = (await similar.OfAsync(draft, ct)).Select(s => s.Id).ToList();
        var made = await propose.RunAsync(new(actor, draft, alike, recognised, clock.Today().AddMonths(9), Illustrative: true), ct);
        if (made.Refusal is { } refusal)
        {
            log.LogWarning("Demo sales point {Point} was not made: {Refusal}", point.Name, refusal);
            return;
        }

        var wanted = point.Goods.SelectMany(g => DemoProduct.Real.Where(p => p.ProvinceCode == g.Province && known.ContainsKey(DemoCertificates.Number(p))).Take(g.Count)).Select(p => known[DemoCertificates.Number(p)]).ToList();
        var inForce = await goods.FindAsync(wanted, ct);
        await shelf.RunAsync(new(actor, made.Value, [.. wanted.Where(inForce.ContainsKey)], []), ct);
        if (point.Other is { } other)
        {
            await others.RunAsync(new(actor, made.Value, [other]), ct);
        }

        if (point.State is not "new")
        {
            await confirm.RunAsync(new(actor, made.Value), ct);
        }

        if (point.State is "reported")
        {
            // Two that wait make a point doubtful: the demonstration shows one.
            await report.RunAsync(new(VietnameseText.Slug(point.Name), PointReportKind.Closed, null, null), ct);
            await report.RunAsync(new(VietnameseText.Slug(point.Name), PointReportKind.WrongHours, null, null), ct);
        }
    }

    private static DemoPoint Read(CsvReader row) => new(
        row.GetString("name"), Enum.Parse<SalesPointKind>(row.GetString("kind")), row.GetString("place_type"), row.GetString("street"), row.GetString("commune_code"), Number(row.GetString("north")), Number(row.GetString("east")),
        row.GetString("hours"), row.GetString("street_group"), row.GetString("timetable"), row.GetString("text_vi"), row.GetString("text_en"), int.Parse(row.GetString("area"), CultureInfo.InvariantCulture),
        [.. row.GetString("goods").Split(';').Select(g => g.Split(':')).Select(g => (g[0], int.Parse(g[1], CultureInfo.InvariantCulture)))],
        row.GetString("other").Split(':') is [var kind, var name] ? new OtherGoods(Enum.Parse<OtherGoodsKind>(kind), name) : null, row.GetString("state"));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record DemoPoint(
        string Name, SalesPointKind Kind, string PlaceType, string Street, string Commune, double North, double East, string Hours, string StreetGroup, string Timetable, string TextVi, string TextEn, int Area,
        IReadOnlyList<(string Province, int Count)> Goods, OtherGoods? Other, string State);
}
