using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Catalog.Stock;

/// <summary>A line of a table of prices and stock, as typed or as it stood in a file.</summary>
/// <param name="Number">As the page or the spreadsheet counts.</param>
/// <param name="Variant">Key of the packing.</param>
/// <param name="Price">Empty leaves the price as it is.</param>
/// <param name="Stock">Empty leaves the stock as it is.</param>
/// <param name="Seen">What the table showed when it was made; empty where it showed nothing.</param>
/// <param name="Refusal">What is wrong with the line before anybody reads its numbers.</param>
public sealed record ShelfLine(int Number, string Variant, string Price, string Stock, string Seen, Refusal? Refusal = null);

/// <summary>What became of a table.</summary>
/// <param name="Changed">Packings with another price or stock than before.</param>
public sealed record ShelfReport(int Changed, IReadOnlyList<(int Number, Refusal Refusal)> Refused);

/// <summary>Sets prices and stock of many packings: good lines together in one transaction, the others come back with their reasons.</summary>
public sealed class SetShelf
{
    public const int MostLines = 2000;

    private static readonly string[] Columns = ["ma", "san_pham", "quy_cach", "gia", "ton_kho", "ton_luc_tai"];

    /// <summary>Places in <see cref="Columns"/> that a file must have: the key, the price, the stock.</summary>
    private static readonly int[] Needed = [0, 3, 4];

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StockBook _book;
    private readonly TimeProvider _clock;

    internal SetShelf(IDbContextFactory<MarketDbContext> contexts, StockBook book, TimeProvider clock) => (_contexts, _book, _clock) = (contexts, book, clock);

    public sealed record Command(Actor Actor, IReadOnlyList<ShelfLine> Lines);

    public Task<Result<ShelfReport>> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync<ShelfReport>(async db =>
        {
            if (command.Lines.Count > MostLines)
            {
                return CatalogRefusals.TooManyRows(MostLines);
            }

            var (refused, wanted, met) = (new List<(int, Refusal)>(), new List<Wanted>(), new Dictionary<VariantId, int>());
            foreach (var line in command.Lines)
            {
                var read = Read(line, met);
                if (read.Refusal is { } wrong)
                {
                    refused.Add((line.Number, wrong));
                }
                else
                {
                    wanted.Add(read.Value);
                }
            }

            var levels = await StockBook.LockAsync(db, wanted.Select(w => w.Variant), ct);
            var ids = levels.Keys.ToList();
            var variants = await db.Variants.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
            var (moves, changed) = (new List<(StockLevel, int)>(), new HashSet<VariantId>());
            foreach (var row in wanted)
            {
                if (WhyNot(command.Actor, row, levels.GetValueOrDefault(row.Variant)) is { } wrong)
                {
                    refused.Add((row.Number, wrong));
                    continue;
                }

                var (level, variant) = (levels[row.Variant], variants[row.Variant]);
                if (row.Price is { } price && price != variant.Price)
                {
                    db.Audit(_clock, command.Actor, "catalog.price_set", $"listing:{variant.ListingId}", before: new { variant.Packing, Price = variant.Price.Dong }, after: new { variant.Packing, Price = price.Dong });
                    variant.SetPrice(price);
                    changed.Add(row.Variant);
                }

                if (row.Count is { } count && count != level.Stock && count != row.Seen)
                {
                    moves.Add((level, count - level.Stock));
                    changed.Add(row.Variant);
                }
            }

            await db.SaveChangesAsync(ct); // before the ledger writes to the same rows
            if (moves.Count > 0)
            {
                await _book.WriteAsync(db, command.Actor, moves, StockReason.Counted, null, ct);
            }

            return new ShelfReport(changed.Count, [.. refused.OrderBy(r => r.Item1)]);
        }, ct);

    /// <summary>Writes the table that <see cref="ReadFile"/> takes back.</summary>
    public static async Task WriteFileAsync(Stream to, IReadOnlyList<ShelfRow> rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var table = await TableWriter.CreateAsync(to, TableFormat.Xlsx, Columns, ct);
        foreach (var row in rows)
        {
            var (price, stock) = (FormattableString.Invariant($"{row.Price.Dong}"), FormattableString.Invariant($"{row.Stock}"));
            await table.WriteAsync([row.Variant.ToString(), row.Name, row.Packing, price, stock, stock], ct);
        }
    }

    /// <summary>Reads a table that somebody brings back; nothing is changed yet.</summary>
    public static Result<IReadOnlyList<ShelfLine>> ReadFile(Stream file)
    {
        var opened = TableFile.Open(file);
        if (opened.Refusal is { } refusal)
        {
            return refusal;
        }

        using var table = opened.Value;
        var places = Columns.Select(name => Enumerable.Range(0, table.Header.Cells.Count).Where(i => table.Header[i].Text.Trim() == name).Select(i => (int?)i).FirstOrDefault()).ToList();
        if (Needed.Where(i => places[i] is null).Select(i => Columns[i]).ToList() is { Count: > 0 } missing)
        {
            return CatalogRefusals.HeaderWrong(string.Join(", ", missing));
        }

        var lines = new List<ShelfLine>();
        while (table.Read())
        {
            if (lines.Count == MostLines)
            {
                return CatalogRefusals.TooManyRows(MostLines);
            }

            string Cell(int column) => places[column] is { } at ? table.Row[at].Text.Trim() : "";
            var formula = table.Row.Cells.Where(c => c.IsFormula).Select(c => CatalogRefusals.RowFormula(c.Text.Length <= 60 ? c.Text : c.Text[..60])).FirstOrDefault();
            lines.Add(new(table.Row.Number, Cell(0), Cell(3), Cell(4), Cell(5), formula));
        }

        return table.Refusal is { } broken ? broken : lines;
    }

    /// <summary>What is wrong with a line by itself, said at once when a file comes in; null when nothing is.</summary>
    /// <param name="known">Keys of the packings that the reader of the file sells.</param>
    public static Refusal? WhyUnreadable(ShelfLine line, IReadOnlySet<string> known)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(known);
        return Read(line, []).Refusal ?? (known.Contains(line.Variant) ? null : CatalogRefusals.PackingUnknown(line.Variant));
    }

    private static Result<Wanted> Read(ShelfLine line, Dictionary<VariantId, int> met)
    {
        if (line.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!Guid.TryParse(line.Variant, out var id))
        {
            return CatalogRefusals.PackingUnknown(line.Variant);
        }

        if (!met.TryAdd(new(id), line.Number))
        {
            return CatalogRefusals.RowTwice(met[new(id)]);
        }

        var price = line.Price.Length == 0 ? (Result<Money>?)null : PriceText.Price(line.Price);
        var stock = line.Stock.Length == 0 ? (Result<int>?)null : PriceText.Stock(line.Stock);
        return (price?.Refusal ?? stock?.Refusal) is { } unreadable ? unreadable
            : new Wanted(line.Number, new(id), price?.Value, stock?.Value, PriceText.Stock(line.Seen) is { Succeeded: true } seen ? seen.Value : null);
    }

    private static Refusal? WhyNot(Actor actor, Wanted row, StockLevel? level)
        => level is null ? CatalogRefusals.PackingUnknown(row.Variant.ToString())
        : !actor.MayKeepShelf(new ProducerId(level.ProducerId)) ? CatalogRefusals.NotYourProducer()
        : row.Count is { } count ? ChangeStock.WhyNot(actor, new(row.Variant, count, row.Seen), level)
        : null;

    private sealed record Wanted(int Number, VariantId Variant, Money? Price, int? Count, int? Seen);
}
