using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Participation;
using OcopMarket.Promotion.Reports;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>What producers of an area did at fairs, its sales points and the contracts of the board; lists behind the sums.</summary>
internal sealed class ParticipationTables(ParticipationFigures figures, ReportWords words)
{
    /// <summary>Lists on the page, by the part of the address that leads to them.</summary>
    private const string Fairs = "hoi-cho", Held = "to-chuc", Producers = "chu-the", Rows = "luot", Points = "diem-ban", Contracts = "hop-dong";

    /// <summary>What rows have in common.</summary>
    private const string OfFair = "hoi-cho", OfProducer = "chu-the", OfGround = "noi", OfTurn = "diem";

    private const string Recognised = "cong-nhan", Operating = "hoat-dong", Closed = "dong";

    private const int MostBars = 12;

    private const long Million = 1_000_000;

    private static readonly IReadOnlyList<FairGround> Grounds = Enum.GetValues<FairGround>();

    public static ReportBody Print(ParticipationFigures figures, ReportWords words) => new ParticipationTables(figures, words).Print();

    private ReportBody Print()
    {
        var all = figures.Participations;
        var total = Sum(all);
        var places = words.InOrder(figures.Held.Select(Place).Concat(all.Select(p => Place(p.CommuneCode, p.ProvinceCode))).Concat(figures.Points.Select(p => Place(p.CommuneCode, p.ProvinceCode))).Concat(figures.Contracts.Select(c => Place(c.CommuneCode, c.ProvinceCode))));
        return new(
            [
                words.Period(figures.Scope.From!.Value, figures.Scope.Through!.Value), new(words.Say("FairsHeld"), Show.Number(figures.Held.Count)), new(words.Say("FairsTakenPart"), Show.Number(CountFairs(all))),
                new(words.Say("Participations"), Show.Number(all.Count)), new(words.Say("Producers"), Show.Number(CountProducers(all))), new(words.Say("Revenue"), Show.Dong(total.Revenue)), new(words.Say("OcopShare"), Share(total)),
                new(words.Say("Support"), Show.Dong(Support(all))), new(words.Say("BoardContracts"), words.Say("CountWorth", Show.Number(figures.Contracts.Count), Show.Dong(figures.Contracts.Sum(c => c.Value.Dong)))),
                .. Listing() is { } listing ? [new ReportFact(words.Say("Listed"), listing)] : Array.Empty<ReportFact>(),
            ],
            [.. Charts(places)], [ByGround(), ByPlace(places), PlacePoints(places), HeldList(), FairList(), ProducerList(), RowList(), PointList(), ContractList()], [words.Say("Note.Participation"), words.Say("Note.ParticipationPoints")]);
    }

    private IEnumerable<ReportChart> Charts(List<string> places)
    {
        if (figures.Participations.Count > 0)
        {
            yield return new(words.Say("Chart.Grounds"), [words.Say("Participations")], [.. Grounds.Select(g => new ReportBar(words.Say($"Ground.{g}"), [figures.Participations.Count(p => p.Ground == g)]))]);
        }

        var earned = places.Select(p => (Place: p, Total: Sum(In(p)))).Where(p => p.Total.Revenue >= Million).OrderByDescending(p => p.Total.Revenue).Take(MostBars).ToList();
        if (earned.Count > 1)
        {
            yield return new(words.Say("Chart.Revenue"), [words.Say("OcopRevenue"), words.Say("OtherRevenue")], [.. earned.Select(p => new ReportBar(words.Name(p.Place), [(int)(p.Total.Ocop / Million), (int)((p.Total.Revenue - p.Total.Ocop) / Million)]))]);
        }
    }

