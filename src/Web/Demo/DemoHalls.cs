using System.Globalization;
using CsvHelper;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Web.Demo;

/// <summary>Stalls and live sessions of the demonstration's invented fairs; each says that its words are not the producer's. They go when the fairs go.</summary>
internal sealed class DemoHalls(
    SeatExhibitors seat, DrawZone draw, GiveBoothsInOrder give, SaveStall save, EnterSession enter, SetFairPrice price, ConfirmFairPrice confirm, FairPriceQueries prices, FairQueries fairs, ProducerQueries producers, TimeProvider clock, ILogger<DemoHalls> log)
{
    /// <summary>Nobody's number.</summary>
    private const string Phone = "0000000000";

    private const int BoothWidth = 300, Aisle = 300, MostGoods = 4;

    /// <summary>So much less a piece costs during a fair, in percent, and so many are sold at it where somebody else pays the difference.</summary>
    private const int Less = 15, MostPieces = 200;

    /// <summary>Who pays for the lower price of the first exhibitors, one after the other; the last one waits for the fair's office.</summary>
    private static readonly (PricePayerKind Kind, bool Confirmed)[] Payers = [(PricePayerKind.Producer, true), (PricePayerKind.Organiser, true), (PricePayerKind.Organiser, false)];

    private static readonly List<DemoHallRow> Halls = DataFile.Read(typeof(DemoHalls).Assembly, "OcopMarket.Web.Demo.demo-halls.csv", ReadHall);

    private static readonly List<DemoSession> Sessions = DataFile.Read(typeof(DemoHalls).Assembly, "OcopMarket.Web.Demo.demo-sessions.csv", ReadSession);

    public async Task EnsureAsync(Actor actor, CancellationToken ct)
    {
        foreach (var hall in Halls)
        {
            if (await fairs.FindAsync(hall.Fair, ct) is { } fair)
            {
                await MakeAsync(actor, hall, fair, ct);
            }
        }
    }

    private async Task MakeAsync(Actor actor, DemoHallRow hall, FairView fair, CancellationToken ct)
    {
        var names = new Dictionary<ProducerId, string>();
        foreach (var name in Exhibitors(hall))
        {
            if (await producers.FindAsync(VietnameseText.Slug(name), ct) is { } producer)
            {
                names[producer.Id] = producer.Name;
            }
        }

        var seated = await seat.RunAsync(new(actor, fair.Id, [.. names.Keys], new(fair.Organiser, Phone, null)), ct);
        if (seated.Refusal is { } refusal)
        {
            log.LogWarning("Demo hall {Fair} is empty: {Refusal}", hall.Fair, refusal);
            return;
        }

        if (hall.Rows > 0)
        {
            await draw.RunAsync(new(actor, fair.Id, hall.Zone, hall.Rows, hall.Columns, BoothWidth, BoothWidth, Aisle, null), ct);
            await give.RunAsync(new(actor, fair.Id), ct);
        }

        var priced = 0;
        foreach (var ((producer, application, _), number) in seated.Value.Select((s, i) => (s, i)))
        {
            var staff = new Actor(ActorKind.Member, actor.Name) { Memberships = [new(producer, ProducerRights.Fairs)] };
            var name = names[producer];
            // Every other one answers all day, the rest in the evening.
            IReadOnlyList<FairHours> hours = [.. fair.Days.Select(d => number % 2 == 0 ? d : new FairHours(d.Day, new(18, 0), d.Closes)).Where(h => h.Opens < h.Closes)];
            Warn(hall.Fair, (await save.RunAsync(new(staff, application, 0, Say(hall.TextVi, name), Say(hall.TextEn, name), [], null, hours, null), ct)).Refusal);
            if (priced < Payers.Length && fair.Days.Any(d => d.Day == clock.Today()) && hall.Province is null // a packing has one price on a day
                && await prices.OwnAsync(staff, application, ct) is { Packings: [.., var packing] } own)
            {
                Warn(hall.Fair, await PriceAsync(actor, staff, fair, application, own, packing, Payers[priced++], ct));
            }
        }

        foreach (var session in Sessions.Where(s => s.Fair == hall.Fair && s.Exhibitor <= seated.Value.Count))
        {
            var (_, application, products) = seated.Value[session.Exhibitor - 1];
            var draft = new SessionDraft(session.TitleVi, session.TitleEn, clock.Today().AddDays(session.Day), session.From, session.To, session.Link, [.. products.Take(MostGoods)]);
            Warn(hall.Fair, (await enter.RunAsync(new(actor, fair.Id, application, draft), ct)).Refusal);
        }
    }

    private async Task<Refusal?> PriceAsync(
        Actor office, Actor staff, FairView fair, FairApplicationId application, OwnFairPrices own, PricedPacking packing, (PricePayerKind Kind, bool Confirmed) payer, CancellationToken ct)
    {
        var thousands = packing.ListPrice.Dong * (100 - Less) / 100 / 1000;
        var (who, most) = payer.Kind is PricePayerKind.Producer ? ((string?)null, (int?)null) : (fair.Organiser, MostPieces);
        var set = await price.RunAsync(new(staff, application, packing.Variant, new Money(thousands * 1000), own.From, own.Through, new(payer.Kind, who), most), ct);
        return set.Refusal ?? (payer is { Kind: PricePayerKind.Producer } or { Confirmed: false } ? null : (await confirm.RunAsync(new(office, fair.Id, set.Value), ct)).Refusal);
    }

    /// <summary>The demonstration's own cooperative first where it belongs there, then one producer a province after another.</summary>
    private static IEnumerable<string> Exhibitors(DemoHallRow hall)
        => DemoProduct.Real.Where(p => hall.Province is null || p.ProvinceCode == hall.Province).GroupBy(p => p.Producer).Select(g => (Name: g.Key, g.First().ProvinceCode, Own: DemoPeople.IsOfDemoOwner(g.First())))
            .GroupBy(p => p.ProvinceCode).SelectMany(g => g.Select((p, place) => (p.Name, p.Own, Place: place))).OrderByDescending(p => p.Own).ThenBy(p => p.Place).Select(p => p.Name).Take(hall.Exhibitors);

    private void Warn(string fair, Refusal? refusal)
    {
        if (refusal is not null)
        {
            log.LogWarning("A part of the demo hall {Fair} is missing: {Refusal}", fair, refusal);
        }
    }

    private static string Say(string text, string producer) => string.Format(CultureInfo.InvariantCulture, text, producer);

    private static DemoHallRow ReadHall(CsvReader row) => new(
        row.GetString("fair"), row.GetString("province") is { Length: > 0 } province ? province : null, Number(row, "exhibitors"), row.GetString("zone"), Number(row, "rows"), Number(row, "columns"), row.GetString("text_vi"), row.GetString("text_en"));

    private static DemoSession ReadSession(CsvReader row) => new(
        row.GetString("fair"), Number(row, "day"), Time(row, "from"), Time(row, "to"), Number(row, "exhibitor"), row.GetString("title_vi"), row.GetString("title_en"), row.GetString("link"));

    private static int Number(CsvReader row, string column) => int.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    private static TimeOnly Time(CsvReader row, string column) => TimeOnly.ParseExact(row.GetString(column), "HH:mm", CultureInfo.InvariantCulture);

    private sealed record DemoHallRow(string Fair, string? Province, int Exhibitors, string Zone, int Rows, int Columns, string TextVi, string TextEn);

    /// <param name="Day">Counted from the first start.</param>
    /// <param name="Exhibitor">In the order of the hall, from 1.</param>
    private sealed record DemoSession(string Fair, int Day, TimeOnly From, TimeOnly To, int Exhibitor, string TitleVi, string TitleEn, string Link);
}
