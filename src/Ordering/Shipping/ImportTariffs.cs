using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Shipping;

/// <summary>What became of one row of a price list.</summary>
/// <param name="Row">As the spreadsheet counts.</param>
/// <param name="Why">Null where it is good.</param>
public sealed record TariffVerdict(int Row, string Service, string Item, Refusal? Why);

/// <param name="Taken">All rows are good and it was no dry run.</param>
public sealed record TariffImport(DateOnly From, IReadOnlyList<TariffVerdict> Rows, bool Taken)
{
    public int Refused => Rows.Count(r => r.Why is not null);
}

/// <summary>
/// Takes price lists from a table: all rows or none. From the day on, a service's list is replaced whole; one of the same day is replaced too.
/// </summary>
public sealed class ImportTariffs(IDbContextFactory<MarketDbContext> contexts, ShippingBooks books, TimeProvider clock)
{
    private const int MostRows = 5_000, MostGrams = 1_000_000, MostDays = 60;
    private const long DearestDong = 100_000_000;

    // Words of the head row, folded.
    private static readonly (string Name, string[] Words, bool Needed)[] Columns =
    [
        ("service", ["service", "dich vu"], true), ("item", ["item", "khoan"], true), ("up_to_grams", ["up_to_grams", "up to grams", "den gam"], true), ("price", ["price", "gia"], true),
        ("step_price", ["step_price", "step price", "gia moi 500 g"], false), ("percent", ["percent", "phan tram"], false), ("days_from", ["days_from", "days from", "ngay tu"], false), ("days_through", ["days_through", "days through", "ngay den"], false),
    ];

    private sealed record Sheet(IReadOnlyList<TariffRow> Rows, IReadOnlyList<TariffVerdict> Verdicts);

    /// <param name="From">First day it holds, today or later.</param>
    public sealed record Command(Actor Actor, string FileName, Stream Content, DateOnly From, bool DryRun);