    private ReportTable ByGround()
    {
        return ReportWords.Table("noi", words.Say("Sheet.Grounds"), words.Say("Caption.Grounds"),
            [Text("Ground"), Number("FairsTakenPart"), Number("Participations"), Number("Producers"), Number("ProductsShown"), Number("Revenue"), Number("OcopRevenue")],
            [.. Grounds.Select(g => Line(ReportLineKind.Plain, words.Say($"Ground.{g}"), g)), Line(ReportLineKind.Total, words.Say("Total"), null)]);

        ReportLine Line(ReportLineKind kind, string name, FairGround? ground)
        {
            List<ReportedParticipation> rows = [.. figures.Participations.Where(p => ground is null || p.Ground == ground)];
            var (only, sum) = (ground is { } g ? new ReportOnly(OfGround, Key(g)) : null, Sum(rows));
            return ReportWords.Line(kind, name, Count(CountFairs(rows), null, only, Fairs), Count(rows.Count, null, only, Rows), Count(CountProducers(rows), null, only, Producers), Count(rows.Sum(p => p.Products), null, only, Rows), Count(sum.Revenue, null, only, Rows), Count(sum.Ocop, null, only, Rows));
        }
    }

    private ReportTable ByPlace(List<string> places)
    {
        return ReportWords.Table("xa", words.Say("Sheet.Place"), words.Say("Caption.ParticipationPlace"),
            [
                words.PlaceColumn(), Number("FairsHeld"), Number("FairsTakenPart"), Number("Participations"), Number("Producers"), Number("Told"), Number("ProductsShown"), Number("Revenue"), Number("OcopRevenue"), Number("OcopShare"), Number("Visitors"), Number("Contacts"),
                Number("SignedContracts"), Number("SignedWorth"), Number("Support"),
            ],
            [.. places.Select(p => Line(ReportLineKind.Plain, words.Name(p), p)), Line(ReportLineKind.Total, words.Say("Total"), null)]);

        ReportLine Line(ReportLineKind kind, string name, string? place)
        {
            var rows = In(place);
            var sum = Sum(rows);
            return ReportWords.Line(kind, name,
                Count(figures.Held.Count(f => place is null || Place(f) == place), place, null, Held), Count(CountFairs(rows), place, null, Fairs), Count(rows.Count, place, null, Rows), Count(CountProducers(rows), place, null, Producers),
                Count(rows.Count(p => p.Numbers is not null), place, null, Rows), Count(rows.Sum(p => p.Products), place, null, Rows), Count(sum.Revenue, place, null, Rows), Count(sum.Ocop, place, null, Rows), new(Share(sum)),
                Count(sum.Visitors, place, null, Rows), Count(sum.Contacts, place, null, Rows), Count(sum.Contracts, place, null, Rows), Count(sum.ContractsWorth, place, null, Rows), Count(Support(rows), place, null, Rows));
        }
    }

    private ReportTable PlacePoints(List<string> places)
    {
        return ReportWords.Table("xa-diem-ban", words.Say("Sheet.PlacePoints"), words.Say("Caption.PlacePoints"),
            [words.PlaceColumn(), Number("PointsRecognised"), Number("PointsOperating"), Number("PointsClosed"), Number("BoardContracts"), Number("BoardWorth")],
            [.. places.Select(p => Line(ReportLineKind.Plain, words.Name(p), p)), Line(ReportLineKind.Total, words.Say("Total"), null)]);

        ReportLine Line(ReportLineKind kind, string name, string? place)
        {
            List<ReportedPoint> points = [.. figures.Points.Where(p => place is null || Place(p.CommuneCode, p.ProvinceCode) == place)];
            List<ReportedContract> contracts = [.. figures.Contracts.Where(c => place is null || Place(c.CommuneCode, c.ProvinceCode) == place)];
            return ReportWords.Line(kind, name,
                Count(points.Count(p => p.Recognised), place, new(OfTurn, Recognised), Points), Count(points.Count(p => p.Operates), place, new(OfTurn, Operating), Points), Count(points.Count(p => p.ClosedOn is not null), place, new(OfTurn, Closed), Points),
                Count(contracts.Count, place, null, Contracts), Count(contracts.Sum(c => c.Value.Dong), place, null, Contracts));
        }
    }

    private ReportTable HeldList() => ReportWords.Table(Held, words.Say("Sheet.Held"), words.Say("Caption.Held"), [Text("Fair"), Text("Commune"), Text("FirstDay"), Text("LastDay")],
        [.. figures.Held.Select(f => Named(Name(f), Open(f), new(f.CommuneCode is { } commune ? words.Name(commune) : ""), new(Day: f.From), new(Day: f.Through)))]);

