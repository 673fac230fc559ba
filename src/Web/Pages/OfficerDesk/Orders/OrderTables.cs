using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Figures;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Pages.Shop.Checkout;
using OcopMarket.Web.Pages.Shop.Orders;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Orders;

/// <summary>Puts the figures of orders into words, for page and workbook alike.</summary>
internal sealed class OrderTables(
    IStringLocalizer<OrderFiguresText> text, IStringLocalizer<DeskText> desk, IStringLocalizer<OrderText> stages, IStringLocalizer<CheckoutText> methods, AreaDirectory areas, TimeProvider clock)
{
    private const int MostBars = 12;

    public ReportDocument Print(OrderFigures figures)
    {
        var (from, through) = (figures.Scope.From!.Value, figures.Scope.Through!.Value);
        List<ReportFact> facts = [new(text["Area"], Area(figures.Scope)), new(text["Period"], text["FromThrough", Show.Day(from), Show.Day(through)]), new(text["DrawnUpOn"], Show.Day(clock.Today()))];
        if (figures.Total is not { } total)
        {
            return new(null, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, text["Title"], facts, [], [], [text["TooFew", SmallCells.Least]]);
        }

        facts.AddRange(
        [
            new(text["Purchases"], Show.Number(total.Purchases)), new(text["Parcels"], Show.Number(total.Parcels)), new(text["Pieces"], Show.Number(total.Pieces)), new(text["Value"], Show.Dong(total.Value)),
            Share("Gifts", figures.Gifts), Share("Returns", figures.Returns), Share("Complaints", figures.Complaints),
        ]);
        List<ReportTable> tables = [Table("theo-ky", $"Spans.{figures.Step}", figures.Spans.OrderBy(c => c.Key is null).ThenBy(c => c.Key, StringComparer.Ordinal), c => Span(c, figures.Step))];
        if (figures.Places.Count > 0)
        {
            tables.Add(Table("theo-noi", figures.Scope.ProvinceCode is null ? "Provinces" : "Communes", figures.Places.OrderBy(c => c.Key is null).ThenBy(c => VietnameseText.Fold(Place(c)), StringComparer.Ordinal), Place));
        }

        tables.Add(Table("theo-nhom", "Groups", figures.Groups.OrderBy(c => c.Key is null).ThenBy(c => c.Key, StringComparer.Ordinal), Group));
        tables.Add(Table("theo-buoc", "States", figures.States.OrderBy(c => c.Key is null).ThenByDescending(c => c.Parcels), c => stages[$"Stage.{c.Key}"]));
        if (figures.Methods is { } money)
        {
            tables.Add(ReportWords.Table("thanh-toan", text["Sheet.Methods"], text["Caption.Methods"],
                [new(text["Method"], Number: false), new(text["Payments"]), new(text["Paid"]), new(text["RefundCount"]), new(text["Refunded"])],
                [.. money.Select(m => ReportWords.Line(ReportLineKind.Plain, methods[$"Method.{m.Method}"], Number(m.Payments), Number(m.Paid), Number(m.Refunds), Number(m.Refunded)))]));
        }

        return new(null, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, text["Title"], facts, [.. Charts(figures)], tables, [text["Note.Sold"], text["Note.Value"], text["Note.Few", SmallCells.Least]]);

        ReportFact Share(string name, int parcels) => new(text[name], text["ShareOf", Show.Number(parcels), Show.PerCent(total.Parcels == 0 ? 0 : (int)(parcels * 10_000L / total.Parcels))]);
    }

    public ReportDocument Print(HandOverLoad load)
    {
        var weeks = load.Days.GroupBy(d => d.Day.AddDays(-(((int)d.Day.DayOfWeek + 6) % 7))).Select(g => new ReportBar(ShortDay(g.Key), [g.Sum(d => d.Parcels)])).ToList();
        var days = ReportWords.Table("theo-ngay", text["Sheet.Days"], text["Caption.Days", HandOverLoadQueries.DaysAhead],
            [new(text["Day"], Number: false), new(text["Parcels"]), new(text["Pieces"]), new(text["ProducersDue"]), new(text["Over"]), new(text["Remark"], Number: false)],
            [.. load.Days.Where(d => d.Parcels > 0 || d.Holiday).Select(d => ReportWords.Line(d.Over > 0 ? ReportLineKind.Head : ReportLineKind.Plain, Show.Weekday(d.Day), Number(d.Parcels), Number(d.Pieces), Number(d.Producers), Number(d.Over), new(d.Over > 0 ? text["OverDay"] : d.Holiday ? text["Holiday"] : "")))]);
        var producers = ReportWords.Table("chu-the", text["Sheet.Producers"], text["Caption.Producers"],
            [new(text["Producer"], Number: false), new(text["Place"], Number: false), new(text["Parcels"]), new(text["Pieces"]), new(text["Capacity"]), new(text["OverOn"], Number: false), new(text["Lacking"])],
            [
                .. load.Producers.Select(p => ReportWords.Line(
                    p.OverOn is null ? ReportLineKind.Plain : ReportLineKind.Head, p.Name, new ReportCell(Show.Place(areas, p.CommuneCode, p.ProvinceCode)), Number(p.Parcels), Number(p.Pieces),
                    p.Capacity is { } capacity ? Number(capacity) : new(text["CapacityUnsaid"]), p.OverOn is { } day ? new(Day: day) : new("—"), Number(p.Lacking))),
            ]);
        return new(null, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, text["LoadTitle"],
            [
                new(text["Area"], Area(load.Scope)), new(text["Period"], text["FromThrough", Show.Day(load.Scope.From!.Value), Show.Day(load.Scope.Through!.Value)]), new(text["Parcels"], Show.Number(load.Days.Sum(d => d.Parcels))),
                new(text["Late"], Show.Number(load.Late)), new(text["Undated"], Show.Number(load.Undated)), new(text["OverDays"], Show.Number(load.Days.Count(d => d.Over > 0))),
            ],
            load.Days.Any(d => d.Parcels > 0) ? [new(text["Chart.Weeks"], [text["Parcels"]], weeks)] : [], [days, producers], [text["Note.Load"], text["Note.Capacity"]]);
    }

    private IEnumerable<ReportChart> Charts(OrderFigures figures)
    {
        var spans = figures.Spans.Where(c => c.Key is not null).OrderBy(c => c.Key, StringComparer.Ordinal).TakeLast(MostBars).ToList();
        if (spans.Count > 1)
        {
            yield return new(text[$"Chart.{figures.Step}"], [text["Parcels"]], [.. spans.Select(c => new ReportBar(figures.Step is OrderStep.Week ? ShortDay(Start(c)) : Start(c).ToString("MM/yy", CultureInfo.InvariantCulture), [c.Parcels]))]);
        }

        var places = figures.Places.Where(c => c.Key is not null).OrderByDescending(c => c.Parcels).Take(MostBars).ToList();
        if (places.Count > 1)
        {
            yield return new(text["Chart.Places"], [text["Parcels"]], [.. places.Select(c => new ReportBar(Place(c), [c.Parcels]))]);
        }
    }

    private ReportTable Table(string key, string name, IEnumerable<OrderCell> cells, Func<OrderCell, string> say)
        => ReportWords.Table(key, text[$"Sheet.{name}"], text[$"Caption.{name}"], [new(text[$"Column.{name}"], Number: false), new(text["Purchases"]), new(text["Parcels"]), new(text["Pieces"]), new(text["Value"])],
            [.. cells.Select(c => ReportWords.Line(ReportLineKind.Plain, c.Key is null ? text["Together", SmallCells.Least] : say(c), Number(c.Purchases), Number(c.Parcels), Number(c.Pieces), Number(c.Value)))]);

    private static ReportCell Number(long number) => new(Number: number);

    private string Area(DeskScope scope) => scope.ProvinceCode is null ? desk["WholeCountry"] : Show.Place(areas, scope.CommuneCode, scope.ProvinceCode);

    private string Place(OrderCell cell) => cell.Key is not { } code ? "" : code.Length > 2 ? areas.FindCommune(code) is { } commune ? Show.Name(commune) : code : Show.Place(areas, null, code);

    private static string Group(OrderCell cell) => Show.ShortName(ProductSets.Groups.First(g => g.Number.ToString(CultureInfo.InvariantCulture) == cell.Key));

    private string Span(OrderCell cell, OrderStep step) => step is OrderStep.Week ? text["WeekFrom", Show.Day(Start(cell))] : text["MonthOf", Show.Month(Start(cell))];

    private static DateOnly Start(OrderCell cell) => DateOnly.ParseExact(cell.Key!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string ShortDay(DateOnly day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);
}