    public async Task<Result<TariffImport>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.KeepsTheMarket())
        {
            return OrderingRefusals.OnlyAdministrators();
        }

        if (command.From < clock.Today())
        {
            return ShippingRefusals.TariffDayOver(clock.Today());
        }

        var read = Read(command);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var (rows, verdicts) = read.Value;
        var import = new TariffImport(command.From, verdicts, !command.DryRun && rows.Count == verdicts.Count);
        if (!import.Taken)
        {
            return import;
        }

        var taken = await contexts.InTransactionAsync<TariffImport>(async db =>
        {
            var services = rows.Select(r => r.Service).Distinct().Order(StringComparer.Ordinal).ToList();
            await db.LockAsync("ordering.tariffs", ct);
            await db.Tariffs.Where(t => t.ValidFrom == command.From && services.Contains(t.Service)).ExecuteDeleteAsync(ct);
            db.Tariffs.AddRange(rows);
            db.Audit(clock, command.Actor, "ordering.tariffs_imported", "tariffs", command.FileName, after: new { command.From, Services = string.Join(", ", services), Lines = rows.Count });
            return import;
        }, ct);
        books.Forget();
        return taken;
    }

    private static Result<Sheet> Read(Command command)
    {
        var opened = TableFile.Open(command.Content);
        if (opened.Refusal is { } unreadable)
        {
            return unreadable;
        }

        using var table = opened.Value;
        var head = table.Header.Cells.Select((cell, i) => (Word: VietnameseText.Fold(cell.ToString()).Trim(), Plain: cell.ToString().Trim(), Column: i)).ToList();
        var columns = Columns.ToDictionary(c => c.Name, c => head.Where(h => c.Words.Contains(h.Word) || c.Words.Contains(h.Plain)).Select(h => (int?)h.Column).FirstOrDefault() ?? -1);
        if (Columns.Where(c => c.Needed && columns[c.Name] < 0).Select(c => c.Name).ToList() is { Count: > 0 } missing)
        {
            return ShippingRefusals.TariffColumnsMissing(string.Join(", ", missing));
        }

        var (rows, verdicts, seen) = (new List<TariffRow>(), new List<TariffVerdict>(), new HashSet<(string, TariffItem, int)>());
        while (table.Read())
        {
            if (verdicts.Count == MostRows)
            {
                return ShippingRefusals.TariffTooLong(MostRows);
            }

            string Cell(string name) => columns[name] < 0 ? "" : table.Row[columns[name]].ToString().Trim();
            var row = RowOf(Cell, command);
            var why = row.Refusal ?? (seen.Add((row.Value.Service, row.Value.Item, row.Value.UpToGrams)) ? null : ShippingRefusals.TariffLineTwice());
            verdicts.Add(new(table.Row.Number, Cell("service"), Cell("item"), why));
            if (why is null)
            {
                rows.Add(row.Value);
            }
        }

        return table.Refusal is { } broken ? broken : verdicts.Count == 0 ? ShippingRefusals.TariffEmpty() : new Sheet(rows, verdicts);
    }

    private static Result<TariffRow> RowOf(Func<string, string> cell, Command command)
    {
        if (Carriers.FindService(cell("service")) is not { } service)
        {
            return ShippingRefusals.TariffServiceUnknown(cell("service"));
        }

        if (TariffItems.Find(cell("item")) is not { } item)
        {
            return ShippingRefusals.TariffItemUnknown(cell("item"));
        }

        if (Whole(cell("up_to_grams")) is not (> 0 and <= MostGrams and { } grams))
        {
            return ShippingRefusals.TariffNumberWrong("up_to_grams", cell("up_to_grams"));
        }

        foreach (var name in new[] { "price", "step_price" })
        {
            if (Whole(cell(name)) is not (>= 0 and <= DearestDong) && (name == "price" || cell(name).Length > 0))
            {
                return ShippingRefusals.TariffNumberWrong(name, cell(name));
            }
        }

        if (Percent(cell("percent")) is not (>= 0 and <= 100 and { } percent))
        {
            return ShippingRefusals.TariffNumberWrong("percent", cell("percent"));
        }

        // A way to a zone takes days; what is paid beside it does not.
        var (from, through) = (Whole(cell("days_from")), Whole(cell("days_through")));
        if (TariffItems.ZoneOf(item) is not null && (from is null || through is null || through < from || through > MostDays))
        {
            return ShippingRefusals.TariffDaysWrong(MostDays);
        }

        return new TariffRow
        {
            ValidFrom = command.From, Service = service.Code, Item = item, UpToGrams = (int)grams, Price = new Money(Whole(cell("price"))!.Value), StepPrice = new Money(Whole(cell("step_price")) ?? 0),
            Percent = percent, DaysFrom = TariffItems.ZoneOf(item) is null ? 0 : (int)from!.Value, DaysThrough = TariffItems.ZoneOf(item) is null ? 0 : (int)through!.Value, Source = command.FileName.Length > 300 ? command.FileName[..300] : command.FileName,
        };
    }

    // Points between thousands are read away; a comma is the Vietnamese mark of decimals.
    private static long? Whole(string text) => long.TryParse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Percent(string text)
        => text.Length == 0 ? 0 : decimal.TryParse(text.Replace(',', '.').TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The price list of a service that holds or will.</summary>
public sealed record TariffView(string Service, DateOnly ValidFrom, bool InForce, int Lines, string? Source);

public sealed class TariffQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Those of today and those to come; none for others than administrators.</summary>
    public async Task<IReadOnlyList<TariffView>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.KeepsTheMarket())
        {
            return [];
        }

        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lists = await db.Tariffs.GroupBy(t => new { t.Service, t.ValidFrom }).Select(g => new { g.Key.Service, g.Key.ValidFrom, Lines = g.Count(), Source = g.Max(t => t.Source) }).ToListAsync(ct);
        return [.. lists.GroupBy(l => l.Service).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(own =>
        {
            var present = own.Where(l => l.ValidFrom <= today).Select(l => (DateOnly?)l.ValidFrom).Max();
            return own.Where(l => l.ValidFrom == present || l.ValidFrom > today).OrderBy(l => l.ValidFrom).Select(l => new TariffView(l.Service, l.ValidFrom, l.ValidFrom == present, l.Lines, l.Source));
        })];
    }
}