    private ReportTable FairList() => ReportWords.Table(Fairs, words.Say("Sheet.Fairs"), words.Say("Caption.Fairs"),
        [Text("Fair"), Text("FirstDay"), Text("LastDay"), Number("Participations"), Number("CheckedIn"), Number("Told"), Number("Revenue"), Number("OcopRevenue"), Number("SignedContracts"), Number("SignedWorth"), Number("Support")],
        [.. Listed().GroupBy(p => p.Fair.Id).Select(g =>
        {
            var (fair, sum) = (g.First().Fair, Sum(g));
            return Named(Name(fair), Open(fair),
                new(Day: fair.From), new(Day: fair.Through), Count(g.Count(), null, new(OfFair, fair.Slug), Rows), new(Number: g.Count(p => p.Came)), new(Number: g.Count(p => p.Numbers is not null)),
                new(Number: sum.Revenue), new(Number: sum.Ocop), new(Number: sum.Contracts), new(Number: sum.ContractsWorth), new(Number: Support(g)));
        })]);

    private ReportTable ProducerList() => ReportWords.Table(Producers, words.Say("Sheet.Producers"), words.Say("Caption.ParticipationProducers"),
        [Text("Producer"), Text("Commune"), Number("Participations"), Number("ProductsShown"), Number("Revenue"), Number("OcopRevenue"), Number("Visitors"), Number("Contacts"), Number("SignedContracts"), Number("SignedWorth"), Number("Support")],
        [.. Listed().GroupBy(p => p.Producer).OrderBy(g => words.Name(g.First().CommuneCode), StringComparer.Ordinal).ThenBy(g => VietnameseText.Fold(g.First().ProducerName), StringComparer.Ordinal).Select(g =>
        {
            var (one, sum) = (g.First(), Sum(g));
            return Named(one.ProducerName, Urls.Producer(one.ProducerSlug),
                new(words.Name(one.CommuneCode)), Count(g.Count(), null, new(OfProducer, one.ProducerSlug), Rows), new(Number: g.Sum(p => p.Products)), new(Number: sum.Revenue), new(Number: sum.Ocop),
                new(Number: sum.Visitors), new(Number: sum.Contacts), new(Number: sum.Contracts), new(Number: sum.ContractsWorth), new(Number: Support(g)));
        })]);

    private ReportTable RowList() => ReportWords.Table(Rows, words.Say("Sheet.Rows"), words.Say("Caption.Rows"),
        [
            Text("Producer"), Text("Commune"), Text("Fair"), Text("LastDay"), Text("Ground"), Text("Came"), Number("ProductsShown"), Number("Revenue"), Number("OcopRevenue"), Number("Visitors"), Number("Contacts"), Number("SignedContracts"), Number("SignedWorth"),
            Number("Support"), Text("SupportDocument"),
        ],
        [.. Listed().Select(p => ReportWords.Line(ReportLineKind.Plain, p.ProducerName,
            new(words.Name(p.CommuneCode)), new(Name(p.Fair)) { Url = Open(p.Fair) }, new(Day: p.Fair.Through), new(words.Say($"Ground.{p.Ground}")), new(words.Say(p.Came ? "Yes" : "NotCheckedIn")), new(Number: p.Products),
            Of(p.Numbers?.Revenue), Of(p.Numbers?.Ocop), Of(p.Numbers?.Visitors), Of(p.Numbers?.Contacts), Of(p.Numbers?.Contracts), Of(p.Numbers?.ContractsWorth), Of(p.Support?.Dong), new(p.SupportDocument ?? "")))]);

    private ReportTable PointList() => ReportWords.Table(Points, words.Say("Sheet.Points"), words.Say("Caption.Points"),
        [Text("Point"), Text("Commune"), Text("RecognitionNumber"), Text("RecognisedOn"), Text("Operates"), Text("ClosedOn")],
        [.. figures.Points.Where(p => figures.Only is not { What: OfTurn, Value: var turn } || (turn switch { Recognised => p.Recognised, Operating => p.Operates, _ => p.ClosedOn is not null })).Select(p => Named(p.Name, Urls.SalesPoint(p.Slug),
            new(words.Name(p.CommuneCode)), new(p.Recognition?.Number ?? ""), p.Recognition is { } recognition ? new(Day: recognition.On) : new(""), new(words.Say(p.Operates ? "Yes" : "No")), p.ClosedOn is { } closed ? new(Day: closed) : new("")))]);

    private ReportTable ContractList() => ReportWords.Table(Contracts, words.Say("Sheet.Contracts"), words.Say("Caption.Contracts"),
        [Text("Producer"), Text("Commune"), Text("Buyer"), Text("Need"), Text("ContractNumber"), Text("SignedOn"), Number("Value"), Text("ContractState")],
        [.. figures.Contracts.Select(c => Named(c.ProducerName, Urls.Producer(c.ProducerSlug),
            new(words.Name(c.CommuneCode)), new(c.Buyer), new(c.Need), new(c.Number), new(Day: c.SignedOn), new(Number: c.Value.Dong), new(words.Say($"Contract.{c.State}"))))]);

    /// <summary>Participations that the lists show.</summary>
    private IEnumerable<ReportedParticipation> Listed() => figures.Only switch
    {
        { What: OfFair, Value: var slug } => figures.Participations.Where(p => p.Fair.Slug == slug),
        { What: OfProducer, Value: var slug } => figures.Participations.Where(p => p.ProducerSlug == slug),
        { What: OfGround, Value: var ground } => figures.Participations.Where(p => Key(p.Ground) == ground),
        _ => figures.Participations,
    };

    private string? Listing() => figures.Only switch
    {
        { What: OfFair } => Listed().Select(p => Name(p.Fair)).FirstOrDefault(),
        { What: OfProducer } => Listed().Select(p => p.ProducerName).FirstOrDefault(),
        { What: OfGround } => Listed().Select(p => words.Say($"Ground.{p.Ground}")).FirstOrDefault(),
        { What: OfTurn, Value: var turn } => words.Say(turn switch { Recognised => "PointsRecognised", Operating => "PointsOperating", _ => "PointsClosed" }),
        _ => null,
    };

    private List<ReportedParticipation> In(string? place) => [.. figures.Participations.Where(p => place is null || Place(p.CommuneCode, p.ProvinceCode) == place)];

    private string Place(ReportedFair fair) => Place(fair.CommuneCode!, fair.ProvinceCode!);

    private string Place(string commune, string province) => figures.ByProvince ? province : commune;

    private ReportCell Count(long number, string? place, ReportOnly? only, string list)
        => new(Number: number) { Url = number == 0 ? null : new ReportAddress(ReportKind.Participation, ScopeAddress.Of(words.At(place)), ReportStep.Quarter, null, false, only).Url + "#" + list };

    private static ReportLine Named(string name, string url, params IEnumerable<ReportCell> cells) => new(ReportLineKind.Plain, [new(name) { Url = url }, .. cells]);

    private static int CountFairs(IEnumerable<ReportedParticipation> rows) => rows.Select(p => p.Fair.Id).Distinct().Count();

    private static int CountProducers(IEnumerable<ReportedParticipation> rows) => rows.Select(p => p.Producer).Distinct().Count();

    private static FairNumbers Sum(IEnumerable<ReportedParticipation> rows) => FairNumbers.Sum(rows.Select(p => p.Numbers));

    private static long Support(IEnumerable<ReportedParticipation> rows) => rows.Sum(p => p.Support?.Dong ?? 0);

    private static string Share(FairNumbers numbers) => numbers.Revenue == 0 ? "" : Show.PerCent((int)(10_000m * numbers.Ocop / numbers.Revenue));

    private static string Key(FairGround ground) => ground switch { FairGround.OwnProvince => "trong-tinh", FairGround.OtherProvince => "tinh-khac", FairGround.Online => "truc-tuyen", FairGround.Abroad => "nuoc-ngoai" };

    private static string Name(ReportedFair fair) => Show.English ? fair.NameEn ?? fair.NameVi : fair.NameVi;

    /// <summary>Its results for whoever runs it, else its page.</summary>
    private static string Open(ReportedFair fair) => fair.Runs ? Urls.FairResults(fair.Id) : Urls.Fair(fair.Slug);

    private static ReportCell Of(long? number) => number is { } told ? new(Number: told) : new("");

    private ReportHead Text(string name) => new(words.Say(name), Number: false);

    private ReportHead Number(string name) => new(words.Say(name));
}
